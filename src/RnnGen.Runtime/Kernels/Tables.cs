using System;
using System.ComponentModel;
using System.Numerics;

namespace RnnGen.Kernels;

/// <summary>
/// Rows of a table by token id: gathered going forward, scattered going back, from the last packed row to the first, as all sums over rows run.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class Tables
{
    /// <summary>Elements of a table: each row padded to a multiple of 16.</summary>
    /// <param name="count">Rows.</param>
    /// <param name="size">Features of each row.</param>
    public static int Length(int count, int size) => checked(count * Stride(size));

    /// <summary>target[row] = table[id of row].</summary>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <param name="table">The table, (V, E) in padded rows.</param>
    /// <param name="steps">The batch.</param>
    /// <param name="ids">(B,T), row-major.</param>
    /// <param name="target">(rows, E).</param>
    /// <param name="name">Name of the table for messages.</param>
    /// <exception cref="ArgumentOutOfRangeException">A real position holds an id outside the table.</exception>
    public static void Gather<T>(ReadOnlySpan<T> table, Packing steps, ReadOnlySpan<int> ids, Panel<T> target, string name)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => Gather(table, PaddedRows(table.Length, target.Features), steps, ids, target, name);

    /// <summary>target[row] = table[id of row], of a table in any layout.</summary>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <param name="table">The table's memory.</param>
    /// <param name="layout">Where its elements lie.</param>
    /// <param name="steps">The batch.</param>
    /// <param name="ids">(B,T), row-major.</param>
    /// <param name="target">(rows, E).</param>
    /// <param name="name">Name of the table for messages.</param>
    /// <exception cref="ArgumentOutOfRangeException">A real position holds an id outside the table.</exception>
    internal static void Gather<T>(ReadOnlySpan<T> table, in ElementLayout layout, Packing steps, ReadOnlySpan<int> ids, Panel<T> target, string name)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(steps);
        CheckIds(steps, ids, layout.Rows, name);
        ReadOnlySpan<int> places = steps.Source;
        for (int block = 0; block < target.BlockCount; block++)
        {
            Span<T> rows = target.BlockSpan(block);
            int used = Math.Min(Panel<T>.Lanes, target.Features - (block * Panel<T>.Lanes));
            for (int row = 0; row < steps.Rows; row++)
            {
                Span<T> to = rows.Slice(row * target.RowStride, Panel<T>.Lanes);
                int first = layout[ids[places[row]], block * Panel<T>.Lanes];
                if (layout.ColumnStride == 1)
                {
                    table.Slice(first, Panel<T>.Lanes).CopyTo(to); // rows are padded
                    continue;
                }

                for (int lane = 0; lane < used; lane++)
                {
                    to[lane] = table[first + (lane * layout.ColumnStride)];
                }

                to[used..].Clear();
            }
        }
    }

    /// <summary>table[id of row] += source[row], from the last row to the first.</summary>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <param name="table">The table's gradient, (V, E) in padded rows.</param>
    /// <param name="steps">The batch.</param>
    /// <param name="ids">(B,T), row-major.</param>
    /// <param name="source">(rows, E).</param>
    /// <param name="skipped">An id whose row receives nothing, or -1.</param>
    public static void Scatter<T>(Span<T> table, Packing steps, ReadOnlySpan<int> ids, Panel<T> source, int skipped = -1)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => Scatter(table, PaddedRows(table.Length, source.Features), steps, ids, source, skipped);

    /// <summary>table[id of row] += source[row], of a table in any layout, from the last row to the first.</summary>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <param name="table">The memory of the table's gradient.</param>
    /// <param name="layout">Where its elements lie.</param>
    /// <param name="steps">The batch.</param>
    /// <param name="ids">(B,T), row-major.</param>
    /// <param name="source">(rows, E).</param>
    /// <param name="skipped">An id whose row receives nothing, or -1.</param>
    internal static void Scatter<T>(Span<T> table, in ElementLayout layout, Packing steps, ReadOnlySpan<int> ids, Panel<T> source, int skipped)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(steps);
        ReadOnlySpan<int> places = steps.Source;
        for (int block = 0; block < source.BlockCount; block++)
        {
            ReadOnlySpan<T> rows = source.BlockSpan(block);
            int used = Math.Min(Panel<T>.Lanes, source.Features - (block * Panel<T>.Lanes));
            for (int row = steps.Rows - 1; row >= 0; row--)
            {
                int id = ids[places[row]];
                if (id == skipped)
                {
                    continue;
                }

                ReadOnlySpan<T> from = rows.Slice(row * source.RowStride, used);
                int first = layout[id, block * Panel<T>.Lanes];
                for (int lane = 0; lane < from.Length; lane++)
                {
                    table[first + (lane * layout.ColumnStride)] += from[lane];
                }
            }
        }
    }

    // A table alone in its memory.
    private static ElementLayout PaddedRows(int length, int size) => ElementLayout.Table(length / Stride(size), size, 0);

    private static int Stride(int size) => (size + Panel<float>.Lanes - 1) / Panel<float>.Lanes * Panel<float>.Lanes;

    private static void CheckIds(Packing steps, ReadOnlySpan<int> ids, int count, string name)
    {
        foreach (int place in steps.Source)
        {
            if ((uint)ids[place] >= (uint)count)
            {
                throw new ArgumentOutOfRangeException(
                    "tokens", ids[place], $"tokens[{place / steps.Steps}, {place % steps.Steps}] is {ids[place]}, but {name} has rows 0..{count - 1}.");
            }
        }
    }
}
