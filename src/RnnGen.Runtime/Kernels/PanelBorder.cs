using System;
using System.Numerics;

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

    /// <summary>One row for each sequence, in rank order, as a tensor (B,F) in batch order.</summary>
    /// <param name="rows">Rows.</param>
    /// <param name="packing">The batch.</param>
    /// <param name="rowOfRank">Which row belongs to a rank.</param>
    public static Tensor ToBatch<T>(Panel<T> rows, Packing packing, Func<int, int> rowOfRank)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var values = new T[checked(packing.Batch * rows.Features)];
        for (int rank = 0; rank < packing.Batch; rank++)
        {
            for (int feature = 0; feature < rows.Features; feature++)
            {
                values[(packing.Order[rank] * rows.Features) + feature] = rows[rowOfRank(rank), feature];
            }
        }

        return Wrap(values, packing.Batch, rows.Features);
    }

    /// <summary>A tensor (B,F) in batch order as rows in rank order; zeros when it is null.</summary>
    public static void FromBatch<T>(Tensor? values, Packing packing, Panel<T> rows, string argument)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        rows.Clear();
        if (values is null)
        {
            return;
        }

        if (values.Rank != 2 || values.Dims[0] != packing.Batch || values.Dims[1] != rows.Features)
        {
            throw new ShapeMismatchException(argument, $"(B={packing.Batch}, H={rows.Features})", $"({string.Join(", ", values.Dims)})");
        }

        for (int rank = 0; rank < packing.Batch; rank++)
        {
            for (int feature = 0; feature < rows.Features; feature++)
            {
                rows[rank, feature] = T.CreateTruncating(values.GetDouble((packing.Order[rank] * rows.Features) + feature));
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

    private static Tensor Wrap<T>(T[] values, params int[] dims) =>
        values is float[] singles ? Tensor.Wrap(singles, dims) : Tensor.Wrap((double[])(object)values, dims);
}
