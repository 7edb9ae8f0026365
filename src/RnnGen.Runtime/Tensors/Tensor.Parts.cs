using System;
using System.Linq;

namespace RnnGen;

/// <content>Parts of a tensor, and tensors put together.</content>
public sealed partial class Tensor
{
    /// <summary>A copy of some neighbours along an axis: (B,T,F) to (B,count,F).</summary>
    /// <param name="axis">The axis; negative ones count from the end.</param>
    /// <param name="start">The first.</param>
    /// <param name="count">How many.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such axis, or it has not that many elements.</exception>
    public Tensor Slice(int axis, int start, int count)
    {
        int at = AxisAt(axis);
        ArgumentOutOfRangeException.ThrowIfNegative(start);
        if (count < 0 || start + count > dims[at])
        {
            throw new ArgumentOutOfRangeException(nameof(count), count, $"Axis {at} of {this} has {dims[at]} elements; from {start} on there are {Math.Max(dims[at] - start, 0)}.");
        }

        int[] strides = Strides();
        return Rearranged(With(dims, at, count), strides, count == 0 ? 0 : start * strides[at]);
    }

    /// <summary>A copy at one place of an axis, which the result has not: (B,T,F) to (B,F).</summary>
    /// <param name="axis">The axis; negative ones count from the end.</param>
    /// <param name="index">The place; negative ones count from the end.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such axis or place.</exception>
    public Tensor Select(int axis, int index)
    {
        int at = AxisAt(axis);
        if (index < -dims[at] || index >= dims[at])
        {
            throw new ArgumentOutOfRangeException(nameof(index), index, $"Axis {at} of {this} has {dims[at]} elements.");
        }

        int[] strides = Strides();
        return Rearranged(Without(dims, at), Without(strides, at), (index < 0 ? index + dims[at] : index) * strides[at]);
    }

    /// <summary>A copy of chosen places of an axis, in the order given: (B,T,F) to (B,n,F).</summary>
    /// <param name="axis">The axis; negative ones count from the end.</param>
    /// <param name="indices">The places, (n); one can be taken more than once.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such axis or place.</exception>
    public Tensor Take(int axis, int[] indices)
    {
        ArgumentNullException.ThrowIfNull(indices);
        int at = AxisAt(axis);
        return indices.Length == 0 ? Slice(at, 0, 0) : Concat(at, [.. indices.Select(index => Select(at, index).Unsqueeze(at))]);
    }

    /// <summary>A copy with an axis in reverse order. It knows nothing of padding: <see cref="Sequences.Reverse"/> does.</summary>
    /// <param name="axis">The axis; negative ones count from the end.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such axis.</exception>
    public Tensor Reverse(int axis)
    {
        int at = AxisAt(axis);
        int[] strides = Strides();
        return Rearranged((int[])dims.Clone(), With(strides, at, -strides[at]), Math.Max(dims[at] - 1, 0) * strides[at]);
    }

    /// <summary>Tensors one behind the other along an axis.</summary>
    /// <param name="axis">The axis; negative ones count from the end.</param>
    /// <param name="parts">At least one; all other axes agree.</param>
    /// <exception cref="ArgumentException">There is none.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such axis.</exception>
    /// <exception cref="ShapeMismatchException">Another axis differs.</exception>
    public static Tensor Concat(int axis, params Tensor[] parts)
    {
        ArgumentNullException.ThrowIfNull(parts);
        if (parts.Length == 0)
        {
            throw new ArgumentException("There is nothing to put together.", nameof(parts));
        }

        int at = parts[0].AxisAt(axis);
        foreach (Tensor part in parts)
        {
            if (part.Rank != parts[0].Rank || !With(part.dims, at, 0).AsSpan().SequenceEqual(With(parts[0].dims, at, 0)))
            {
                throw new ShapeMismatchException(nameof(parts), $"{Shape.Text(parts[0].dims)} but for axis {at}", Shape.Text(part.dims));
            }
        }

        int[] dims = With(parts[0].dims, at, parts.Sum(part => part.dims[at]));
        return parts.Any(part => part.IsDouble)
            ? Wrap(Join(parts, static part => part.Doubles ?? part.ToDoubleArray(), at, dims), dims)
            : Wrap(Join(parts, static part => part.Singles!, at, dims), dims);
    }

    /// <summary>Tensors of one shape side by side along a new axis: n of (B,F) to (n,B,F) or (B,n,F).</summary>
    /// <param name="axis">Its place in the result; negative ones count from the end.</param>
    /// <param name="parts">At least one, all of one shape.</param>
    /// <exception cref="ArgumentException">There is none.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such place.</exception>
    /// <exception cref="ShapeMismatchException">Two shapes differ.</exception>
    public static Tensor Stack(int axis, params Tensor[] parts)
    {
        ArgumentNullException.ThrowIfNull(parts);
        return Concat(axis, [.. parts.Select(part => part.Unsqueeze(axis))]);
    }

    private static T[] Join<T>(Tensor[] parts, Func<Tensor, T[]> elements, int axis, int[] dims)
    {
        var joined = new T[CountOf(dims)];
        int inner = CountOf(dims[(axis + 1)..]), outer = CountOf(dims[..axis]), first = 0;
        foreach (Tensor part in parts)
        {
            int length = part.dims[axis] * inner;
            T[] from = elements(part);
            for (int block = 0; block < outer; block++)
            {
                Array.Copy(from, block * length, joined, (block * dims[axis] * inner) + first, length);
            }

            first += length;
        }

        return joined;
    }
}
