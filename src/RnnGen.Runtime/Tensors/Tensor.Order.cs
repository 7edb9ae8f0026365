using System;
using System.Linq;

namespace RnnGen;

/// <content>The order of axes, and axes of one element.</content>
public sealed partial class Tensor
{
    /// <summary>A copy with the axes in another order: axis i of the result is axis <c>order[i]</c> of this one.</summary>
    /// <param name="order">Every axis once; negative ones count from the end.</param>
    /// <exception cref="ArgumentException">An axis is missing or given twice.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such axis.</exception>
    public Tensor Permute(params int[] order)
    {
        ArgumentNullException.ThrowIfNull(order);
        int[] axes = [.. order.Select(axis => AxisAt(axis, nameof(order)))];
        if (axes.Length != Rank || axes.Distinct().Count() != Rank)
        {
            throw new ArgumentException($"The order of {this} names each of its {Rank} axes once; given: {string.Join(", ", order)}.", nameof(order));
        }

        int[] strides = Strides();
        return Rearranged([.. axes.Select(axis => dims[axis])], [.. axes.Select(axis => strides[axis])]);
    }

    /// <summary>A copy with two axes exchanged.</summary>
    /// <param name="first">One axis; negative ones count from the end.</param>
    /// <param name="second">The other.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such axis.</exception>
    public Tensor Transpose(int first, int second)
    {
        int[] order = [.. Enumerable.Range(0, Rank)];
        int a = AxisAt(first, nameof(first)), b = AxisAt(second, nameof(second));
        (order[a], order[b]) = (b, a);
        return Permute(order);
    }

    /// <summary>The same elements without an axis of one element. The memory is shared.</summary>
    /// <param name="axis">The axis; negative ones count from the end.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such axis.</exception>
    /// <exception cref="ShapeMismatchException">The axis has not one element.</exception>
    public Tensor Squeeze(int axis)
    {
        int at = AxisAt(axis);
        return dims[at] == 1
            ? new Tensor(Singles, Doubles, Without(dims, at))
            : throw new ShapeMismatchException(nameof(axis), Shape.Text(With(dims, at, 1)), Shape.Text(dims));
    }

    /// <summary>The same elements with one more axis, of one element. The memory is shared.</summary>
    /// <param name="axis">Its place in the result; negative ones count from the end.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such place.</exception>
    public Tensor Unsqueeze(int axis)
    {
        int at = AxisAt(axis, beyond: 1);
        return new Tensor(Singles, Doubles, [.. dims[..at], 1, .. dims[at..]]);
    }
}
