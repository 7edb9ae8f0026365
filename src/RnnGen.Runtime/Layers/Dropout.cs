using System;
using System.Numerics;

namespace RnnGen.Kernels;

/// <summary>
/// Inverted dropout: an element is 0 with probability p, otherwise x / (1 - p). Which elements fall is a function of a key and the
/// element's place, so the backward pass asks again instead of remembering, and the order of the work does not matter.
/// </summary>
internal static class Dropout
{
    /// <summary>target = mask(key) * source.</summary>
    public static void Apply<T>(Panel<T> source, Panel<T> target, double probability, ulong key)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        T scale = T.CreateTruncating(1 / (1 - probability));
        uint threshold = (uint)Math.Min(probability * 4294967296.0, uint.MaxValue);
        int width = Panel<T>.Lanes;
        for (int block = 0; block < source.BlockCount; block++)
        {
            ReadOnlySpan<T> from = source.BlockSpan(block);
            Span<T> to = target.BlockSpan(block);
            for (int row = 0; row < source.RowCount; row++)
            {
                for (int lane = 0; lane < width; lane += 2)
                {
                    ulong bits = Hash(key + (ulong)((((long)block * source.RowCount) + row) * width) + (ulong)lane);
                    int i = (row * source.RowStride) + lane, j = (row * target.RowStride) + lane;
                    to[j] = (uint)bits < threshold ? T.Zero : from[i] * scale;
                    to[j + 1] = (uint)(bits >> 32) < threshold ? T.Zero : from[i + 1] * scale;
                }
            }
        }
    }

    /// <summary>A key of its own for each layer and training step.</summary>
    public static ulong Key(int seed, long step, int layer) => Hash(Hash(((ulong)(uint)seed << 32) ^ (uint)layer) + (ulong)step);

    // The finaliser of SplitMix64 (Steele, Lea and Flood 2014).
    private static ulong Hash(ulong x)
    {
        x += 0x9E3779B97F4A7C15;
        x = (x ^ (x >> 30)) * 0xBF58476D1CE4E5B9;
        x = (x ^ (x >> 27)) * 0x94D049BB133111EB;
        return x ^ (x >> 31);
    }
}
