using System;
using System.Collections.Generic;
using System.Linq;
using RnnGen.Integration.Tests.Attending;
using RnnGen.Kernels;
using Xunit;

namespace RnnGen.Integration.Tests.Structure;

/// <summary>Layers that keep their states at every k-th step only give the bits of layers that keep everything.</summary>
public sealed class LayerCheckpointTests
{
    private static readonly int[][] Batches = [[9, 3, 0, 9, 5], [1], [4, 4], [0], [17, 2]];

    [Fact]
    public void Stacks_give_the_same_bits() => AssertSame(
        new PlainStackModel(4), new CheckpointedStackModel(4), (model, x) => model.Forward(x), (model, x) => model.Forward(x), pass => ((PlainStackModel.Pass)pass).Output, pass => ((CheckpointedStackModel.Pass)pass).Output);

    [Fact]
    public void Bidirectional_layers_and_what_reads_their_final_states_give_the_same_bits() =>
        AssertSame(
            new PlainBidirectionalModel(4), new CheckpointedBidirectionalModel(4), (model, x) => model.Forward(x), (model, x) => model.Forward(x), pass => ((PlainBidirectionalModel.Pass)pass).Output, pass => ((CheckpointedBidirectionalModel.Pass)pass).Output);

    [Fact]
    public void States_are_carried_and_their_gradients_come_back()
    {
        var plain = new PlainStackModel(4);
        var windowed = new CheckpointedStackModel(4);
        Sequence x = Input(3, [9, 0, 4]);
        PlainStackModel.Pass first = plain.Forward(x, plain.Forward(x).FinalState);
        CheckpointedStackModel.Pass second = windowed.Forward(x, windowed.Forward(x).FinalState);
        Tensor gradient = Gradient(first.Output.ToTensor());
        first.Backward(gradient, first.FinalState);
        second.Backward(gradient, second.FinalState);
        Assert.Equal(Values(first.FinalState), Values(second.FinalState));
        Assert.Equal(Values(first.InitialStateGradient), Values(second.InitialStateGradient));
    }

    [Fact]
    public void Gradients_through_time_are_measured_in_every_window()
    {
        var plain = new PlainStackModel(4);
        var windowed = new CheckpointedStackModel(4);
        Sequence x = Input(3, [9, 3, 7]), wanted = Input(6, [9, 3, 7]);
        PlainStackModel.Pass first = plain.Forward(x);
        CheckpointedStackModel.Pass second = windowed.Forward(x);
        GradientThroughTime expected = first.MeasureBackward(Losses.MeanSquaredError(first.Output, wanted.ToTensor()), "c", layer: 1);
        GradientThroughTime actual = second.MeasureBackward(Losses.MeanSquaredError(second.Output, wanted.ToTensor()), "c", layer: 1);
        Assert.Equal(expected.Norms, actual.Norms);
    }

    [Fact]
    public void Layers_that_attend_give_the_same_bits()
    {
        var plain = new AttendingInputsModel(4);
        var windowed = new CheckpointedAttendingModel(4);
        foreach (int[] lengths in Batches)
        {
            Sequence x = Input(3, lengths), y = Input(2, lengths), dt = Input(1, lengths), keys = Input(4, [.. lengths.Select(length => (length + 2) % 7)]);
            AttendingInputsModel.Pass first = plain.Forward(x, y, dt, keys);
            CheckpointedAttendingModel.Pass second = windowed.Forward(x, y, dt, keys);
            Assert.Equal(Run(plain, first, _ => first.Values), Run(windowed, second, _ => second.Values));
            Assert.Equal(first.InputGradientOf("keys").ToDoubleArray(), second.InputGradientOf("keys").ToDoubleArray());
        }
    }

    [Fact]
    public void A_model_of_long_sequences_takes_less_memory()
    {
        Sequence x = Sequence.From(new Tensor(1, 10_000, 8));
        LongPlainModel.Pass plain = new LongPlainModel(1).Forward(x);
        LongCheckpointedModel.Pass windowed = new LongCheckpointedModel(1).Forward(x);
        Assert.Equal(plain.Output.ToTensor().ToArray(), windowed.Output.ToTensor().ToArray());
        Assert.InRange(windowed.ActivationMegabytes / plain.ActivationMegabytes, 0.1, 0.7); // the outputs of layers and their gradients stay
    }

    private static void AssertSame<TPlain, TWindowed>(
        TPlain plain,
        TWindowed windowed,
        Func<TPlain, Sequence, OfflinePass<double>> run,
        Func<TWindowed, Sequence, OfflinePass<double>> runWindowed,
        Func<OfflinePass<double>, Sequence> output,
        Func<OfflinePass<double>, Sequence> outputWindowed)
        where TPlain : OfflineModel<double>
        where TWindowed : OfflineModel<double>
    {
        foreach (int[] lengths in Batches)
        {
            Sequence x = Input(3, lengths);
            Assert.Equal(Run(plain, run(plain, x), output), Run(windowed, runWindowed(windowed, x), outputWindowed));
        }
    }

    private static List<double> Run(OfflineModel<double> model, OfflinePass<double> pass, Func<OfflinePass<double>, Sequence> result)
    {
        Tensor output = result(pass).ToTensor();
        model.Gradients.Clear();
        pass.Backward([Gradient(output)]);
        return [.. output.ToDoubleArray(), .. pass.InputGradient.ToDoubleArray(), .. model.Parameters.SelectMany(p => p.Gradient.ToDoubleArray())];
    }

    private static Tensor Gradient(Tensor output) => Tensor.FromDoubles([.. Enumerable.Range(0, output.Count).Select(i => Math.Cos(i))], [.. output.Dims]);

    private static IEnumerable<double> Values(ModelState state) => state.Layers.SelectMany(layer => layer.Values).SelectMany(value => value.ToDoubleArray());

    private static Sequence Input(int features, int[] lengths)
    {
        int steps = Math.Max(lengths.Max(), 1);
        return Sequence.From(Tensor.FromDoubles([.. Enumerable.Range(0, lengths.Length * steps * features).Select(i => Math.Sin(i))], lengths.Length, steps, features), lengths);
    }
}
