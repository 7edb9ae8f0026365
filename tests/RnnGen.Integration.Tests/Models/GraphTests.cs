using System;
using System.Linq;
using RnnGen.Kernels;
using Xunit;

namespace RnnGen.Integration.Tests.Models;

/// <summary>Forward methods that are graphs, with sequences of mixed lengths, one of them empty.</summary>
public sealed class GraphTests
{
    private static readonly int[] Lengths = [3, 0, 5, 5, 1];

    public static TheoryData<int> Seeds => [1, 2];

    [Theory, MemberData(nameof(Seeds))]
    public void Many_to_one(int seed)
    {
        var model = new ManyToOne(seed);
        Tokens tokens = Ids(seed, 7, Lengths);
        Trial(model, [], _ => model.Forward(tokens), pass => [((ManyToOne.Pass)pass).Scores.ToTensor()], _ => [model.Scores(tokens).ToTensor()]).Check(seed);
        Assert.Equal(model.Scores(tokens).ToTensor().ToDoubleArray(), model.Predict(tokens).ToTensor().ToDoubleArray(), (a, b) => Math.Abs(a - b) < 1e-12);
    }

    [Theory, MemberData(nameof(Seeds))]
    public void Pooling_and_two_results(int seed)
    {
        var model = new Pooled(seed);
        Trial(
            model,
            [Input(seed, "values", 4)],
            x => model.Forward(Sequence.From(x[0], Lengths)),
            pass => [((Pooled.Pass)pass).Topic.ToTensor(), ((Pooled.Pass)pass).Labels.ToTensor()],
            x => Both(model.Both(Sequence.From(x[0], Lengths)))).Check(seed);

        static Tensor[] Both((Vectors Topic, Sequence Labels) both) => [both.Topic.ToTensor(), both.Labels.ToTensor()];
    }

    [Theory, MemberData(nameof(Seeds))]
    public void One_to_many(int seed)
    {
        var model = new OneToMany(seed);
        Tokens words = Ids(seed, 6, Lengths);
        Trial(
            model,
            [("image", GraphTrial.Random(new Random(seed), 20), [5, 4], null)],
            x => model.Forward(Vectors.From(x[0]), words),
            pass => [((OneToMany.Pass)pass).Caption.ToTensor()],
            x => [model.Caption(Vectors.From(x[0]), words).ToTensor()]).Check(seed);
    }

    [Theory, MemberData(nameof(Seeds))]
    public void Residual_highway_and_shared_layers(int seed)
    {
        var model = new SharedResidual(seed);
        Trial(
            model,
            [Input(seed, "x", 6)],
            x => model.Forward(Sequence.From(x[0], Lengths)),
            pass => [((SharedResidual.Pass)pass).Values.ToTensor()],
            x => [model.Values(Sequence.From(x[0], Lengths)).ToTensor()]).Check(seed);
    }

    [Theory, MemberData(nameof(Seeds))]
    public void Both_directions_and_final_states(int seed)
    {
        var model = new BothWays(seed);
        Trial(
            model,
            [Input(seed, "x", 3)],
            x => model.Forward(Sequence.From(x[0], Lengths)),
            pass => [((BothWays.Pass)pass).Tags.ToTensor(), ((BothWays.Pass)pass).Final.ToTensor()],
            x => [model.Both(Sequence.From(x[0], Lengths)).Tags.ToTensor(), model.Both(Sequence.From(x[0], Lengths)).Final.ToTensor()]).Check(seed);
    }

    [Theory, MemberData(nameof(Seeds))]
    public void Encoder_and_decoder_of_other_lengths(int seed)
    {
        var model = new Translator(seed);
        Tokens source = Ids(seed, 8, 3, 0, 6, 2, 2), target = Ids(seed + 1, 9, 1, 4, 2, 0, 5);
        Trial(model, [], _ => model.Forward(source, target), pass => [((Translator.Pass)pass).Logits.ToTensor()], _ => [model.Logits(source, target).ToTensor()]).Check(seed);
    }

    [Theory, MemberData(nameof(Seeds))]
    public void Attention_over_an_encoder_applied_twice(int seed)
    {
        var model = new AttendingTranslator(seed);
        Tokens source = Ids(seed, 8, 3, 0, 6, 2, 2), target = Ids(seed + 1, 9, 1, 4, 2, 0, 5);
        Trial(
            model, [], _ => model.Forward(source, target), pass => [((AttendingTranslator.Pass)pass).Logits.ToTensor()], _ => [model.Logits(source, target).ToTensor()]).Check(seed);
    }

    [Theory, MemberData(nameof(Seeds))]
    public void Two_inputs_along_one_axis(int seed)
    {
        var model = new TwoInputs(seed);
        Trial(
            model,
            [Input(seed, "a", 3), Input(seed + 1, "b", 5)],
            x => model.Forward(Sequence.From(x[0], Lengths), Sequence.From(x[1], Lengths)),
            pass => [((TwoInputs.Pass)pass).Sum.ToTensor()],
            x => [model.Sum(Sequence.From(x[0], Lengths), Sequence.From(x[1], Lengths)).ToTensor()]).Check(seed);
        var other = Sequence.From(new Tensor(5, 6, 5), [3, 0, 5, 5, 2]);
        Assert.Throws<ShapeMismatchException>(() => model.Forward(Sequence.From(new Tensor(5, 6, 3), Lengths), other));
#pragma warning disable RNN0202 // four sequences and five: the mistake the contract is to catch
        Assert.Throws<ShapeMismatchException>(() => model.Forward(Sequence.From(new Tensor(4, 6, 3)), other));
#pragma warning restore RNN0202
    }

    [Theory, MemberData(nameof(Seeds))]
    public void Layers_of_cells_that_read_several_inputs(int seed)
    {
        var model = new Timed(seed);
        Sequence[] Read(Tensor[] x) => [.. x.Select(values => Sequence.From(values, Lengths))];
        Trial(
            model,
            [Input(seed, "x", 3), Input(seed + 1, "dt", 1)],
            x => model.Forward(Read(x)[0], Read(x)[1]),
            pass => [((Timed.Pass)pass).Values.ToTensor()],
            x => [model.Values(Read(x)[0], Read(x)[1]).ToTensor()]).Check(seed);
        Sequence[] all = Read([new Tensor(5, 6, 3), new Tensor(5, 6, 1)]);
        Assert.Contains("x, dt", Assert.Throws<ArgumentException>(() => model.First.Scan(all[0])).Message, StringComparison.Ordinal);
        Assert.Throws<ShapeMismatchException>(() => model.First.Scan(all[0], Sequence.From(new Tensor(5, 6, 1))));
    }

    [Fact]
    public void A_graph_that_looks_back_only_can_be_fed_step_by_step()
    {
        var model = new SharedResidual(3);
        float[] x = [.. GraphTrial.Random(new Random(3), 4 * 6).Select(v => (float)v)];
        double[] whole = model.Predict(Sequence.From(Tensor.FromArray(x, 1, 4, 6))).ToTensor().ToDoubleArray();
        ModelState state = model.InitialState();
        for (int t = 0; t < 4; t++)
        {
            state = model.Step(state, x[(t * 6)..((t + 1) * 6)]);
            Assert.Equal(whole[(t * 6)..((t + 1) * 6)], state.Output!.ToDoubleArray(), (a, b) => Math.Abs(a - b) < 1e-12);
        }
    }

    [Fact]
    public void A_model_that_looks_ahead_has_no_steps()
    {
        Assert.False(typeof(BothWays).IsAssignableTo(typeof(SequenceModel<double>)));
        Assert.False(typeof(ManyToOne).IsAssignableTo(typeof(SequenceModel<double>)));
        Assert.Null(typeof(Translator).GetMethod("Step"));
        Assert.Null(typeof(Translator).GetMethod("CreateStream"));
        Assert.True(typeof(SharedResidual).IsAssignableTo(typeof(SequenceModel<double>)));
    }

    [Fact]
    public void Losses_of_several_results_add_up()
    {
        var model = new Pooled(1);
        var x = Sequence.From(Tensor.FromDoubles(Input(1, "values", 4).Values, 5, 6, 4), Lengths);
        Tensor topic = new(5, 3), labels = new(5, 6, 2);
        Pooled.Pass pass = model.Forward(x);
        pass.Backward(Losses.MeanSquaredError(pass.Topic, topic), Losses.MeanSquaredError(pass.Labels, labels));
        double[] together = model.Parameters["Memory.W_ir"].Gradient.ToDoubleArray();
        model.Gradients.Clear();
        pass = model.Forward(x);
        pass.Backward(Losses.MeanSquaredError(pass.Topic, topic));
        pass = model.Forward(x);
        pass.Backward(Losses.MeanSquaredError(pass.Labels, labels));
        Assert.Equal(together, model.Parameters["Memory.W_ir"].Gradient.ToDoubleArray(), (a, b) => Math.Abs(a - b) < 1e-13);
    }

    private static GraphTrial Trial(
        OfflineModel<double> model,
        (string Name, double[] Values, int[] Dims, int[]? Lengths)[] inputs,
        Func<Tensor[], OfflinePass<double>> forward,
        Func<OfflinePass<double>, Tensor[]> results,
        Func<Tensor[], Tensor[]> plain) => new() { Model = model, Inputs = inputs, Forward = forward, Results = results, Plain = plain };

    private static (string Name, double[] Values, int[] Dims, int[]? Lengths) Input(int seed, string name, int features) =>
        (name, GraphTrial.Random(new Random(seed), 5 * 6 * features), [5, 6, features], Lengths);

    private static Tokens Ids(int seed, int count, params int[] lengths)
    {
        var random = new Random(seed);
        return Tokens.From(lengths.Select(length => Enumerable.Range(0, length).Select(_ => random.Next(count)).ToArray()));
    }
}
