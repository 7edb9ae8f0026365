using System;
using System.Runtime.Intrinsics;

namespace RnnGen.Kernels;

/// <content>Random masks, sixteen features at a time.</content>
public readonly partial struct Lanes32
{
    /// <summary>Inverted dropout: 0 with probability <paramref name="rate"/>, otherwise 1 / (1 - rate); 1 when the pass does not train.</summary>
    /// <param name="masks">The pass's masks.</param>
    /// <param name="row">The row's step or sequence.</param>
    /// <param name="site">Which place in the step asks.</param>
    /// <param name="block">Block of sixteen features.</param>
    /// <param name="rate">Probability, 0 or more and below 1.</param>
    public static Lanes32 DropoutMask(RandomMasks masks, uint row, int site, int block, float rate) =>
        masks.IsTraining ? new((Vector512<float>.One - Chosen(row, site, block, rate)) * Vector512.Create(1 / (1 - rate))) : new(Vector512<float>.One);

    /// <summary>Zoneout: 1 with probability <paramref name="rate"/>, otherwise 0; the rate when the pass does not train.</summary>
    /// <param name="masks">The pass's masks.</param>
    /// <param name="row">The row's step or sequence.</param>
    /// <param name="site">Which place in the step asks.</param>
    /// <param name="block">Block of sixteen features.</param>
    /// <param name="rate">Probability, 0 or more and below 1.</param>
    public static Lanes32 ZoneoutMask(RandomMasks masks, uint row, int site, int block, float rate) =>
        new(masks.IsTraining ? Chosen(row, site, block, rate) : Vector512.Create(rate));

    /// <summary>1 with the given probability, otherwise 0.</summary>
    internal static Vector512<float> Chosen(uint row, int site, int block, double rate)
    {
        Vector512<uint> x = ((Vector512<uint>.Indices + Vector512.Create((uint)block * 16)) * Vector512.Create(0xC2B2AE35u)) + Vector512.Create(row + ((uint)site * 0x27D4EB2Fu));
        x = (x ^ Vector512.ShiftRightLogical(x, 16)) * Vector512.Create(0x7FEB352Du);
        x = (x ^ Vector512.ShiftRightLogical(x, 15)) * Vector512.Create(0x846CA68Bu);
        x ^= Vector512.ShiftRightLogical(x, 16);
        Vector512<uint> threshold = Vector512.Create((uint)Math.Min(rate * 4294967296.0, uint.MaxValue));
        return Vector512.LessThan(x, threshold).AsSingle() & Vector512<float>.One;
    }
}
