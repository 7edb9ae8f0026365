using System.Runtime.Intrinsics;

namespace RnnGen.Kernels;

/// <content>Random masks, sixteen features at a time: the same elements as in single precision.</content>
public readonly partial struct Lanes64
{
    /// <summary>Inverted dropout: 0 with probability <paramref name="rate"/>, otherwise 1 / (1 - rate); 1 when the pass does not train.</summary>
    /// <param name="masks">The pass's masks.</param>
    /// <param name="row">The row's step or sequence.</param>
    /// <param name="site">Which place in the step asks.</param>
    /// <param name="block">Block of sixteen features.</param>
    /// <param name="rate">Probability, 0 or more and below 1.</param>
    public static Lanes64 DropoutMask(RandomMasks masks, uint row, int site, int block, double rate) =>
        masks.IsTraining ? (Create(1) - Chosen(row, site, block, rate)) * Create(1 / (1 - rate)) : Create(1);

    /// <summary>Zoneout: 1 with probability <paramref name="rate"/>, otherwise 0; the rate when the pass does not train.</summary>
    /// <param name="masks">The pass's masks.</param>
    /// <param name="row">The row's step or sequence.</param>
    /// <param name="site">Which place in the step asks.</param>
    /// <param name="block">Block of sixteen features.</param>
    /// <param name="rate">Probability, 0 or more and below 1.</param>
    public static Lanes64 ZoneoutMask(RandomMasks masks, uint row, int site, int block, double rate) =>
        masks.IsTraining ? Chosen(row, site, block, rate) : Create(rate);

    private static Lanes64 Chosen(uint row, int site, int block, double rate)
    {
        (Vector512<double> lower, Vector512<double> upper) = Vector512.Widen(Lanes32.Chosen(row, site, block, rate));
        return new Lanes64(lower, upper);
    }
}
