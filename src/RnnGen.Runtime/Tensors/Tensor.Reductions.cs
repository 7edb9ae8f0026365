using System;

namespace RnnGen;

/// <content>
/// Sums, means and maxima. They count every element, padding as well: for what a batch of sequences of different lengths means, use
/// <see cref="Losses"/>, <see cref="Metrics"/>, <see cref="Masks"/> or a <see cref="Sequence"/>.
/// </content>
public sealed partial class Tensor
{
    /// <summary>Sum along an axis, which the result has not.</summary>
    /// <param name="axis">The axis; negative ones count from the end.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such axis.</exception>
    public Tensor Sum(int axis) => Reduce(axis, SumOf);

    /// <summary>Mean along an axis, which the result has not; NaN along an empty one.</summary>
    /// <param name="axis">The axis; negative ones count from the end.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such axis.</exception>
    public Tensor Mean(int axis) => Reduce(axis, static line => SumOf(line) / line.Length);

    /// <summary>Largest element along an axis, which the result has not; -∞ along an empty one, NaN where there is a NaN.</summary>
    /// <param name="axis">The axis; negative ones count from the end.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such axis.</exception>
    public Tensor Max(int axis) => Reduce(axis, MaxOf);

    /// <summary>Where the largest element along an axis is, the first of equals, as whole numbers: (B,T,V) to (B,T); see <see cref="ToIds"/>.</summary>
    /// <param name="axis">The axis; negative ones count from the end.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such axis.</exception>
    public Tensor ArgMax(int axis) => Reduce(axis, static line =>
    {
        int best = 0;
        for (int i = 1; i < line.Length; i++)
        {
            best = line[i] > line[best] ? i : best;
        }

        return best;
    });

    /// <summary>Sum of all elements.</summary>
    public double Sum() => SumOf(Doubles ?? ToDoubleArray());

    /// <summary>Mean of all elements; NaN when there are none.</summary>
    public double Mean() => Sum() / Count;

    private static double SumOf(ReadOnlySpan<double> line)
    {
        double sum = 0;
        foreach (double value in line)
        {
            sum += value;
        }

        return sum;
    }

    private static double MaxOf(ReadOnlySpan<double> line)
    {
        double max = double.NegativeInfinity;
        foreach (double value in line)
        {
            max = Math.Max(max, value);
        }

        return max;
    }
}
