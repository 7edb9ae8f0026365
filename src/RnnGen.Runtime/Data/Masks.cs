using System;

namespace RnnGen;

/// <summary>
/// Masks of sequences and steps, (B,T), for code that works on tensors. A keep mask is true for real steps, a pad mask for padding; a
/// <see cref="Sequence"/> needs neither.
/// </summary>
public static class Masks
{
    /// <summary>True for real steps of sequences with padding behind them: t &lt; lengths[b].</summary>
    /// <param name="lengths">Real steps of each sequence, (B).</param>
    /// <param name="steps">Padded steps, T.</param>
    /// <exception cref="ArgumentOutOfRangeException">A length lies outside 0..T.</exception>
    [Role(Role.Mask)]
    [return: Shape("B", "steps")]
    public static bool[,] Keep([Shape("B")] int[] lengths, int steps) => Fill(lengths, steps, (length, t) => t < length);

    /// <summary>True for padding that is behind the sequences: t >= lengths[b].</summary>
    /// <param name="lengths">Real steps of each sequence, (B).</param>
    /// <param name="steps">Padded steps, T.</param>
    /// <exception cref="ArgumentOutOfRangeException">A length lies outside 0..T.</exception>
    [Role(Role.Mask)]
    [return: Shape("B", "steps")]
    public static bool[,] Pad([Shape("B")] int[] lengths, int steps) => Fill(lengths, steps, (length, t) => t >= length);

    /// <summary>True for real steps of sequences with padding in front of them: t >= T - lengths[b].</summary>
    /// <param name="lengths">Real steps of each sequence, (B).</param>
    /// <param name="steps">Padded steps, T.</param>
    /// <exception cref="ArgumentOutOfRangeException">A length lies outside 0..T.</exception>
    [Role(Role.Mask)]
    [return: Shape("B", "steps")]
    public static bool[,] KeepLeftPadded([Shape("B")] int[] lengths, int steps) => Fill(lengths, steps, (length, t) => t >= steps - length);

    /// <summary>True where an id is not the padding's.</summary>
    /// <param name="ids">(B,T).</param>
    /// <param name="padId">The id of padding.</param>
    [Role(Role.Mask)]
    [return: Shape("B", "T")]
    public static bool[,] FromIds([Shape("B", "T")] int[,] ids, int padId)
    {
        ArgumentNullException.ThrowIfNull(ids);
        return Map(ids.GetLength(0), ids.GetLength(1), (b, t) => ids[b, t] != padId);
    }

    /// <summary>The opposite mask: from keep to pad and back.</summary>
    /// <param name="mask">(B,T).</param>
    [Role(Role.Mask)]
    [return: Shape("B", "T")]
    public static bool[,] Not([Shape("B", "T")] bool[,] mask)
    {
        ArgumentNullException.ThrowIfNull(mask);
        return Map(mask.GetLength(0), mask.GetLength(1), (b, t) => !mask[b, t]);
    }

    /// <summary>Some neighbouring steps of a mask.</summary>
    /// <param name="mask">(B,T).</param>
    /// <param name="start">The first step.</param>
    /// <param name="count">How many.</param>
    /// <exception cref="ArgumentOutOfRangeException">There are not that many.</exception>
    [Role(Role.Mask)]
    [return: Shape("B", "count")]
    public static bool[,] Slice([Shape("B", "T")] bool[,] mask, int start, int count)
    {
        ArgumentNullException.ThrowIfNull(mask);
        ArgumentOutOfRangeException.ThrowIfNegative(start);
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(start + count, mask.GetLength(1), nameof(count));
        return Map(mask.GetLength(0), count, (b, t) => mask[b, start + t]);
    }

    /// <summary>1 where the mask is true, 0 elsewhere.</summary>
    /// <param name="mask">(B,T).</param>
    [return: Shape("B", "T")]
    public static Tensor ToTensor([Shape("B", "T")] bool[,] mask)
    {
        ArgumentNullException.ThrowIfNull(mask);
        var values = new float[mask.Length];
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = mask[i / mask.GetLength(1), i % mask.GetLength(1)] ? 1 : 0;
        }

        return Tensor.Wrap(values, [mask.GetLength(0), mask.GetLength(1)]);
    }

    /// <summary>How many positions are true.</summary>
    /// <param name="mask">(B,T).</param>
    public static int Count([Shape("B", "T")] bool[,] mask)
    {
        ArgumentNullException.ThrowIfNull(mask);
        int count = 0;
        foreach (bool position in mask)
        {
            count += position ? 1 : 0;
        }

        return count;
    }

    private static bool[,] Fill(int[] lengths, int steps, Func<int, int, bool> isTrue)
    {
        ArgumentNullException.ThrowIfNull(lengths);
        ArgumentOutOfRangeException.ThrowIfNegative(steps);
        for (int b = 0; b < lengths.Length; b++)
        {
            if (lengths[b] < 0 || lengths[b] > steps)
            {
                throw new ArgumentOutOfRangeException(nameof(lengths), lengths[b], $"lengths[{b}] must lie in 0..{steps} (T).");
            }
        }

        return Map(lengths.Length, steps, (b, t) => isTrue(lengths[b], t));
    }

    private static bool[,] Map(int batch, int steps, Func<int, int, bool> isTrue)
    {
        var mask = new bool[batch, steps];
        for (int b = 0; b < batch; b++)
        {
            for (int t = 0; t < steps; t++)
            {
                mask[b, t] = isTrue(b, t);
            }
        }

        return mask;
    }
}
