using System;

namespace RnnGen.Kernels;

/// <content>Parts of vectors.</content>
public static partial class RowOperations<T, TLanes>
{
    /// <summary>target = features <paramref name="start"/> to <paramref name="start"/> + n - 1 of a.</summary>
    /// <param name="target">(rows, n).</param>
    /// <param name="a">(rows, at least start + n).</param>
    /// <param name="start">First feature.</param>
    /// <exception cref="ArgumentOutOfRangeException">The features are not all there.</exception>
    public static void Slice(Panel<T> target, Panel<T> a, int start)
    {
        CheckRows(target, a);
        CheckPart(a, start, target.Features);
        for (int feature = 0; feature < target.Features;)
        {
            feature += Copy(target, feature, a, start + feature, target.Features - feature);
        }

        ClearPast(target);
    }

    /// <summary>Features <paramref name="start"/> to <paramref name="start"/> + n - 1 of target = a, zeros elsewhere.</summary>
    /// <param name="target">(rows, at least start + n).</param>
    /// <param name="a">(rows, n).</param>
    /// <param name="start">First feature.</param>
    /// <exception cref="ArgumentOutOfRangeException">The features are not all there.</exception>
    public static void Embed(Panel<T> target, Panel<T> a, int start)
    {
        target.Clear();
        Put(target, a, start);
    }

    /// <summary>Features <paramref name="start"/> to <paramref name="start"/> + n - 1 of target = a; the rest stays as it is.</summary>
    /// <param name="target">(rows, at least start + n).</param>
    /// <param name="a">(rows, n).</param>
    /// <param name="start">First feature.</param>
    /// <exception cref="ArgumentOutOfRangeException">The features are not all there.</exception>
    public static void Put(Panel<T> target, Panel<T> a, int start)
    {
        CheckRows(target, a);
        CheckPart(target, start, a.Features);
        for (int feature = 0; feature < a.Features;)
        {
            feature += Copy(target, start + feature, a, feature, a.Features - feature);
        }

        if (start + a.Features == target.Features)
        {
            ClearPast(target);
        }
    }

    // As many features of all rows as lie in one block of both panels.
    private static int Copy(Panel<T> target, int to, Panel<T> source, int from, int count)
    {
        count = Math.Min(count, Math.Min(Lanes - (to % Lanes), Lanes - (from % Lanes)));
        if (target.RowCount == 0)
        {
            return count;
        }

        Span<T> into = target.BlockSpan(to / Lanes)[(to % Lanes)..];
        ReadOnlySpan<T> values = source.BlockSpan(from / Lanes)[(from % Lanes)..];
        if (count == Lanes && target.RowCount == source.RowCount && target.RowStride == Lanes && source.RowStride == Lanes)
        {
            values[..(target.RowCount * Lanes)].CopyTo(into);
            return count;
        }

        for (int row = 0; row < target.RowCount; row++)
        {
            values.Slice((int)Offset(source, row), count).CopyTo(into[(row * target.RowStride)..]);
        }

        return count;
    }

    private static void ClearPast(Panel<T> target)
    {
        for (int row = 0; row < target.RowCount; row++)
        {
            ClearPast(target, row, target.Features);
        }
    }

    private static void CheckPart(Panel<T> whole, int start, int count)
    {
        if (start < 0 || count > whole.Features - start)
        {
            throw new ArgumentOutOfRangeException(nameof(start), start, $"The features {start} to {start + count - 1} are not all among {whole.Features}.");
        }
    }
}
