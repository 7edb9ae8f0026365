using System;

namespace RnnGen;

/// <content>Rearranged copies: every element of the result is found in the source by one stride for each axis.</content>
public sealed partial class Tensor
{
    /// <summary>An axis counted from the front, or from the end when negative.</summary>
    private int AxisAt(int axis, string argument = "axis", int beyond = 0)
    {
        int rank = Rank + beyond;
        return axis >= -rank && axis < rank
            ? axis < 0 ? axis + rank : axis
            : throw new ArgumentOutOfRangeException(argument, axis, $"{this} has the axes 0..{rank - 1}, or -{rank}..-1 from the end.");
    }

    /// <summary>Elements from one index to the next along each axis.</summary>
    private int[] Strides()
    {
        var strides = new int[Rank];
        int stride = 1;
        for (int axis = Rank - 1; axis >= 0; axis--)
        {
            strides[axis] = stride;
            stride *= dims[axis];
        }

        return strides;
    }

    private Tensor Rearranged(int[] newDims, int[] strides, int first = 0) => Doubles is { } doubles
        ? Wrap(Pick(doubles, newDims, strides, first), newDims)
        : Wrap(Pick(Singles!, newDims, strides, first), newDims);

    private static T[] Pick<T>(T[] source, int[] dims, int[] strides, int first)
    {
        var result = new T[CountOf(dims)];
        var index = new int[dims.Length];
        int from = first;
        for (int i = 0; i < result.Length; i++)
        {
            result[i] = source[from];
            for (int axis = dims.Length - 1; axis >= 0; axis--)
            {
                from += strides[axis];
                if (++index[axis] < dims[axis])
                {
                    break;
                }

                from -= strides[axis] * dims[axis];
                index[axis] = 0;
            }
        }

        return result;
    }

    private static int[] With(int[] values, int place, int value)
    {
        var copy = (int[])values.Clone();
        copy[place] = value;
        return copy;
    }

    private static int[] Without(int[] values, int place) => [.. values[..place], .. values[(place + 1)..]];
}
