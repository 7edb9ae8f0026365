using System;
using System.ComponentModel;
using System.Numerics;

namespace RnnGen.Kernels;

/// <summary>Features side by side: putting a panel into a wider one and taking it out again.</summary>
/// <typeparam name="T">Element type.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class FeatureBlocks<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Features first.. of a wide panel = those of a narrow one.</summary>
    /// <param name="narrow">(rows, F).</param>
    /// <param name="wide">(rows, more features).</param>
    /// <param name="first">Where the features go.</param>
    public static void Put(Panel<T> narrow, Panel<T> wide, int first)
    {
        for (int feature = 0; feature < narrow.Features; feature++)
        {
            for (int row = 0; row < narrow.RowCount; row++)
            {
                wide[row, first + feature] = narrow[row, feature];
            }
        }

        ClearPadding(wide, first + narrow.Features);
    }

    /// <summary>The way back: a narrow panel = the features first.. of a wide one.</summary>
    /// <param name="wide">(rows, more features).</param>
    /// <param name="first">Where the features are.</param>
    /// <param name="narrow">(rows, F).</param>
    /// <param name="add">Whether to add to the result.</param>
    public static void Take(Panel<T> wide, int first, Panel<T> narrow, bool add)
    {
        if (!add)
        {
            narrow.Clear();
        }

        for (int feature = 0; feature < narrow.Features; feature++)
        {
            for (int row = 0; row < narrow.RowCount; row++)
            {
                narrow[row, feature] += wide[row, first + feature];
            }
        }
    }

    // After the last part: lanes past the last feature are 0 whatever the memory held.
    private static void ClearPadding(Panel<T> wide, int filled)
    {
        int used = wide.Features % Panel<T>.Lanes;
        if (filled != wide.Features || used == 0 || wide.RowCount == 0)
        {
            return;
        }

        Span<T> last = wide.BlockSpan(wide.BlockCount - 1);
        for (int row = 0; row < wide.RowCount; row++)
        {
            last.Slice((row * wide.RowStride) + used, Panel<T>.Lanes - used).Clear();
        }
    }
}
