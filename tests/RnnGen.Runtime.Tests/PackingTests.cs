using System;
using System.Linq;
using RnnGen.Kernels;
using Xunit;

namespace RnnGen.Runtime.Tests;

public sealed class PackingTests
{
    public static TheoryData<int[], int> Batches
    {
        get
        {
            var random = new SeededRandom(7);
            var rows = new TheoryData<int[], int> { { [0], 0 }, { [0, 0], 3 }, { [4], 4 }, { [2, 2, 2], 2 }, { [0, 5, 1, 5, 0], 6 } };
            for (int i = 0; i < 20; i++)
            {
                int steps = random.Next(9);
                rows.Add([.. Enumerable.Range(0, 1 + random.Next(7)).Select(_ => random.Next(steps + 1))], steps);
            }

            return rows;
        }
    }

    [Theory]
    [MemberData(nameof(Batches))]
    public void Every_real_step_has_one_row_and_continues_the_right_sequence(int[] lengths, int steps)
    {
        var packing = new Packing(lengths, steps);

        int[] real = [.. lengths.SelectMany((length, b) => Enumerable.Range(0, length).Select(t => (b * steps) + t))];
        Assert.Equal(real, packing.Source.ToArray().Order());
        Assert.Equal(lengths.Sum(), packing.Rows);
        Assert.Equal(lengths.Max(), packing.LongestStep);
        Assert.Equal(Enumerable.Range(0, lengths.Length), packing.Order.ToArray().Order());
        Assert.Equal(lengths.OrderDescending(), packing.Order.ToArray().Select(b => lengths[b]));
        var previous = new int[packing.Rows];
        foreach (RowRun run in packing.PreviousRows)
        {
            for (int i = 0; i < run.Count; i++)
            {
                previous[run.Row + i] = run.OtherRow + i;
            }
        }

        for (int t = 0; t < packing.LongestStep; t++)
        {
            for (int rank = 0; rank < packing.RowsAt(t); rank++)
            {
                int row = packing.FirstRow(t) + rank;
                Assert.Equal((packing.Order[rank] * steps) + t, packing.Source[row]);
                Assert.Equal(t == 0 ? rank : packing.Batch + packing.FirstRow(t - 1) + rank, previous[row]);
                Assert.Equal(packing.PreviousRow(t) + rank, previous[row]);
            }
        }

        for (int rank = 0; rank < lengths.Length; rank++)
        {
            int length = lengths[packing.Order[rank]];
            int expected = length == 0
                ? rank
                : packing.Batch + packing.Source.IndexOf((packing.Order[rank] * steps) + length - 1);
            Assert.Equal(expected, packing.FinalRow(rank));
        }
    }

    [Theory]
    [MemberData(nameof(Batches))]
    public void Sequences_pack_and_unpack_real_steps_only(int[] lengths, int steps)
    {
        const int features = 19;
        double[] values = [.. Enumerable.Range(0, lengths.Length * steps * features).Select(i => i + 1.0)];
        for (int i = 0; i < values.Length; i++)
        {
            int place = i / features;
            values[i] = place % steps < lengths[place / steps] ? values[i] : double.NaN;
        }

        var sequence = Sequence.From(Tensor.FromDoubles(values, lengths.Length, steps, features), lengths);
        var memory = new AlignedBuffer<float>(Panel<float>.Length(features, 1, sequence.Packing.Rows));
        memory.Span.Fill(float.NaN);
        var panel = new Panel<float>(memory.Span, features, 1, sequence.Packing.Rows);
        sequence.PackInto(panel);

        for (int row = 0; row < panel.RowCount; row++)
        {
            for (int lane = 0; lane < 32; lane++)
            {
                double expected = lane < features ? values[(sequence.Packing.Source[row] * features) + lane] : 0;
                Assert.Equal(expected, panel[row, lane]);
            }
        }

        Assert.Equal(values.Select(value => double.IsNaN(value) ? 0 : value), sequence.ToTensor().ToDoubleArray());
    }

    [Fact]
    public void Bad_lengths_are_named()
    {
        Assert.Contains("lengths[1] is 4", Assert.Throws<ArgumentException>(() => Sequence.From(new Tensor(2, 3, 1), [3, 4])).Message);
        Assert.Throws<ArgumentException>(() => Tokens.From(new int[2, 3], [-1, 3]));
        Assert.Throws<ShapeMismatchException>(() => Tokens.From(new int[2, 3], [3]));
        Assert.Throws<ShapeMismatchException>(() => Sequence.From(new Tensor(2, 3)));
        Assert.Throws<ShapeMismatchException>(() => Sequence.From([new float[2, 3], new float[2, 4]]));
        Assert.Throws<ArgumentException>(() => Tokens.From([]));
    }

    [Fact]
    public void Sequences_of_different_lengths_are_padded_on_the_right()
    {
        var tokens = Tokens.From([[1], [2, 3, 4]]);
        Assert.Equal(new[,] { { 1, Tokens.Ignored, Tokens.Ignored }, { 2, 3, 4 } }, tokens.ToArray());
        Assert.Equal([1, 3], tokens.Lengths);
        Assert.Equal(4, tokens[1, 2]);

        var sequence = Sequence.From([new float[,] { { 1, 2 } }, new float[,] { { 3, 4 }, { 5, 6 } }]);
        Assert.Equal(Tensor.From(new float[,,] { { { 1, 2 }, { 0, 0 } }, { { 3, 4 }, { 5, 6 } } }), sequence.ToTensor());
        Assert.Equal([1, 2], sequence.Lengths);
    }
}
