using System;

namespace RnnGen;

/// <content>Softmax. The largest score is subtracted first, so that nothing overflows.</content>
public sealed partial class Tensor
{
    /// <summary>exp(x) / Σ exp(x) along an axis. Padding takes part: <see cref="MaskedSoftmax"/> leaves it out.</summary>
    /// <param name="axis">The axis that is to sum to 1; negative ones count from the end.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such axis.</exception>
    [return: ValueKind(ValueKind.Prob)]
    public Tensor Softmax(int axis) => MapLines(axis, static line =>
    {
        double max = MaxOf(line), sum = 0;
        foreach (ref double value in line)
        {
            value = Math.Exp(value - max);
            sum += value;
        }

        foreach (ref double value in line)
        {
            value /= sum;
        }
    });

    /// <summary>x - ln Σ exp(x) along an axis: natural logarithms of the probabilities that <see cref="Softmax"/> gives.</summary>
    /// <param name="axis">The axis whose probabilities sum to 1; negative ones count from the end.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such axis.</exception>
    [return: ValueKind(ValueKind.LogProb)]
    public Tensor LogSoftmax(int axis) => MapLines(axis, static line =>
    {
        double max = MaxOf(line), sum = 0;
        foreach (double value in line)
        {
            sum += Math.Exp(value - max);
        }

        double shift = max + Math.Log(sum);
        foreach (ref double value in line)
        {
            value -= shift;
        }
    });

    /// <summary>Softmax over the last axis among the positions to keep. Exactly 0 elsewhere, and everywhere where nothing is kept.</summary>
    /// <param name="keep">(B,S), true for the positions that take part; this tensor is (B,S) or (B,Q,S).</param>
    /// <exception cref="ShapeMismatchException">The shapes do not fit.</exception>
    public Tensor MaskedSoftmax(bool[,] keep)
    {
        ArgumentNullException.ThrowIfNull(keep);
        if (Rank is not (2 or 3) || keep.GetLength(0) != dims[0] || keep.GetLength(1) != dims[^1])
        {
            throw new ShapeMismatchException(nameof(keep), Rank is 2 or 3 ? Shape.Text([dims[0], dims[^1]]) : "(B, S) for (B, S) or (B, Q, S)", Shape.Text([keep.GetLength(0), keep.GetLength(1)]));
        }

        Tensor weights = Where(keep, double.NegativeInfinity, axis: -1).Softmax(-1);
        return weights.Where(keep, 0, axis: -1);
    }
}
