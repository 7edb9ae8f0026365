using System;
using System.Linq;
using RnnGen.Kernels;
using Xunit;

namespace RnnGen.Runtime.Tests;

/// <summary>Row operations against plain loops, at awkward sizes.</summary>
public class RowOperationsTests
{
    private const int Rows = 5;

    public static TheoryData<int> Sizes => [1, 2, 15, 16, 17, 31, 32, 33, 48, 50];

    private delegate void Kernel<T>(Panel<T> target, Panel<T> a, Panel<T> b)
        where T : unmanaged;

    [Theory]
    [MemberData(nameof(Sizes))]
    public void Sum(int n) => Check(n, 1, (target, a, _) => RowOperations<double, Lanes64>.Sum(target, a), (a, _) => [a.Sum()]);

    [Theory]
    [MemberData(nameof(Sizes))]
    public void Dot(int n) => Check(n, 1, RowOperations<double, Lanes64>.Dot, (a, b) => [a.Zip(b, (x, y) => x * y).Sum()]);

    [Theory]
    [MemberData(nameof(Sizes))]
    public void Max(int n) => Check(n, 1, (target, a, _) => RowOperations<double, Lanes64>.Max(target, a), (a, _) => [a.Max()]);

    [Theory]
    [MemberData(nameof(Sizes))]
    public void LogSumExp(int n) => Check(
        n, 1, (target, a, _) => RowOperations<double, Lanes64>.LogSumExp(target, a), (a, _) => [a.Max() + Math.Log(a.Sum(x => Math.Exp(x - a.Max())))]);

    [Theory]
    [MemberData(nameof(Sizes))]
    public void Softmax(int n) => Check(
        n, n, (target, a, _) => RowOperations<double, Lanes64>.Softmax(target, a), (a, _) => [.. a.Select(x => Math.Exp(x - a.Max()) / a.Sum(z => Math.Exp(z - a.Max())))]);

    [Theory]
    [MemberData(nameof(Sizes))]
    public void Parts(int n)
    {
        for (int start = 0; start < n; start += 1 + (n / 7))
        {
            int from = start;
            for (int count = 1; count <= n - start; count += 1 + (n / 9))
            {
                int size = count;
                Check(n, size, (target, a, _) => RowOperations<double, Lanes64>.Slice(target, a, from), (a, _) => a[from..(from + size)]);
                Check(size, n, (target, a, _) => RowOperations<double, Lanes64>.Embed(target, a, from), (a, _) => [.. new double[from], .. a, .. new double[n - from - size]]);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Sizes))]
    public void PutSideBySide(int n) => Check(
        n,
        2 * n,
        (target, a, b) =>
        {
            RowOperations<double, Lanes64>.Put(target, a, 0);
            RowOperations<double, Lanes64>.Put(target, b, n);
        },
        (a, b) => [.. a, .. b]);

    [Fact]
    public void SinglePrecision()
    {
        Panel<float> a = Row<float>([1, 2, 30, 2]), target = Row<float>(new double[4]), sum = Row<float>(new double[1]);
        RowOperations<float, Lanes32>.Softmax(target, a.Rows(0, 1));
        RowOperations<float, Lanes32>.Sum(sum, target);
        Assert.Equal(1, sum[0, 0], 1e-6f);
        Assert.Equal(MathF.Exp(-28), target[0, 1], 1e-17f);
    }

    [Fact]
    public void LargeArgumentsDoNotOverflow()
    {
        Panel<double> a = Row<double>([1000, 999, -1000]), target = Row<double>(new double[3]), sum = Row<double>(new double[1]);
        RowOperations<double, Lanes64>.Softmax(target, a);
        RowOperations<double, Lanes64>.LogSumExp(sum, a);
        Assert.Equal(1 / (1 + Math.Exp(-1)), target[0, 0], 1e-12);
        Assert.Equal(1000 + Math.Log(1 + Math.Exp(-1)), sum[0, 0], 1e-9);
    }

    [Fact]
    public void PartsThatAreNotThereAreRefused() => Assert.Throws<ArgumentOutOfRangeException>(() =>
        RowOperations<double, Lanes64>.Slice(Row<double>(new double[3]), Row<double>(new double[4]), 2));

    private static Panel<T> Row<T>(double[] row)
        where T : unmanaged, System.Numerics.IBinaryFloatingPointIeee754<T>
    {
        var panel = new Panel<T>(new T[Panel<T>.Length(row.Length, 1, 1)], row.Length, 1, 1);
        for (int i = 0; i < row.Length; i++)
        {
            panel[0, i] = T.CreateTruncating(row[i]);
        }

        return panel;
    }

    // The operands lie in the second of three slots, so that rows are not neighbours; target memory begins as garbage.
    private static void Check(int n, int result, Kernel<double> kernel, Func<double[], double[], double[]> expected)
    {
        var random = new Random(n);
        double[][] a = [.. Enumerable.Range(0, Rows).Select(_ => Values())], b = [.. Enumerable.Range(0, Rows).Select(_ => Values())];
        var memory = new double[Panel<double>.Length(result, 1, Rows)];
        Array.Fill(memory, double.NaN);
        var target = new Panel<double>(memory, result, 1, Rows);
        kernel(target, Slot(a), Slot(b));
        for (int row = 0; row < Rows; row++)
        {
            double[] values = expected(a[row], b[row]);
            for (int i = 0; i < result; i++)
            {
                Assert.Equal(values[i], target[row, i], 1e-13 * Math.Max(1, Math.Abs(values[i])));
            }
        }

        Assert.True(memory.Count(x => x != 0) <= Rows * result); // zeros past the last feature
        double[] Values() => [.. Enumerable.Range(0, n).Select(_ => (random.NextDouble() * 4) - 2)];
        Panel<double> Slot(double[][] rows)
        {
            var whole = new Panel<double>(new double[Panel<double>.Length(n, 3, Rows)], n, 3, Rows);
            for (int row = 0; row < Rows; row++)
            {
                for (int i = 0; i < n; i++)
                {
                    whole[row, i, 1] = rows[row][i];
                }
            }

            return whole.Slots(1, 1);
        }
    }
}
