using System;
using System.ComponentModel;
using System.Numerics;

namespace RnnGen.Kernels;

/// <summary>The index of each step in its sequence as an input.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class StepIndices
{
    /// <summary>One number for each row: how many steps its sequence has behind it.</summary>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <param name="rows">One feature, one row for each real step.</param>
    /// <param name="steps">The batch, or a window of it.</param>
    /// <param name="stepsBehind">Steps that each sequence, in batch order, had behind it before the batch; empty for none.</param>
    public static void Fill<T>(Panel<T> rows, Packing steps, ReadOnlySpan<int> stepsBehind)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(steps);
        rows.Clear();
        for (int t = 0; t < steps.LongestStep; t++)
        {
            int first = steps.FirstRow(t);
            for (int rank = 0; rank < steps.RowsAt(t); rank++)
            {
                int behind = stepsBehind.IsEmpty ? 0 : stepsBehind[steps.Order[rank]];
                rows[first + rank, 0] = T.CreateTruncating(behind + steps.FirstStep + t);
            }
        }
    }
}
