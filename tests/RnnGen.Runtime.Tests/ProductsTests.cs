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

    private static void Check<T, TLanes>(int rows, int features, int depth, int slots, double tolerance)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TLanes : struct, ILanes<TLanes, T>
    {
        var random = new Random((rows * 1000) + (features * 100) + (depth * 10) + slots);
        double[,,] w = Random(random, slots, features, depth), v = Random(random, rows, depth, 1), bias = Random(random, 1, features, slots), start = Random(random, rows, features, slots);
        var weights = new Weights<T>(new AlignedBuffer<T>(ElementLayout.GroupLength(features, depth, slots)).Span, features, depth, slots);
        Write(weights.Panel, w, (slot, feature, column) => (column, feature, slot));

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
        Compare(gradient.Panel, (k, feature, slot) => Enumerable.Range(0, rows).Sum(row => start[row, feature, slot] * v[row, k, 0]), tolerance);

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
