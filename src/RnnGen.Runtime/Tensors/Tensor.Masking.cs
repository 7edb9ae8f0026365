using System;

namespace RnnGen;

/// <content>Masks of sequences and steps applied to tensors.</content>
public sealed partial class Tensor
{
    /// <summary>The elements where the mask is true, a number elsewhere.</summary>
    /// <param name="mask">(B,T): T is the axis given; every other axis but the first is masked alike.</param>
    /// <param name="otherwise">The number.</param>
    /// <param name="axis">The axis of the steps; negative ones count from the end. Default 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such axis, or it is the first one.</exception>
    /// <exception cref="ShapeMismatchException">The mask is not (B,T).</exception>
    public Tensor Where(bool[,] mask, double otherwise, int axis = 1) => Masked(mask, otherwise, axis, kept: true);

    /// <summary>A number where the mask is true, the elements elsewhere.</summary>
    /// <param name="mask">(B,T): T is the axis given; every other axis but the first is masked alike.</param>
    /// <param name="value">The number.</param>
    /// <param name="axis">The axis of the steps; negative ones count from the end. Default 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such axis, or it is the first one.</exception>
    /// <exception cref="ShapeMismatchException">The mask is not (B,T).</exception>
    public Tensor MaskedFill(bool[,] mask, double value, int axis = 1) => Masked(mask, value, axis, kept: false);

    /// <summary>The vector at the last real step of each sequence: (B,T,F) to (B,F), <c>y[b, lengths[b] - 1]</c>; zeros where there is none.</summary>
    /// <param name="lengths">Real steps of each sequence, (B); padding is behind them.</param>
    /// <exception cref="ShapeMismatchException">The tensor is not (B,T,F), or there are not B lengths.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A length lies outside 0..T.</exception>
    public Tensor GatherLast(int[] lengths)
    {
        ArgumentNullException.ThrowIfNull(lengths);
        if (Rank != 3)
        {
            throw new ShapeMismatchException("this", "(B, T, F)", Shape.Text(dims));
        }

        Sequence.CheckBatch(lengths, dims[0]);
        var last = new double[dims[0] * dims[2]];
        for (int b = 0; b < lengths.Length; b++)
        {
            if (lengths[b] < 0 || lengths[b] > dims[1])
            {
                throw new ArgumentOutOfRangeException(nameof(lengths), lengths[b], $"lengths[{b}] must lie in 0..{dims[1]} (T).");
            }

            for (int f = 0; f < dims[2] && lengths[b] > 0; f++)
            {
                last[(b * dims[2]) + f] = GetDouble((((b * dims[1]) + lengths[b] - 1) * dims[2]) + f);
            }
        }

        return OfMyType(last, [dims[0], dims[2]]);
    }

    /// <summary>Whole numbers as ids: (B,T).</summary>
    /// <exception cref="InvalidOperationException">The tensor is not of rank 2, or an element is no whole number.</exception>
    public int[,] ToIds()
    {
        CheckRank(2);
        var ids = new int[dims[0], dims[1]];
        for (int i = 0; i < Count; i++)
        {
            double value = GetDouble(i);
            if (value != Math.Floor(value) || Math.Abs(value) > int.MaxValue)
            {
                throw new InvalidOperationException($"Element {i} of {this} is no whole number.");
            }

            ids[i / dims[1], i % dims[1]] = (int)value;
        }

        return ids;
    }

    private Tensor Masked(bool[,] mask, double otherwise, int axis, bool kept)
    {
        ArgumentNullException.ThrowIfNull(mask);
        int at = AxisAt(axis);
        if (at == 0)
        {
            throw new ArgumentOutOfRangeException(nameof(axis), axis, "The first axis counts sequences; steps are another one.");
        }

        if (mask.GetLength(0) != dims[0] || mask.GetLength(1) != dims[at])
        {
            throw new ShapeMismatchException(nameof(mask), Shape.Text([dims[0], dims[at]]), Shape.Text([mask.GetLength(0), mask.GetLength(1)]));
        }

        double[] values = ToDoubleArray();
        int[] strides = Strides();
        for (int i = 0; i < values.Length; i++)
        {
            if (mask[i / strides[0], i / strides[at] % dims[at]] != kept)
            {
                values[i] = otherwise;
            }
        }

        return OfMyType(values, (int[])dims.Clone());
    }
}
