using System;
using System.Collections.Generic;
using System.Linq;
using RnnGen.Integration.Tests.Cells.Operations;
using RnnGen.Integration.Tests.Harness;
using Xunit;

namespace RnnGen.Integration.Tests.Structure;

[SequenceModel(Precision = Precision.Double)]
public sealed partial class LearnedStartModel
{
    [Dimension] public const int V = 7, E = 3, H = 5;

    [Embedding(V, E)] public partial Embedding Words { get; }

    [Recurrent(typeof(LearnedVectorCell))] public partial Recurrent Memory { get; }

    [Linear(H, V)] public partial Linear Next { get; }

    [Forward]
    private Sequence Logits(Tokens tokens) => Next.Apply(Memory.Scan(Words.Lookup(tokens)));
}

/// <summary>States that begin as parameters.</summary>
public sealed class InitialStateTests
{
    private static readonly int[] Lengths = [5, 0, 3, 5];

    [Fact]
    public void A_run_without_states_begins_with_what_was_learned_and_its_gradient_is_the_sum_over_sequences()
    {
        var cell = new LearnedStartCell(3);
        Problem problem = Problem.Random(cell, 1, 5, Lengths);
        CellPass<double> given = cell.CreatePass(), learned = cell.CreatePass();
        given.Forward(Input(problem), new RecurrentState(cell.StateNames, cell.InitialState(4).Values));
        learned.Forward(Input(problem));
        Assert.Equal(given.Output.ToTensor().ToDoubleArray(), learned.Output.ToTensor().ToDoubleArray());

        cell.Gradients.Clear();
        given.BackwardFrom(Gradients(problem), CellRunner.State(cell, problem.FinalGradient, 4));
        double[] h0 = cell.Parameters["h0"].Gradient.ToDoubleArray(), w = cell.Parameters["W"].Gradient.ToDoubleArray();
        Assert.All(cell.Parameters["C0"].Gradient.ToDoubleArray(), g => Assert.Equal(0, g));
        cell.Gradients.Clear();
        learned.BackwardFrom(Gradients(problem), CellRunner.State(cell, problem.FinalGradient, 4));
        Close.Check("W", w, cell.Parameters["W"].Gradient.ToDoubleArray(), 1e-15);
        Close.Check("h0", [.. h0.Zip(Sum(learned.InitialStateGradient["h"]), (a, b) => a + b)], cell.Parameters["h0"].Gradient.ToDoubleArray(), 1e-14);
        Close.Check("C0", Sum(learned.InitialStateGradient["C"]), cell.Parameters["C0"].Gradient.ToDoubleArray(), 1e-14);
    }

    [Fact]
    public void Its_gradient_agrees_with_central_differences()
    {
        var cell = new LearnedStartCell(3);
        Problem problem = Problem.Random(cell, 1, 5, Lengths);
        cell.Gradients.Clear();
        cell.Forward(Input(problem)).BackwardFrom(Gradients(problem), CellRunner.State(cell, problem.FinalGradient, 4));
        Differences(cell, ["h0", "C0", "W"], () =>
        {
            CellPass<double> pass = cell.Forward(Input(problem));
            return problem.Loss([pass.Output.ToTensor().ToDoubleArray()], CellRunner.Values(pass.FinalState));
        });
    }

    [Fact]
    public void Checkpoints_change_no_bit()
    {
        var cell = new LearnedStartCell(3);
        Problem problem = Problem.Random(cell, 1, 5, Lengths);
        double[][] Run(CellPass<double> pass)
        {
            cell.Gradients.Clear();
            pass.Forward(Input(problem)).BackwardFrom(Gradients(problem), null);
            return [.. cell.Parameters.Select(p => p.Gradient.ToDoubleArray())];
        }

        Assert.Equal(Run(cell.CreatePass()), Run(cell.CreatePass(2)));
    }

    [Fact]
    public void Single_steps_begin_with_it()
    {
        var cell = new LearnedStartCell(3);
        Problem problem = Problem.Random(cell, 1, 5, 5);
        double[] scanned = cell.Scan(Input(problem)).ToTensor().ToDoubleArray();
        RecurrentState state = cell.InitialState();
        for (int t = 0; t < 5; t++)
        {
            state = cell.Step(state, [.. problem.Input[problem.Step(0, t, LearnedStartCell.I)].Select(v => (float)v)]);
            Close.Check($"step {t}", scanned[problem.Step(0, t, LearnedStartCell.H)], state.Output!.ToDoubleArray(), 1e-12);
        }
    }

    [Fact]
    public void A_model_learns_it_and_streams_with_it()
    {
        var model = new LearnedStartModel(3);
        model.Parameters["Memory.h0"].Set([0.5, -0.25, 0.125, 0.75, -0.5]);
        Tokens tokens = Tokens.From([[1, 2, 3, 4], [6], [5, 0]]);
        Tensor weights = Random(3, 4, LearnedStartModel.V);
        model.Gradients.Clear();
        model.Forward(tokens).Backward(weights);
        Assert.All(model.Parameters["Memory.h0"].Gradient.ToDoubleArray(), g => Assert.NotEqual(0, g));
        Differences(model, ["Memory.h0", "Memory.U"], () => Dot(model.Predict(tokens).ToTensor(), weights));

        double[] predicted = model.Predict(Tokens.From([[1, 2, 3, 4]])).ToTensor().ToDoubleArray();
        TokenStream stream = model.CreateStream();
        ModelState state = model.InitialState();
        for (int t = 0; t < 4; t++)
        {
            state = model.Step(state, t + 1);
            double[] expected = predicted[(t * LearnedStartModel.V)..((t + 1) * LearnedStartModel.V)];
            Close.Check("stream", expected, [.. stream.Push(t + 1).Select(v => (double)v)], 1e-6);
            Close.Check("step", expected, state.Output!.ToDoubleArray(), 1e-12);
        }
    }

    [Fact]
    public void Shipped_cells_have_it_as_an_option()
    {
        var lstm = new Cells.BuiltIn.LearnedLstmCell(3);
        lstm.Parameters["c0"].Set([0.5, -0.5, 1, 0.25, 0]);
        Assert.Equal([0.5, -0.5, 1, 0.25, 0, 0.5, -0.5, 1, 0.25, 0], lstm.InitialState(2)["c"].ToDoubleArray());
        var mlstm = new Cells.BuiltIn.LearnedMLstmCell(3);
        Assert.Equal([4, 4], mlstm.Parameters["C0"].Dims);
    }

    [Fact]
    public void Eigenvalues_of_a_linear_recurrent_unit_begin_in_their_ring()
    {
        var cell = new Cells.BuiltIn.LruRingCell(3);
        double[] sizes = [.. cell.Parameters["nu"].Value.ToDoubleArray().Select(nu => Math.Exp(-Math.Exp(nu)))];
        Assert.All(sizes, size => Assert.InRange(size, 0.5, 0.75));
        Assert.InRange(sizes.Average(size => size * size), 0.37, 0.44); // uniform over the area: (0.25 + 0.5625) / 2
        Assert.All(cell.Parameters["theta"].Value.ToDoubleArray(), theta => Assert.InRange(Math.Exp(theta), 0, 1));
    }

    [Fact]
    public void Of_windows_of_a_stream_only_beginnings_train_it()
    {
        var model = new LearnedStartModel(3);
        int[][] sequences = [[1, 2, 3, 4, 5, 6, 0], [3, 1, 2], [5, 5, 5, 1, 2, 2, 2, 1]];
        var carried = new CarriedState();
        int begin = 0, goOn = 0;
        foreach (StreamBatch batch in Batches.Streams(sequences, batchSize: 2, window: 2))
        {
            model.Gradients.Clear();
            LearnedStartModel.Pass pass = model.Forward(batch.Inputs, carried.Into(batch.Window));
            pass.Backward(Losses.CrossEntropy(pass.Logits, batch.Targets));
            carried.Keep(batch.Window, pass.FinalState);
            bool any = batch.Window.StartsNew.Where((starts, b) => starts && batch.Inputs.Lengths[b] > 0).Any();
            Assert.Equal(any, model.Parameters["Memory.h0"].Gradient.ToDoubleArray().Any(g => g != 0));
            begin += any ? 1 : 0;
            goOn += any ? 0 : 1;
        }

        Assert.True(begin > 1 && goOn > 0);
    }

    [Fact]
    public void The_step_index_goes_on_over_windows()
    {
        var model = new LearnedStartModel(3);
        int[][] whole = [[1, 2, 3, 4, 5], [6, 0, 2, 2, 1]];
        double[] expected = model.Predict(Tokens.From(whole)).ToTensor().ToDoubleArray();
        ModelState? state = null;
        for (int first = 0; first < 5; first += 2)
        {
            int count = Math.Min(2, 5 - first);
            LearnedStartModel.Pass pass = model.Forward(Tokens.From(whole.Select(ids => ids[first..(first + count)])), state);
            double[] actual = pass.Logits.ToTensor().ToDoubleArray();
            for (int b = 0; b < 2; b++)
                Close.Check($"from {first}", expected[(((b * 5) + first) * LearnedStartModel.V)..(((b * 5) + first + count) * LearnedStartModel.V)], actual[(b * count * LearnedStartModel.V)..((b + 1) * count * LearnedStartModel.V)], 1e-12);
            state = pass.FinalState;
        }
    }

    private static void Differences(Trainable trained, IEnumerable<string> names, Func<double> loss)
    {
        const double step = 1e-5;
        foreach (string name in names)
        {
            Parameter parameter = trained.Parameters[name];
            double[] gradient = parameter.Gradient.ToDoubleArray(), values = parameter.Value.ToDoubleArray();
            for (int i = 0; i < values.Length; i++)
            {
                double Moved(double by)
                {
                    double[] moved = [.. values];
                    moved[i] += by;
                    parameter.Set(moved);
                    return loss();
                }

                double numeric = (Moved(step) - Moved(-step)) / (2 * step);
                parameter.Set(values);
                Assert.True(Math.Abs(numeric - gradient[i]) < 1e-7, $"{name}[{i}]: {numeric} {gradient[i]}");
            }
        }
    }

    private static Sequence Input(Problem problem) =>
        Sequence.From(Tensor.FromDoubles(problem.Input, problem.Batch, problem.Steps, problem.InputSize), problem.Lengths);

    private static Tensor[] Gradients(Problem problem) => [Tensor.FromDoubles(problem.OutputGradient, problem.Batch, problem.Steps, problem.OutputSize)];

    private static double[] Sum(Tensor perSequence)
    {
        int size = perSequence.Count / perSequence.Dims[0];
        double[] all = perSequence.ToDoubleArray();
        return [.. Enumerable.Range(0, size).Select(i => Enumerable.Range(0, perSequence.Dims[0]).Sum(b => all[(b * size) + i]))];
    }

    private static Tensor Random(params int[] dims)
    {
        var random = new Random(7);
        return Tensor.FromDoubles([.. Enumerable.Range(0, dims.Aggregate((a, b) => a * b)).Select(_ => (random.NextDouble() * 2) - 1)], dims);
    }

    private static double Dot(Tensor a, Tensor b) => a.ToDoubleArray().Zip(b.ToDoubleArray(), (x, y) => x * y).Sum();
}
