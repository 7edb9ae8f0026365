using System;
using System.Linq;
using RnnGen.Kernels;
using Xunit;

namespace RnnGen.Runtime.Tests;

/// <summary>Masks, left padding, windows of steps and mirrored rows.</summary>
public sealed class PackingFormTests
{
    public static TheoryData<int> Seeds => [.. Enumerable.Range(0, 20)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void A_mask_keeps_the_real_steps_of_each_sequence_in_order(int seed)
    {
        bool[,] mask = RandomMask(seed);
        Packing packing = Packing.FromMask(mask);
        for (int rank = 0; rank < packing.Batch; rank++)
        {
            int b = packing.Order[rank], length = packing.Lengths[b];
            int[] places = [.. Enumerable.Range(0, length).Select(t => packing.Source[packing.FirstRow(t) + rank])];
            Assert.Equal(Enumerable.Range(0, mask.GetLength(1)).Where(t => mask[b, t]).Select(t => (b * mask.GetLength(1)) + t), places);
        }

        Assert.Equal(mask.Cast<bool>().Count(real => real), packing.Rows);
    }

    [Fact]
    public void Padding_on_either_side_is_a_mask()
    {
        int[] lengths = [2, 0, 4, 3];
        Assert.True(Packing.LeftPadded(lengths, 4).IsSameAs(Packing.FromMask(Mask(lengths, 4, left: true))));
        Assert.True(new Packing(lengths, 4).IsSameAs(Packing.FromMask(Mask(lengths, 4, left: false))));
        Assert.False(new Packing(lengths, 4).IsSameAs(Packing.LeftPadded(lengths, 4)));
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Windows_cut_the_rows_and_carry_each_sequence_on(int seed)
    {
        Packing whole = Packing.FromMask(RandomMask(seed));
        int size = 1 + (seed % 4);
        int[] carried = [.. Enumerable.Range(0, whole.Batch)];
        int[] stateRowOfWhole = [.. Enumerable.Range(0, whole.Batch)]; // which row of the whole each initial row of the window holds
        for (int first = 0; first < whole.LongestStep; first += size)
        {
            Packing window = whole.Window(first, Math.Min(size, whole.LongestStep - first));
            Assert.Equal(whole.Order.ToArray(), window.Order.ToArray());
            Assert.Equal(first, window.FirstStep);
            Assert.Equal(whole.FirstRow(first), window.FirstRowOfWhole);
            Assert.Equal(whole.Source.Slice(window.FirstRowOfWhole, window.Rows).ToArray(), window.Source.ToArray());
            for (int rank = 0; rank < window.Batch; rank++)
            {
                int row = window.FinalRow(rank);
                stateRowOfWhole[rank] = row < window.Batch ? stateRowOfWhole[row] : whole.Batch + window.FirstRowOfWhole + row - window.Batch;
            }
        }

        Assert.Equal(carried.Select(whole.FinalRow), stateRowOfWhole);
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void The_mirror_reads_each_sequence_from_its_last_real_step(int seed)
    {
        Packing packing = Packing.FromMask(RandomMask(seed));
        int[] mirror = packing.Mirror.ToArray();
        Assert.Equal(Enumerable.Range(0, packing.Rows), mirror.Select(row => mirror[row]));
        for (int rank = 0; rank < packing.Batch; rank++)
        {
            int length = packing.Lengths[packing.Order[rank]];
            for (int t = 0; t < length; t++)
            {
                Assert.Equal(packing.FirstRow(length - 1 - t) + rank, mirror[packing.FirstRow(t) + rank]);
            }
        }
    }

    [Fact]
    public void Masks_of_another_shape_and_other_masks_are_refused()
    {
        Assert.Contains("mask", Assert.Throws<ShapeMismatchException>(() => Sequence.From(new Tensor(2, 3, 1), new bool[2, 4])).Message, StringComparison.Ordinal);
        Assert.Throws<ShapeMismatchException>(() => Tokens.From(new int[2, 3], new bool[3, 3]));
        Assert.Throws<ShapeMismatchException>(() => Sequence.FromLeftPadded(new Tensor(2, 3, 1), [3]));
        Assert.Throws<ArgumentException>(() => Tokens.FromLeftPadded(new int[2, 3], [3, 4]));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Packing([3, 2], 3).Window(1, 3));

        var left = Sequence.FromLeftPadded(new Tensor(2, 3, 5), [1, 2]);
        var error = Assert.Throws<ShapeMismatchException>(() => Losses.CrossEntropy(left, Tokens.From(new int[2, 3], [1, 2])));
        Assert.Contains("same mask", error.Message, StringComparison.Ordinal);
        Assert.Throws<ShapeMismatchException>(() => new SequenceBatch(Tokens.From(new int[2, 3], [1, 2]), Tokens.FromLeftPadded(new int[2, 3], [1, 2])));
    }

    [Fact]
    public void A_masked_sequence_is_zero_where_nothing_is_real()
    {
        var values = Tensor.FromDoubles([double.NaN, 1, double.NaN, 2, double.NaN, double.NaN], 2, 3, 1);
        var sequence = Sequence.From(values, new[,] { { false, true, false }, { true, false, false } });
        Assert.Equal([0, 1, 0, 2, 0, 0], sequence.ToTensor().ToDoubleArray());
        Assert.Equal([1, 1], sequence.Lengths);
    }

    private static bool[,] RandomMask(int seed)
    {
        var random = new SeededRandom((ulong)seed);
        var mask = new bool[1 + random.Next(6), random.Next(9)];
        for (int b = 0; b < mask.GetLength(0); b++)
        {
            for (int t = 0; t < mask.GetLength(1); t++)
            {
                mask[b, t] = random.Next(3) > 0 && b % 4 != 3;
            }
        }

        return mask;
    }

    private static bool[,] Mask(int[] lengths, int steps, bool left)
    {
        var mask = new bool[lengths.Length, steps];
        for (int b = 0; b < lengths.Length; b++)
        {
            for (int t = 0; t < lengths[b]; t++)
            {
                mask[b, left ? steps - 1 - t : t] = true;
            }
        }

        return mask;
    }
}
