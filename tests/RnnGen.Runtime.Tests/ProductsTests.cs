using System;
using System.Linq;
using System.Numerics;
using RnnGen.Kernels;
using Xunit;

namespace RnnGen.Runtime.Tests;

/// <summary>Products over panels against the sums they stand for, at awkward sizes.</summary>
public sealed class ProductsTests
{
    public static TheoryData<int, int, int, int> Sizes
    {
        get
        {
            var sizes = new TheoryData<int, int, int, int>();
            foreach (int rows in new[] { 0, 1, 5, 6, 7, 13 })
            {
                foreach ((int features, int depth) in new[] { (1, 1), (16, 16), (17, 15), (33, 64), (5, 40) })
                {
                    foreach (int slots in new[] { 1, 2, 3, 4, 5 })
                    {
                        sizes.Add(rows, features, depth, slots);
                    }
                }
            }

            return sizes;
        }
    }

    [Theory]
    [MemberData(nameof(Sizes))]
    public void Single(int rows, int features, int depth, int slots) => Check<float, Lanes32>(rows, features, depth, slots, 1e-4);

    [Theory]
    [MemberData(nameof(Sizes))]
    public void Double(int rows, int features, int depth, int slots) => Check<double, Lanes64>(rows, features, depth, slots, 1e-12);

    /// <summary>Every shape of tiles and either order of weights, whatever this processor would take: the same elements bit for bit, also cut by rows and for several threads.</summary>
    [Theory]
    [InlineData(1, 300, 70, 4)]
    [InlineData(2, 600, 33, 3)]
    [InlineData(3, 17, 16, 5)]
    [InlineData(5, 64, 128, 1)]
    [InlineData(7, 31, 97, 2)]
    [InlineData(211, 520, 40, 4)]
    [InlineData(389, 260, 100, 1)]
    public void Shapes_threads_and_the_order_of_weights_change_no_bit(int rows, int depth, int features, int slots)
    {
        float[] expected = AllProducts(rows, depth, features, slots, sideBySide: false);
        foreach (TileShape shape in new[] { TileShape.Wide, TileShape.Narrow, TileShape.Wide with { Groups = 2 }, TileShape.Wide with { Groups = 3, Depth = 32 } })
        {
            foreach (int threads in new[] { 1, 2, 3 })
            {
                int before = Parallelism.MaxDegreeOfParallelism;
                (TileShape.Forced, Parallelism.MaxDegreeOfParallelism) = (shape, threads);
                try
                {
                    Assert.Equal(expected, AllProducts(rows, depth, features, slots, sideBySide: false));
                    Assert.Equal(expected, AllProducts(rows, depth, features, slots, sideBySide: true));
                }
                finally
                {
                    (TileShape.Forced, Parallelism.MaxDegreeOfParallelism) = (default, before);
                }
            }
        }
    }

    [Theory]
    [InlineData(1, 33, 20, 4, false)]
    [InlineData(1, 33, 20, 4, true)]
    [InlineData(6, 64, 17, 1, false)]
    [InlineData(13, 300, 40, 3, false)]
    [InlineData(13, 300, 40, 3, true)]
    public void Narrow_weights_are_the_rounded_ones(int rows, int depth, int features, int slots, bool sideBySide)
    {
        var random = new Random(3);
        var values = new AlignedBuffer<float>(ElementLayout.GroupLength(features, depth, slots));
        var narrow = new AlignedBuffer<BFloat16>(values.Length);
        Fill(random, values.Span);
        BFloat16.Round<float>(values.Span, narrow.Span);
        for (int i = 0; i < values.Length; i++)
        {
            values.Span[i] = BFloat16.Round(values.Span[i]).ToSingle();
        }

        Weights<float> full = Ordered(values.Span, features, depth, slots, sideBySide);
        Weights<BFloat16> rounded = Ordered(narrow.Span, features, depth, slots, sideBySide);
        Panel<float> operand = NewPanel<float>(depth, 1, rows), bias = NewPanel<float>(features, slots, 1);
        Panel<float> exact = NewPanel<float>(features, slots, rows), actual = NewPanel<float>(features, slots, rows);
        Write(operand, Random(random, rows, depth, 1), (row, feature, slot) => (row, feature, slot));
        Write(bias, Random(random, 1, features, slots), (row, feature, slot) => (row, feature, slot));
        Products<float, Lanes32>.Set(exact, bias, full, operand);
        NarrowProducts.Set(actual, bias, rounded, operand);
        Assert.Equal(Elements(exact), Elements(actual));
        Products<float, Lanes32>.Add(exact, full, operand);
        NarrowProducts.Add(actual, rounded, operand);
        Assert.Equal(Elements(exact), Elements(actual));
    }

    [Fact]
    public void Rounded_buffers_are_of_sixteens() =>
        Assert.Contains("16", Assert.Throws<System.ArgumentException>(() => BFloat16.Round<float>(new float[8], new BFloat16[8])).Message, System.StringComparison.Ordinal);

    [Theory]
    [InlineData(0f, 0f)]
    [InlineData(1f, 1f)]
    [InlineData(1.00390625f, 1f)] // half way to the next: to even
    [InlineData(1.01171875f, 1.015625f)] // half way: to even
    [InlineData(1.005f, 1.0078125f)]
    [InlineData(-3.0000001f, -3f)]
    [InlineData(float.NegativeInfinity, float.NegativeInfinity)]
    [InlineData(3.4e38f, float.PositiveInfinity)]
    [InlineData(float.NaN, float.NaN)]
    public void Rounding_to_sixteen_bits(float value, float expected) => Assert.Equal(expected, BFloat16.Round(value).ToSingle());

    // Forward, back, and weight gradients with rows shifted against each other: every element of all of them.
    private static float[] AllProducts(int rows, int depth, int features, int slots, bool sideBySide)
    {
        var random = new Random(rows);
        Weights<float> weights = Ordered(new AlignedBuffer<float>(ElementLayout.GroupLength(features, depth, slots)).Span, features, depth, slots, sideBySide);
        Weights<float> gradient = Ordered(new AlignedBuffer<float>(ElementLayout.GroupLength(features, depth, slots)).Span, features, depth, slots, sideBySide);
        Panel<float> operand = NewPanel<float>(depth, 1, rows + 2), target = NewPanel<float>(features, slots, rows), back = NewPanel<float>(depth, 1, rows);
        Write(weights, Random(random, slots, features, depth));
        Write(operand, Random(random, rows + 2, depth, 1), (row, feature, slot) => (row, feature, slot));
        Products<float, Lanes32>.Set(target, default, weights, operand.Rows(1, rows));
        Span<float> scratch = new AlignedBuffer<float>(Weights<float>.TransposedLength(features, depth, slots)).Span;
        Products<float, Lanes32>.Set(back, default, weights.Transpose(ref scratch), target);
        int cut = rows / 3;
        Products<float, Lanes32>.AddOuter(gradient, target, operand, [new RowRun(0, 1, cut), new RowRun(cut, cut + 2, rows - cut)]);
        return [.. Elements(target), .. Elements(back), .. Elements(gradient)];
    }

    // Weights in one of the two orders that ElementLayout knows.
    private static Weights<T> Ordered<T>(Span<T> memory, int features, int depth, int slots, bool sideBySide)
        where T : unmanaged => new(memory, features, depth, slots, sideBySide ? slots * 16 : 16, sideBySide ? 16 : depth * 16, slots * depth * 16, 0);

    private static float[] Elements(Panel<float> panel)
    {
        var elements = new float[panel.RowCount * panel.Features * panel.SlotCount];
        int next = 0;
        for (int row = 0; row < panel.RowCount; row++)
        {
            for (int feature = 0; feature < panel.Features; feature++)
            {
                for (int slot = 0; slot < panel.SlotCount; slot++)
                {
                    elements[next++] = panel[row, feature, slot];
                }
            }
        }

        return elements;
    }

    private static float[] Elements(Weights<float> weights)
    {
        var elements = new float[weights.Features * weights.Depth * weights.SlotCount];
        for (int i = 0; i < elements.Length; i++)
        {
            elements[i] = weights[i / weights.Depth % weights.Features, i % weights.Depth, i / weights.Depth / weights.Features];
        }

        return elements;
    }

    private static void Fill(Random random, Span<float> values)
    {
        foreach (ref float value in values)
        {
            value = random.NextSingle() - 0.5f;
        }
    }

    private static void Check<T, TLanes>(int rows, int features, int depth, int slots, double tolerance)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TLanes : struct, ILanes<TLanes, T>
    {
        var random = new Random((rows * 1000) + (features * 100) + (depth * 10) + slots);
        double[,,] w = Random(random, slots, features, depth), v = Random(random, rows, depth, 1), bias = Random(random, 1, features, slots), start = Random(random, rows, features, slots);
        var weights = new Weights<T>(new AlignedBuffer<T>(ElementLayout.GroupLength(features, depth, slots)).Span, features, depth, slots);
        Write(weights, w);

        Panel<T> operand = NewPanel<T>(depth, 1, rows + 2).Rows(1, rows); // a view, so that strides matter
        Write(operand, v, (row, feature, slot) => (row, feature, slot));
        Panel<T> biasRow = NewPanel<T>(features, slots, 1);
        Write(biasRow, bias, (row, feature, slot) => (row, feature, slot));
        Panel<T> target = NewPanel<T>(features, slots, rows);
        Write(target, start, (row, feature, slot) => (row, feature, slot));

        double Product(int row, int feature, int slot) => Enumerable.Range(0, depth).Sum(k => w[slot, feature, k] * v[row, k, 0]);
        Products<T, TLanes>.Add(target, weights, operand);
        Compare(target, (row, feature, slot) => start[row, feature, slot] + Product(row, feature, slot), tolerance);
        Products<T, TLanes>.Set(target, default, weights, operand);
        Compare(target, Product, tolerance);
        Products<T, TLanes>.Fill(target, biasRow);
        Compare(target, (_, feature, slot) => bias[0, feature, slot], tolerance);
        Products<T, TLanes>.Set(target, biasRow, weights, operand);
        Compare(target, (row, feature, slot) => bias[0, feature, slot] + Product(row, feature, slot), tolerance);

        Span<T> scratch = new AlignedBuffer<T>(Weights<T>.TransposedLength(features, depth, slots)).Span;
        Panel<T> back = NewPanel<T>(depth, 1, rows);
        Write(target, start, (row, feature, slot) => (row, feature, slot));
        Products<T, TLanes>.Set(back, default, weights.Transpose(ref scratch), target);
        Compare(back, (row, k, _) => Pairs(features, slots).Sum(p => w[p.Slot, p.Feature, k] * start[row, p.Feature, p.Slot]), tolerance);

        var gradient = new Weights<T>(new AlignedBuffer<T>(ElementLayout.GroupLength(features, depth, slots)).Span, features, depth, slots);
        Products<T, TLanes>.AddOuter(gradient, target, operand);
        foreach ((int feature, int slot) in Pairs(features, slots))
        {
            for (int k = 0; k < depth; k++)
            {
                double sum = Enumerable.Range(0, rows).Sum(row => start[row, feature, slot] * v[row, k, 0]);
                Assert.Equal(sum, double.CreateTruncating(gradient[feature, k, slot]), tolerance);
            }
        }

        Panel<T> sums = NewPanel<T>(features, slots, 1);
        Products<T, TLanes>.AddColumnSums(sums, target);
        Compare(sums, (_, feature, slot) => Enumerable.Range(0, rows).Sum(row => start[row, feature, slot]), tolerance);
    }

    private static (int Feature, int Slot)[] Pairs(int features, int slots) =>
        [.. Enumerable.Range(0, features).SelectMany(f => Enumerable.Range(0, slots).Select(s => (f, s)))];

    private static Panel<T> NewPanel<T>(int features, int slots, int rows)
        where T : unmanaged => new(new AlignedBuffer<T>(Panel<T>.Length(features, slots, rows)).Span, features, slots, rows);

    private static double[,,] Random(Random random, int first, int second, int third)
    {
        var values = new double[first, second, third];
        for (int i = 0; i < values.Length; i++)
        {
            values[i / (second * third), i / third % second, i % third] = (float)(random.NextDouble() - 0.5);
        }

        return values;
    }

    private static void Write<T>(Panel<T> panel, double[,,] values, Func<int, int, int, (int Row, int Feature, int Slot)> place)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        for (int i = 0; i < values.GetLength(0); i++)
        {
            for (int j = 0; j < values.GetLength(1); j++)
            {
                for (int k = 0; k < values.GetLength(2); k++)
                {
                    (int row, int feature, int slot) = place(i, j, k);
                    panel[row, feature, slot] = T.CreateTruncating(values[i, j, k]);
                }
            }
        }
    }

    private static void Write<T>(Weights<T> weights, double[,,] values)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        for (int slot = 0; slot < weights.SlotCount; slot++)
        {
            for (int feature = 0; feature < weights.Features; feature++)
            {
                for (int column = 0; column < weights.Depth; column++)
                {
                    weights[feature, column, slot] = T.CreateTruncating(values[slot, feature, column]);
                }
            }
        }
    }

    private static void Compare<T>(Panel<T> actual, Func<int, int, int, double> expected, double tolerance)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        for (int row = 0; row < actual.RowCount; row++)
        {
            for (int feature = 0; feature < actual.Features; feature++)
            {
                for (int slot = 0; slot < actual.SlotCount; slot++)
                {
                    Assert.Equal(expected(row, feature, slot), double.CreateTruncating(actual[row, feature, slot]), tolerance);
                }
            }
        }
    }
}
