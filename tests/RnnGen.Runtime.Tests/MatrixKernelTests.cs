using System;
using System.Linq;
using RnnGen.Kernels;
using Xunit;

namespace RnnGen.Runtime.Tests;

/// <summary>Kernels over matrices of each row against plain loops, at sizes that blocks of 16 do not divide.</summary>
public sealed class MatrixKernelTests
{
    private const int Rows = 3;

    public static TheoryData<int, int> Sizes
    {
        get
        {
            int[] sizes = [1, 2, 15, 16, 17, 33];
            return [.. sizes.SelectMany(m => sizes.Select(n => (m, n)))];
        }
    }

    [Theory]
    [MemberData(nameof(Sizes))]
    public void In_double(int m, int n) => Check<double, Lanes64>(m, n, 1e-13);

    [Theory]
    [MemberData(nameof(Sizes))]
    public void In_single(int m, int n) => Check<float, Lanes32>(m, n, 1e-5);

    [Fact]
    public void Shapes_must_fit()
    {
        Assert.Throws<ArgumentException>(() => RowOperations<float, Lanes32>.Outer(Empty(4, 3), Empty(4, 1), Empty(2, 1)));
        Assert.Throws<ArgumentException>(() => RowOperations<float, Lanes32>.Apply(Empty(4, 1), Empty(4, 3), Empty(4, 1)));
        Assert.Throws<ArgumentException>(() => RowOperations<float, Lanes32>.ApplyTransposed(Empty(4, 1), Empty(4, 3), Empty(4, 1)));

        static Panel<float> Empty(int features, int slots) => new(new float[Panel<float>.Length(features, slots, Rows)], features, slots, Rows);
    }

    private static void Check<T, TLanes>(int m, int n, double tolerance)
        where T : unmanaged, System.Numerics.IBinaryFloatingPointIeee754<T>
        where TLanes : struct, ILanes<TLanes, T>
    {
        var random = new Random((100 * m) + n);
        Panel<T> Panel(int features, int slots, bool filled)
        {
            var panel = new Panel<T>(new T[Panel<T>.Length(features, slots, Rows)], features, slots, Rows);
            if (!filled)
            {
                panel.BlockSpan(panel.BlockCount - 1).Fill(T.One); // padding must come out as zeros
            }

            for (int i = 0; filled && i < Rows * features * slots; i++)
            {
                panel[i / (features * slots), i / slots % features, i % slots] = T.CreateTruncating((random.NextDouble() * 2) - 1);
            }

            return panel;
        }

        Panel<T> matrix = Panel(m, n, true), u = Panel(m, 1, true), v = Panel(n, 1, true);
        Panel<T> outer = Panel(m, n, false), applied = Panel(m, 1, false), transposed = Panel(n, 1, false), sum = Panel(1, 1, false);
        RowOperations<T, TLanes>.Outer(outer, u, v);
        RowOperations<T, TLanes>.Apply(applied, matrix, v);
        RowOperations<T, TLanes>.ApplyTransposed(transposed, matrix, u);
        RowOperations<T, TLanes>.SumOfMatrix(sum, matrix);

        void Close(double expected, T actual) => Assert.Equal(expected, double.CreateTruncating(actual), tolerance * Math.Sqrt(m * n));
        static double D(T value) => double.CreateTruncating(value);
        for (int row = 0; row < Rows; row++)
        {
            double total = 0;
            for (int i = 0; i < m; i++)
            {
                double product = 0;
                for (int j = 0; j < n; j++)
                {
                    Close(D(u[row, i]) * D(v[row, j]), outer[row, i, j]);
                    product += D(matrix[row, i, j]) * D(v[row, j]);
                    total += D(matrix[row, i, j]);
                }

                Close(product, applied[row, i]);
            }

            for (int j = 0; j < n; j++)
            {
                double product = 0;
                for (int i = 0; i < m; i++)
                {
                    product += D(matrix[row, i, j]) * D(u[row, i]);
                }

                Close(product, transposed[row, j]);
            }

            Close(total, sum[row, 0]);
        }

        AssertPaddingIsZero(outer);
        AssertPaddingIsZero(applied);
        AssertPaddingIsZero(transposed);
        AssertPaddingIsZero(sum);
    }

    private static void AssertPaddingIsZero<T>(Panel<T> panel)
        where T : unmanaged, System.Numerics.IBinaryFloatingPointIeee754<T>
    {
        for (int i = 0; i < Rows * panel.SlotCount; i++)
        {
            for (int feature = panel.Features; feature < panel.BlockCount * 16; feature++)
            {
                Assert.Equal(T.Zero, panel[i / panel.SlotCount, feature, i % panel.SlotCount]);
            }
        }
    }
}
