using System;
using System.Collections.Generic;
using System.Linq;
using RnnGen.Kernels;
using Xunit;

namespace RnnGen.Integration.Tests.Structure;

/// <summary>Every way to stack cells: gradients against central differences, with all that is dropped held fixed.</summary>
public sealed class StackTests
{
    private const double Step = 3e-5;
    private const double Tolerance = 1e-8;
    private const int Seed = 7;

    private static readonly Dictionary<string, Func<Trial>> Trials = new()
    {
        ["widths"] = () => Of(3, new WidthsModel(Seed), (m, x) => m.Forward(x), p => p.Output.ToTensor()),
        ["residual"] = () => Of(5, new ResidualModel(Seed), (m, x) => m.Forward(x), p => p.Output.ToTensor()),
        ["highway"] = () => Of(4, new HighwayModel(Seed), (m, x) => m.Forward(x), p => p.Output.ToTensor()),
        ["projection"] = () => Of(3, new ProjectionModel(Seed), (m, x) => m.Forward(x), p => p.Output.ToTensor()),
        ["variational dropout"] = () => Of(4, new VariationalModel(Seed), (m, x) => m.Forward(x), p => p.Output.ToTensor()),
        ["weight drop"] = () => Of(3, new WeightDropModel(Seed), (m, x) => m.Forward(x), p => p.Output.ToTensor()),
        ["declared cell"] = () => Of(5, new DeclaredCellModel(Seed), (m, x) => m.Forward(x), p => p.Output.ToTensor()),
        ["bidirectional"] = () => Of(3, new BidirectionalModel(Seed), (m, x) => m.Forward(x), p => p.Output.ToTensor()),
        ["bidirectional highway"] = () => Of(3, new BidirectionalHighwayModel(Seed), (m, x) => m.Forward(x), p => p.Output.ToTensor()),
        ["bidirectional final"] = () => Of(3, new BidirectionalFinalModel(Seed), (m, x) => m.Forward(x), p => p.Output.ToTensor()),
    };

    public static TheoryData<string> Names => [.. Trials.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Gradients_agree_with_central_differences(string name)
    {
        var random = new Random(3);
        Trial trial = Trials[name]();
        int[] lengths = [4, 0, 6, 1];
        double[] input = [.. Enumerable.Range(0, lengths.Length * 6 * trial.InputSize).Select(_ => (random.NextDouble() * 2) - 1)];
        double[][] parameters = [.. trial.Model.Parameters.Select(p => p.Value.ToDoubleArray().Select(v => v + (random.NextDouble() * 0.2)).ToArray())];
        double[][] gradients = trial.Gradients(input, lengths, parameters);
        double[][] all = [input, .. parameters];
        double[][] way = [.. all.Select(values => values.Select(_ => (random.NextDouble() * 2) - 1).ToArray())];
        double length = Math.Sqrt(way.Sum(values => values.Sum(d => d * d)));
        double Loss(double distance)
        {
            double[][] moved = [.. all.Select((values, i) => values.Zip(way[i], (v, d) => v + (distance * d / length)).ToArray())];
            return Trials[name]().Loss(moved[0], lengths, moved[1..]);
        }

        AssertClose($"{name}, along a direction", Derivative(Loss), way.Zip(gradients, (w, g) => w.Zip(g, (a, b) => a * b).Sum()).Sum() / length);
        for (int tensor = 0; tensor < all.Length; tensor++)
        {
            string what = tensor == 0 ? "x" : trial.Model.Parameters[tensor - 1].Name;
            foreach (int i in Enumerable.Range(0, all[tensor].Length).OrderBy(_ => random.Next()).Take(4))
            {
                double At(double change)
                {
                    double[][] moved = [.. all.Select(values => (double[])values.Clone())];
                    moved[tensor][i] += change;
                    return Trials[name]().Loss(moved[0], lengths, moved[1..]);
                }

                AssertClose($"{name}: dL/d{what}[{i}]", Derivative(At), gradients[tensor][i]);
            }
        }

        Assert.All(Enumerable.Range(0, input.Length).Where(i => i / trial.InputSize % 6 >= lengths[i / trial.InputSize / 6]), i => Assert.Equal(0, gradients[0][i]));
    }

    [Fact]
    public void Variational_dropout_drops_the_same_features_at_every_step()
    {
        var stack = new RecurrentStack<double>(new StackOptions<double> { InputDropout = 0.5, VariationalDropout = true }, new CopyCell());
        double[][] steps = Dropped(stack);
        Assert.All(steps, step => Assert.Equal(steps[0], step));
        Assert.InRange(steps[0].Count(v => v == 0), 1, steps[0].Length - 1);
        double[][] plain = Dropped(new RecurrentStack<double>(new StackOptions<double> { InputDropout = 0.5 }, new CopyCell()));
        Assert.NotEqual(plain[0], plain[1]);
    }

    [Fact]
    public void Parameters_have_the_names_of_PyTorch()
    {
        string[] stored = [.. new BidirectionalModel().Parameters.Select(p => p.StoredAs!).Distinct()];
        Assert.Equal(
            ["weight_ih_l0", "weight_hh_l0", "bias_ih_l0", "bias_hh_l0", "weight_ih_l0_reverse", "weight_hh_l0_reverse", "bias_ih_l0_reverse", "bias_hh_l0_reverse"],
            stored.Take(8).Select(name => name.Replace("Layers.", "", StringComparison.Ordinal)));
        Assert.EndsWith("bias_hh_l1_reverse", stored[^1], StringComparison.Ordinal);
        Assert.Equal(16, stored.Length);
    }

    [Fact]
    public void Weights_are_dropped_while_training_only_and_stay_as_they_are()
    {
        var model = new WeightDropModel(3);
        double[] before = [.. model.Parameters.SelectMany(p => p.Value.ToDoubleArray())];
        var x = Sequence.From(Tensor.FromDoubles([.. Enumerable.Range(0, 12).Select(i => Math.Sin(i))], 1, 4, 3));
        double[] first = model.Forward(x).Output.ToTensor().ToDoubleArray(), second = model.Forward(x).Output.ToTensor().ToDoubleArray();
        Assert.NotEqual(first, second);
        Assert.Equal(model.Predict(x).ToTensor().ToDoubleArray(), model.Predict(x).ToTensor().ToDoubleArray());
        Assert.Equal(before, model.Parameters.SelectMany(p => p.Value.ToDoubleArray()));
    }

    [Fact]
    public void Layers_that_do_not_fit_are_refused()
    {
        Assert.Contains("layer 1 reads", Assert.Throws<ArgumentException>(() => new RecurrentStack<double>(0, new CopyCell(), new StackedCell())).Message, StringComparison.Ordinal);
        Assert.Contains("multiple of 2", Assert.Throws<ArgumentException>(() => new RecurrentStack<double>(new StackOptions<double> { Bidirectional = true }, new CopyCell())).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => new StackOptions<double> { WeightDrop = 1 });
    }

    private static double[][] Dropped(RecurrentStack<double> stack)
    {
        const int Steps = 3;
        int size = stack.InputSize;
        var packing = new Packing([Steps], Steps);
        var input = new Panel<double>(Enumerable.Repeat(1.0, Panel<double>.Length(size, 1, Steps)).ToArray(), size, 1, Steps);
        var workspace = new double[stack.WorkspaceLength(packing)];
        stack.Forward(packing, new CellInputs<double>(input) { Dropout = new DropoutKey(true, 5, 0, 0) }, workspace);
        var output = stack.Output(workspace, packing);
        var steps = new double[Steps][];
        for (int t = 0; t < Steps; t++)
        {
            steps[t] = new double[size];
            for (int i = 0; i < size; i++)
            {
                steps[t][i] = output[t, i] == 0 ? 0 : 1;
            }
        }

        return steps;
    }

    private static double Derivative(Func<double, double> loss) =>
        ((8 * (loss(Step) - loss(-Step))) - (loss(2 * Step) - loss(-2 * Step))) / (12 * Step);

    private static void AssertClose(string what, double numeric, double analytic) => Assert.True(
        Math.Abs(numeric - analytic) <= Tolerance * Math.Max(1, Math.Abs(analytic)), $"{what}: central differences give {numeric:r}, generated code {analytic:r}");

    private static Trial Of<TModel, TPass>(int inputSize, TModel model, Func<TModel, Sequence, TPass> forward, Func<TPass, Tensor> output)
        where TModel : OfflineModel<double>
        where TPass : OfflinePass<double> => new(inputSize, model, x => forward(model, x), pass => output((TPass)pass));

    /// <summary>A fresh model: its first training pass drops the same elements each time. L = sum of cos(i) * y_i.</summary>
    private sealed record Trial(int InputSize, OfflineModel<double> Model, Func<Sequence, OfflinePass<double>> Forward, Func<OfflinePass<double>, Tensor> Output)
    {
        public double Loss(double[] input, int[] lengths, double[][] parameters) =>
            Output(Run(input, lengths, parameters)).ToDoubleArray().Select((y, i) => y * Math.Cos(i)).Sum();

        public double[][] Gradients(double[] input, int[] lengths, double[][] parameters)
        {
            OfflinePass<double> pass = Run(input, lengths, parameters);
            Tensor output = Output(pass);
            pass.Backward([Tensor.FromDoubles([.. output.ToDoubleArray().Select((_, i) => Math.Cos(i))], [.. output.Dims])]);
            return [pass.InputGradient.ToDoubleArray(), .. Model.Parameters.Select(p => p.Gradient.ToDoubleArray())];
        }

        private OfflinePass<double> Run(double[] input, int[] lengths, double[][] parameters)
        {
            for (int i = 0; i < parameters.Length; i++)
            {
                Model.Parameters[i].Set(parameters[i]);
            }

            return Forward(Sequence.From(Tensor.FromDoubles(input, lengths.Length, 6, InputSize), lengths));
        }
    }
}
