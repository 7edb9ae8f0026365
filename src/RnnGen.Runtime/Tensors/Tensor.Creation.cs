using System;
using System.Collections.Generic;
using System.Linq;

namespace RnnGen;

public sealed partial class Tensor
{
    /// <summary>A vector.</summary>
    /// <param name="values">(n); copied.</param>
    public static Tensor From(float[] values)
    {
        ArgumentNullException.ThrowIfNull(values);
        return Wrap((float[])values.Clone(), [values.Length]);
    }

    /// <summary>A matrix.</summary>
    /// <param name="values">(rows, columns); copied.</param>
    public static Tensor From(float[,] values) => Flatten(values);

    /// <summary>A tensor of rank 3.</summary>
    /// <param name="values">For example (B,T,F); copied.</param>
    public static Tensor From(float[,,] values) => Flatten(values);

    /// <summary>A matrix from its rows.</summary>
    /// <param name="rows">Rows of one length; copied.</param>
    /// <exception cref="ShapeMismatchException">A row has another length than the first.</exception>
    public static Tensor From(IEnumerable<float[]> rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        float[][] items = [.. rows];
        int columns = items.Length == 0 ? 0 : items[0].Length;
        for (int i = 0; i < items.Length; i++)
        {
            if (items[i].Length != columns)
            {
                throw new ShapeMismatchException($"rows[{i}]", $"({columns})", $"({items[i].Length})");
            }
        }

        return Wrap(Join(items, columns), [items.Length, columns]);
    }

    /// <summary>A matrix from rows of any kind, for example an F# list of lists.</summary>
    /// <typeparam name="TRow">A sequence of numbers.</typeparam>
    /// <param name="rows">Rows of one length; copied.</param>
    /// <exception cref="ShapeMismatchException">A row has another length than the first.</exception>
    public static Tensor FromRows<TRow>(IEnumerable<TRow> rows)
        where TRow : IEnumerable<float>
    {
        ArgumentNullException.ThrowIfNull(rows);
        return From(rows.Select(static row => row.ToArray()));
    }

    /// <summary>A matrix whose elements follow from their places.</summary>
    /// <param name="rows">Number of rows.</param>
    /// <param name="columns">Number of columns.</param>
    /// <param name="element">From row and column to the element.</param>
    /// <exception cref="ArgumentOutOfRangeException">A size is negative.</exception>
    public static Tensor Init(int rows, int columns, Func<int, int, double> element)
    {
        ArgumentNullException.ThrowIfNull(element);
        var result = new Tensor(rows, columns);
        for (int i = 0; i < result.Count; i++)
        {
            result.Singles![i] = (float)element(i / columns, i % columns);
        }

        return result;
    }

    /// <summary>A tensor of any rank from row-major elements.</summary>
    /// <param name="values">The elements; copied.</param>
    /// <param name="dims">Dimensions; their product is the number of elements.</param>
    /// <exception cref="ShapeMismatchException">The number of elements does not fit the dimensions.</exception>
    public static Tensor FromArray(float[] values, params int[] dims)
    {
        ArgumentNullException.ThrowIfNull(values);
        CheckCount(values.Length, dims);
        return Wrap((float[])values.Clone(), (int[])dims.Clone());
    }

    /// <summary>A double-precision tensor of any rank from row-major elements.</summary>
    /// <param name="values">The elements; copied.</param>
    /// <param name="dims">Dimensions; their product is the number of elements.</param>
    /// <exception cref="ShapeMismatchException">The number of elements does not fit the dimensions.</exception>
    public static Tensor FromDoubles(double[] values, params int[] dims)
    {
        ArgumentNullException.ThrowIfNull(values);
        CheckCount(values.Length, dims);
        return Wrap((double[])values.Clone(), (int[])dims.Clone());
    }

    internal static Tensor Wrap(float[] values, int[] dims) => new(values, null, dims);

    internal static Tensor Wrap(double[] values, int[] dims) => new(null, values, dims);

    internal static Tensor Wrap<T>(T[] values, int[] dims) => values switch
    {
        float[] singles => Wrap(singles, dims),
        double[] doubles => Wrap(doubles, dims),
        _ => throw new NotSupportedException($"A tensor holds float or double, not {typeof(T)}."),
    };

    private static Tensor Flatten(Array values)
    {
        ArgumentNullException.ThrowIfNull(values);
        var flat = new float[values.Length];
        Buffer.BlockCopy(values, 0, flat, 0, flat.Length * sizeof(float));
        var dims = new int[values.Rank];
        for (int axis = 0; axis < dims.Length; axis++)
        {
            dims[axis] = values.GetLength(axis);
        }

        return Wrap(flat, dims);
    }

    private static float[] Join(float[][] rows, int columns)
    {
        var flat = new float[checked(rows.Length * columns)];
        for (int i = 0; i < rows.Length; i++)
        {
            rows[i].CopyTo(flat, i * columns);
        }

        return flat;
    }

    private static void CheckCount(int count, int[] dims)
    {
        if (CountOf(dims) != count)
        {
            throw new ShapeMismatchException("values", $"{Shape.Text(dims)} ({CountOf(dims)} elements)", $"({count})");
        }
    }
}
