using System;
using System.Linq;
using System.Numerics;
using RnnGen.Kernels;
using Xunit;

namespace RnnGen.Runtime.Tests;

/// <summary>Kernels over the positions of memories against the plain loops they stand for.</summary>
public sealed class SegmentsTests
{
    public static TheoryData<int[]> Segments => new()
    {
        new[] { 0 },
        new[] { 1 },
        new[] { 3, 0, 5 },
        new[] { 16, 17, 1, 33, 0 },
        new[] { 40, 15 },
    };

    [Theory]
    [MemberData(nameof(Segments))]
    public void Single(int[] lengths) => Check<float, Lanes32>(lengths, 2e-6);

    [Theory]
    [MemberData(nameof(Segments))]
    public void Double(int[] lengths) => Check<double, Lanes64>(lengths, 1e-14);

    private static void Check<T, TLanes>(int[] lengths, double tolerance)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TLanes : struct, ILanes<TLanes, T>
    {
        int[] starts = [.. Enumerable.Range(0, lengths.Length + 1).Select(i => lengths[..i].Sum())];
        int rows = starts[^1];
        var random = new Random(rows);
        double[] s = [.. Enumerable.Range(0, rows).Select(_ => (double)(float)(20 * (random.NextDouble() - 0.5)))];
        double[] dw = [.. Enumerable.Range(0, rows).Select(_ => (double)(float)(random.NextDouble() - 0.5))];
        double[] weights = new double[rows], gradient = new double[rows];
        for (int segment = 0; segment < lengths.Length; segment++)
        {
            int[] range = [.. Enumerable.Range(starts[segment], lengths[segment])];
            double sum = range.Sum(row => Math.Exp(s[row]));
            Array.ForEach(range, row => weights[row] = Math.Exp(s[row]) / sum);
            double mean = range.Sum(row => weights[row] * dw[row]);
            Array.ForEach(range, row => gradient[row] = weights[row] * (dw[row] - mean));
        }

        Panel<T> scores = Column<T>(s), result = Column<T>(new double[rows]), back = Column<T>(dw);
        Segments<T, TLanes>.Softmax(result, scores, starts);
        Compare(weights, result, tolerance);
        Segments<T, TLanes>.SoftmaxGradient(back, result, back, starts);
        Compare(gradient, back, tolerance);
        Segments<T, TLanes>.Softmax(scores, scores, starts);
        Compare(weights, scores, tolerance);
    }

    [Fact]
    public void Large_scores_do_not_overflow()
    {
        Panel<float> scores = Column<float>([1e4, 1e4 - 1, -1e4]);
        Segments<float, Lanes32>.Softmax(scores, scores, [0, 3]);
        Compare([1 / (1 + Math.Exp(-1)), 1 - (1 / (1 + Math.Exp(-1))), 0], scores, 1e-6);
    }

    [Fact]
    public void Lanes_are_added_up_and_cleared()
    {
        Panel<double> scores = new(new AlignedBuffer<double>(32).Span, 1, 1, 2);
        for (int i = 0; i < 32; i++)
        {
            scores.BlockSpan(0)[i] = i + 1;
        }

        Segments<double, Lanes64>.SumLanes(scores);
        Assert.Equal([136, .. new double[15], 136 + 256, .. new double[15]], scores.BlockSpan(0).ToArray());
    }

    [Fact]
    public void Rows_go_by_index_and_back()
    {
        var source = new Panel<float>(new AlignedBuffer<float>(Panel<float>.Length(17, 1, 3)).Span, 17, 1, 3);
        for (int i = 0; i < 51; i++)
        {
            source[i / 17, i % 17] = i;
        }

        var target = new Panel<float>(new AlignedBuffer<float>(Panel<float>.Length(17, 1, 3)).Span, 17, 1, 3);
        var again = new Panel<float>(new AlignedBuffer<float>(Panel<float>.Length(17, 1, 3)).Span, 17, 1, 3);
        PanelBorder.Gather(source, [2, 0, 1], target);
        Assert.Equal(2 * 17, target[0, 0]);
        Assert.Equal(16, target[1, 16]);
        PanelBorder.Scatter(target, [2, 0, 1], again);
        Assert.True(source.BlockSpan(0).SequenceEqual(again.BlockSpan(0)));
        Assert.True(source.BlockSpan(1).SequenceEqual(again.BlockSpan(1)));
    }

    private static Panel<T> Column<T>(double[] values)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var panel = new Panel<T>(new AlignedBuffer<T>(16 * values.Length).Span, 1, 1, values.Length);
        for (int row = 0; row < values.Length; row++)
        {
            panel[row, 0] = T.CreateTruncating(values[row]);
        }

        return panel;
    }

    private static void Compare<T>(double[] expected, Panel<T> actual, double tolerance)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        for (int row = 0; row < expected.Length; row++)
        {
            Assert.Equal(expected[row], double.CreateTruncating(actual[row, 0]), tolerance);
            Assert.All(actual.BlockSpan(0)[((row * 16) + 1)..((row + 1) * 16)].ToArray(), lane => Assert.Equal(T.Zero, lane));
        }
    }
}
