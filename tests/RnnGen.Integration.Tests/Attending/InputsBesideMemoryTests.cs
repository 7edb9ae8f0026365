using System;
using System.Linq;
using RnnGen.Integration.Tests.Harness;
using RnnGen.Integration.Tests.Models;
using Xunit;

namespace RnnGen.Integration.Tests.Attending;

/// <summary>Steps that attend over a memory and read more than one input.</summary>
public sealed class InputsBesideMemoryTests
{
    private const int Batch = 3, Steps = 4, Positions = 5;

    private static readonly int[] Sizes = [3, 2, 1], Lengths = [4, 0, 3], MemoryLengths = [3, 5, 0];

    [Fact]
    public void They_give_what_one_joined_input_gives()
    {
        (AttendingInputsCell apart, AttendingJoinedCell joined) = Cells();
        Sequence[] inputs = [.. Sizes.Select((size, i) => Values(i, Steps, size, Lengths))];
        Sequence all = Joined(inputs), keys = Values(7, Positions, AttendingInputsCell.K, MemoryLengths);
        Tensor gradient = Values(8, Steps, AttendingInputsCell.H, Lengths).ToTensor(), scores = Values(9, Steps, Positions, Lengths).ToTensor();

        CellPass<double> expected = joined.Forward(all, keys), actual = apart.Forward(inputs[0], inputs[1], inputs[2], keys);
        Equal("y", expected.Output.ToTensor(), actual.Output.ToTensor());
        Equal("weights", expected.ScoresOf("weights"), actual.ScoresOf("weights"));
        foreach (CellPass<double> pass in new[] { expected, actual })
        {
            pass.SetScoresGradient("weights", scores);
            pass.Backward(gradient);
        }

        Equal("dL/d keys", expected.MemoryGradient, actual.MemoryGradient);
        double[] whole = expected.InputGradient.ToDoubleArray();
        Close.Check("dL/dx", Columns(whole, 0, 3), actual.InputGradient.ToDoubleArray(), 1e-13);
        Close.Check("dL/dy", Columns(whole, 3, 2), actual.InputGradientOf("y").ToDoubleArray(), 1e-13);
        Close.Check("dL/d dt", Columns(whole, 5, 1), actual.InputGradientOf("dt").ToDoubleArray(), 1e-13);
        Assert.All(apart.Parameters, parameter => Equal("dL/d" + parameter.Name, joined.Parameters[parameter.Name].Gradient, parameter.Gradient));
    }

    [Fact]
    public void Single_steps_over_a_prepared_memory()
    {
        (AttendingInputsCell apart, _) = Cells();
        Sequence[] inputs = [.. Sizes.Select((size, i) => Values(i, 2, size, [2, 2, 2]))];
        Sequence keys = Values(7, Positions, AttendingInputsCell.K, MemoryLengths);
        double[] expected = apart.Scan(inputs[0], inputs[1], inputs[2], keys).ToTensor().ToDoubleArray();
        PreparedMemory<double> prepared = apart.Prepare(keys);
        RecurrentState state = apart.InitialState(Batch);
        for (int t = 0; t < 2; t++)
        {
            float[][] step = [.. inputs.Select((input, i) => Step(input.ToTensor().ToDoubleArray(), Sizes[i], t).Select(value => (float)value).ToArray())];
            state = apart.Step(state, step[0], step[1], step[2], prepared);
            Close.Check("step", Step(expected, AttendingInputsCell.H, t), state.Output!.ToDoubleArray(), 1e-13);
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void As_a_layer_of_a_model(int seed)
    {
        var model = new AttendingInputsModel(seed);
        new GraphTrial
        {
            Model = model,
            Inputs =
            [
                ("x", Numbers(1, Batch * Steps * 3), [Batch, Steps, 3], Lengths), ("y", Numbers(2, Batch * Steps * 2), [Batch, Steps, 2], Lengths),
                ("dt", Numbers(3, Batch * Steps), [Batch, Steps, 1], Lengths), ("keys", Numbers(4, Batch * Positions * 4), [Batch, Positions, 4], MemoryLengths),
            ],
            Forward = x => model.Forward(Sequence.From(x[0], Lengths), Sequence.From(x[1], Lengths), Sequence.From(x[2], Lengths), Sequence.From(x[3], MemoryLengths)),
            Results = pass => [((AttendingInputsModel.Pass)pass).Values.ToTensor()],
            Plain = x => [model.Values(Sequence.From(x[0], Lengths), Sequence.From(x[1], Lengths), Sequence.From(x[2], Lengths), Sequence.From(x[3], MemoryLengths)).ToTensor()],
        }.Check(seed);
    }

    private static (AttendingInputsCell Apart, AttendingJoinedCell Joined) Cells()
    {
        var apart = new AttendingInputsCell(3);
        var joined = new AttendingJoinedCell(4);
        foreach (Parameter parameter in apart.Parameters)
        {
            joined.Parameters[parameter.Name].Set(parameter.Value.ToDoubleArray());
        }

        return (apart, joined);
    }

    private static void Equal(string what, Tensor expected, Tensor actual) => Close.Check(what, expected.ToDoubleArray(), actual.ToDoubleArray(), 1e-13);

    private static double[] Numbers(int seed, int count)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count).Select(_ => (double)(float)((random.NextDouble() * 2) - 1))];
    }

    private static Sequence Values(int seed, int steps, int size, int[] lengths) =>
        Sequence.From(Tensor.FromDoubles(Numbers(seed, Batch * steps * size), Batch, steps, size), lengths);

    private static Sequence Joined(Sequence[] parts)
    {
        double[][] values = [.. parts.Select(part => part.ToTensor().ToDoubleArray())];
        double[] all = [.. Enumerable.Range(0, Batch * Steps).SelectMany(row => Sizes.SelectMany((size, i) => values[i][(row * size)..((row + 1) * size)]))];
        return Sequence.From(Tensor.FromDoubles(all, Batch, Steps, Sizes.Sum()), Lengths);
    }

    private static double[] Columns(double[] values, int start, int size) => [.. values.Where((_, i) => i % Sizes.Sum() >= start && i % Sizes.Sum() < start + size)];

    private static double[] Step(double[] values, int size, int t) => [.. values.Where((_, i) => i / size % 2 == t)];
}
