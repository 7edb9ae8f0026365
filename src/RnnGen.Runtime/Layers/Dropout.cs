using System;
using System.Numerics;

namespace RnnGen.Kernels;

/// <summary>
/// Inverted dropout: an element is 0 with probability p, otherwise x / (1 - p). Which elements fall is a function of a key and the
/// element's place, so the backward pass asks again instead of remembering, and the order of the work does not matter.
/// </summary>
internal static class Dropout
{
    /// <summary>target = mask(key) * source, a mask of its own for every row.</summary>
    public static void Apply<T>(Panel<T> source, Panel<T> target, double probability, ulong key)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        for (int row = 0; row < source.RowCount; row++)
        {
            ApplyRow(source, target, row, probability, key, row);
        }
    }

    /// <summary>target = mask(key) * source. A window of steps has the masks its rows have in the whole batch.</summary>
    /// <param name="source">(rows, F).</param>
    /// <param name="target">Receives (rows, F); may be the source.</param>
    /// <param name="steps">The batch.</param>
    /// <param name="probability">Probability that an element falls.</param>
    /// <param name="key">Tells masks apart.</param>
    /// <param name="bySequence">Whether all steps of a sequence share one mask (Gal and Ghahramani 2016).</param>
    public static void Apply<T>(Panel<T> source, Panel<T> target, Packing steps, double probability, ulong key, bool bySequence)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        for (int t = 0; t < steps.LongestStep; t++)
        {
            for (int rank = 0; rank < steps.RowsAt(t); rank++)
            {
                int row = steps.FirstRow(t) + rank;
                ApplyRow(source, target, row, probability, key, bySequence ? steps.Order[rank] : steps.FirstRowOfWhole + row);
            }
        }
    }

    /// <summary>parameter = mask(key) * parameter. Which elements fall does not depend on where they lie.</summary>
    /// <param name="elements">Flat buffer that holds the parameter.</param>
    /// <param name="layout">Where it lies there.</param>
    /// <param name="probability">Probability that an element falls.</param>
    /// <param name="key">Tells masks apart; as many keys from this one on are used as the parameter has elements.</param>
    public static void Apply<T>(Span<T> elements, in ElementLayout layout, double probability, ulong key)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        T scale = Scale<T>(probability);
        uint threshold = Threshold(probability);
        var runs = new ElementRuns(layout);
        while (runs.MoveNext())
        {
            foreach (ref T element in elements.Slice(runs.Start, runs.Length))
            {
                element = (uint)Hash(key++) < threshold ? T.Zero : element * scale;
            }
        }
    }

    /// <summary>A key of its own for each layer and training step.</summary>
    public static ulong Key(int seed, long step, int layer) => Hash(Hash(((ulong)(uint)seed << 32) ^ (uint)layer) + (ulong)step);

    private static void ApplyRow<T>(Panel<T> source, Panel<T> target, int row, double probability, ulong key, int mask)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        T scale = Scale<T>(probability);
        uint threshold = Threshold(probability);
        int width = Panel<T>.Lanes;
        for (int block = 0; block < source.BlockCount; block++)
        {
            ReadOnlySpan<T> from = source.BlockSpan(block).Slice(row * source.RowStride, width);
            Span<T> to = target.BlockSpan(block).Slice(row * target.RowStride, width);
            for (int lane = 0; lane < width; lane += 2)
            {
                ulong bits = Hash(key + (ulong)((((long)mask * source.BlockCount) + block) * width) + (ulong)lane);
                to[lane] = (uint)bits < threshold ? T.Zero : from[lane] * scale;
                to[lane + 1] = (uint)(bits >> 32) < threshold ? T.Zero : from[lane + 1] * scale;
            }
        }
    }

    private static T Scale<T>(double probability)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => T.CreateTruncating(1 / (1 - probability));

    private static uint Threshold(double probability) => (uint)Math.Min(probability * 4294967296.0, uint.MaxValue);

    // The finaliser of SplitMix64 (Steele, Lea and Flood 2014).
    private static ulong Hash(ulong x)
    {
        x += 0x9E3779B97F4A7C15;
        x = (x ^ (x >> 30)) * 0xBF58476D1CE4E5B9;
        x = (x ^ (x >> 27)) * 0x94D049BB133111EB;
        return x ^ (x >> 31);
    }
}
