using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace RnnGen;

/// <summary>
/// How far a gate is saturated, over real steps only. A gate that is nearly always 0 or 1 passes almost no gradient to what controls it.
/// </summary>
public sealed class GateStatistics
{
    private GateStatistics(double mean, double[] low, double[] high)
    {
        Mean = mean;
        FractionLowPerUnit = Array.AsReadOnly(low);
        FractionHighPerUnit = Array.AsReadOnly(high);
        FractionLow = low.DefaultIfEmpty().Average();
        FractionHigh = high.DefaultIfEmpty().Average();
    }

    /// <summary>Mean value.</summary>
    public double Mean { get; }

    /// <summary>Fraction of the values below the low bound.</summary>
    public double FractionLow { get; }

    /// <summary>Fraction of the values above the high bound.</summary>
    public double FractionHigh { get; }

    /// <summary>The same for each unit, over steps and sequences, (H).</summary>
    public IReadOnlyList<double> FractionLowPerUnit { get; }

    /// <summary>The same for each unit, over steps and sequences, (H).</summary>
    public IReadOnlyList<double> FractionHighPerUnit { get; }

    /// <summary>Both ends together.</summary>
    public double FractionSaturated => FractionLow + FractionHigh;

    /// <summary>Statistics of the values of a sigmoid gate.</summary>
    /// <param name="values">(B,T,H), from 0 to 1.</param>
    /// <param name="low">Values strictly below it count as closed.</param>
    /// <param name="high">Values strictly above it count as open.</param>
    public static GateStatistics From(Sequence values, double low = 0.1, double high = 0.9)
    {
        ArgumentNullException.ThrowIfNull(values);
        var panel = Losses.PackDoubles(values);
        var belows = new double[values.Features];
        var aboves = new double[values.Features];
        double sum = 0;
        for (int row = 0; row < panel.RowCount; row++)
        {
            for (int unit = 0; unit < belows.Length; unit++)
            {
                double value = panel[row, unit];
                sum += value;
                belows[unit] += value < low ? 1 : 0;
                aboves[unit] += value > high ? 1 : 0;
            }
        }

        int steps = Math.Max(panel.RowCount, 1);
        double mean = sum / (steps * Math.Max(belows.Length, 1));
        return new GateStatistics(mean, Array.ConvertAll(belows, count => count / steps), Array.ConvertAll(aboves, count => count / steps));
    }

    /// <summary>Statistics of a padded tensor of gate values.</summary>
    /// <param name="values">(B,T,H), from 0 to 1.</param>
    /// <param name="lengths">Real steps of each sequence, (B); null when all are real.</param>
    /// <param name="low">Values strictly below it count as closed.</param>
    /// <param name="high">Values strictly above it count as open.</param>
    /// <exception cref="ShapeMismatchException">The shapes do not fit.</exception>
    public static GateStatistics From(Tensor values, int[]? lengths = null, double low = 0.1, double high = 0.9) =>
        From(Sequence.From(values, lengths), low, high);

    /// <summary>Statistics of tanh values: one is saturated when its magnitude exceeds the bound.</summary>
    /// <param name="values">(B,T,H), from -1 to 1.</param>
    /// <param name="bound">Values strictly below its negative count as low, strictly above it as high.</param>
    public static GateStatistics FromTanh(Sequence values, double bound = 0.9) => From(values, -bound, bound);

    /// <summary>Mean and both fractions.</summary>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture, $"GateStatistics mean {Mean:0.###}, low {FractionLow:0.0%}, high {FractionHigh:0.0%}");
}
