using System;

namespace RnnGen;

/// <summary>Sums over the steps of an epoch.</summary>
internal sealed class EpochStatistics
{
    private double lossSum;
    private int tokens;
    private double norms;
    private int clipped;

    public int Steps { get; private set; }

    public LossValue Loss => new(lossSum, tokens);

    public double MeanNorm => norms / Math.Max(Steps, 1);

    public double LargestNorm { get; private set; }

    public double FractionClipped => (double)clipped / Math.Max(Steps, 1);

    public void Add(LossValue loss, double norm, bool isClipped)
    {
        Steps++;
        lossSum += loss.Sum;
        tokens = checked(tokens + loss.Tokens);
        norms += norm;
        LargestNorm = Math.Max(LargestNorm, norm);
        clipped += isClipped ? 1 : 0;
    }
}
