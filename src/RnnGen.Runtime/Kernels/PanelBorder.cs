using System;
using System.Numerics;
using System.Runtime.InteropServices;

namespace RnnGen.Kernels;

/// <summary>Between panels and row-major tensors: the only place where padding comes and goes.</summary>
internal static class PanelBorder
{
    /// <summary>Packed rows as a padded tensor (B,T,F), exactly 0 at padding.</summary>
    public static Tensor ToTensor<T>(Panel<T> rows, Packing packing)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var values = new T[checked(packing.Batch * packing.Steps * rows.Features)];
        for (int row = 0; row < packing.Rows; row++)
        {
            int start = packing.Source[row] * rows.Features;
            for (int feature = 0; feature < rows.Features; feature++)
            {
                values[start + feature] = rows[row, feature];
            }
        }

        return Wrap(values, packing.Batch, packing.Steps, rows.Features);
    }

    /// <summary>One row for each sequence, in rank order, as a tensor (B,F) in batch order, or (B,F,columns) where a slot is a column of a matrix.</summary>
    /// <param name="rows">Rows.</param>
    /// <param name="packing">The batch.</param>
    /// <param name="columns">Columns of a matrix; 0 for vectors.</param>
    /// <param name="rowOfRank">Which row belongs to a rank.</param>
    public static Tensor ToBatch<T>(Panel<T> rows, Packing packing, int columns, Func<int, int> rowOfRank)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int count = rows.Features * rows.SlotCount;
        var values = new T[checked(packing.Batch * count)];
        for (int rank = 0; rank < packing.Batch; rank++)
        {
            for (int i = 0; i < count; i++)
            {
                values[(packing.Order[rank] * count) + i] = rows[rowOfRank(rank), i / rows.SlotCount, i % rows.SlotCount];
            }
        }

        return columns == 0 ? Wrap(values, packing.Batch, rows.Features) : Wrap(values, packing.Batch, rows.Features, columns);
    }

    /// <summary>A tensor (B,F) or (B,F,columns) in batch order as rows in rank order; zeros when it is null.</summary>
    public static void FromBatch<T>(Tensor? values, Packing packing, Panel<T> rows, int columns, string argument)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        rows.Clear();
        if (values is null)
        {
            return;
        }

        bool fits = values.Rank == (columns == 0 ? 2 : 3) && values.Dims[0] == packing.Batch && values.Dims[1] == rows.Features;
        if (!fits || (columns > 0 && values.Dims[2] != columns))
        {
            throw new ShapeMismatchException(
                argument, $"(B={packing.Batch}, H={rows.Features}{(columns == 0 ? "" : $", columns={columns}")})", $"({string.Join(", ", values.Dims)})");
        }

        int count = rows.Features * rows.SlotCount;
        for (int rank = 0; rank < packing.Batch; rank++)
        {
            for (int i = 0; i < count; i++)
            {
                rows[rank, i / rows.SlotCount, i % rows.SlotCount] = T.CreateTruncating(values.GetDouble((packing.Order[rank] * count) + i));
            }
        }
    }

    /// <summary>Copies rows between panels of one shape.</summary>
    public static void Copy<T>(Panel<T> source, Panel<T> target)
        where T : unmanaged
    {
        int width = source.SlotCount * Panel<T>.Lanes;
        for (int block = 0; block < source.BlockCount; block++)
        {
            Span<T> from = source.BlockSpan(block), to = target.BlockSpan(block);
            if (source.RowStride == width && target.RowStride == width)
            {
                from.CopyTo(to);
                continue;
            }

            for (int row = 0; row < source.RowCount; row++)
            {
                from.Slice(row * source.RowStride, width).CopyTo(to.Slice(row * target.RowStride, width));
            }
        }
    }

    /// <summary>Copies rows by index: row i of the target is row <c>rows[i]</c> of the source. One slot each.</summary>
    public static void Gather<T>(Panel<T> source, ReadOnlySpan<int> rows, Panel<T> target)
        where T : unmanaged
    {
        for (int block = 0; block < target.BlockCount; block++)
        {
            Span<T> from = source.BlockSpan(block), to = target.BlockSpan(block);
            for (int i = 0; i < rows.Length; i++)
            {
                from.Slice(rows[i] * source.RowStride, Panel<T>.Lanes).CopyTo(to[(i * target.RowStride)..]);
            }
        }
    }

    /// <summary>target[row] = source[rows[row]], or adds to it, between panels of one slot.</summary>
    public static void Gather<T>(Panel<T> source, ReadOnlySpan<int> rows, Panel<T> target, bool add)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        for (int block = 0; block < source.BlockCount; block++)
        {
            Span<T> from = source.BlockSpan(block), to = target.BlockSpan(block);
            for (int row = 0; row < rows.Length; row++)
            {
                Span<T> lanes = from.Slice(rows[row] * source.RowStride, Panel<T>.Lanes), into = to.Slice(row * target.RowStride, Panel<T>.Lanes);
                if (add)
                {
                    AddTo(lanes, into);
                }
                else
                {
                    lanes.CopyTo(into);
                }
            }
        }
    }

    /// <summary>The way back of a gather that has read every row once: row <c>rows[i]</c> of the target is row i of the source.</summary>
    public static void Scatter<T>(Panel<T> source, ReadOnlySpan<int> rows, Panel<T> target)
        where T : unmanaged
    {
        for (int block = 0; block < target.BlockCount; block++)
        {
            Span<T> from = source.BlockSpan(block), to = target.BlockSpan(block);
            for (int i = 0; i < rows.Length; i++)
            {
                from.Slice(i * source.RowStride, Panel<T>.Lanes).CopyTo(to[(rows[i] * target.RowStride)..]);
            }
        }
    }

    /// <summary>target += source, between contiguous panels of one shape.</summary>
    public static void Add<T>(Panel<T> source, Panel<T> target)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        for (int block = 0; block < source.BlockCount; block++)
        {
            AddTo(source.BlockSpan(block), target.BlockSpan(block));
        }
    }

    private static void AddTo<T>(Span<T> source, Span<T> target)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Span<Vector<T>> from = MemoryMarshal.Cast<T, Vector<T>>(source), to = MemoryMarshal.Cast<T, Vector<T>>(target); // whole blocks of 16 lanes
        for (int i = 0; i < to.Length; i++)
        {
            to[i] += from[i];
        }
    }

    private static Tensor Wrap<T>(T[] values, params int[] dims) =>
        values is float[] singles ? Tensor.Wrap(singles, dims) : Tensor.Wrap((double[])(object)values, dims);
}
