using System;

namespace RnnGen;

/// <summary>Figures for people, over bare arrays. Over a <see cref="Sequence"/> the losses know which positions are real.</summary>
public static class Metrics
{
    /// <summary>Fraction of the positions where the prediction is the target; padding counts like any other position.</summary>
    /// <param name="predicted">(B,T), classes.</param>
    /// <param name="targets">(B,T), classes.</param>
    /// <exception cref="ShapeMismatchException">The shapes differ.</exception>
    [Role(Role.Metric)]
    public static double Accuracy([Shape("B", "T"), ValueKind(ValueKind.Ids)] int[,] predicted, [Shape("B", "T"), ValueKind(ValueKind.Ids)] int[,] targets)
    {
        ArgumentNullException.ThrowIfNull(targets);
        return Accuracy(predicted, targets, Masks.Not(new bool[targets.GetLength(0), targets.GetLength(1)]));
    }

    /// <summary>Fraction of the positions to keep where the prediction is the target; 0 when there are none.</summary>
    /// <param name="predicted">(B,T), classes.</param>
    /// <param name="targets">(B,T), classes.</param>
    /// <param name="keep">(B,T), true where a position counts.</param>
    /// <exception cref="ShapeMismatchException">The shapes differ.</exception>
    [Role(Role.Metric)]
    public static double Accuracy([Shape("B", "T"), ValueKind(ValueKind.Ids)] int[,] predicted, [Shape("B", "T"), ValueKind(ValueKind.Ids)] int[,] targets, [Shape("B", "T"), Role(Role.Mask)] bool[,] keep)
    {
        ArgumentNullException.ThrowIfNull(predicted);
        Check(predicted, targets, nameof(targets));
        Check(predicted, keep, nameof(keep));
        int correct = 0;
        for (int b = 0; b < predicted.GetLength(0); b++)
        {
            for (int t = 0; t < predicted.GetLength(1); t++)
            {
                correct += keep[b, t] && predicted[b, t] == targets[b, t] ? 1 : 0;
            }
        }

        return (double)correct / Math.Max(Masks.Count(keep), 1);
    }

    /// <summary>Fraction of the positions whose target has the largest logit; padding counts like any other position.</summary>
    /// <param name="logits">(B,T,V).</param>
    /// <param name="targets">(B,T), classes.</param>
    /// <exception cref="ShapeMismatchException">The shapes do not fit.</exception>
    [Role(Role.Metric)]
    public static double Accuracy([Shape("B", "T", "V"), ValueKind(ValueKind.Logits)] Tensor logits, [Shape("B", "T"), ValueKind(ValueKind.Ids)] int[,] targets) => Accuracy(Best(logits), targets);

    /// <summary>Fraction of the positions to keep whose target has the largest logit; 0 when there are none.</summary>
    /// <param name="logits">(B,T,V).</param>
    /// <param name="targets">(B,T), classes.</param>
    /// <param name="keep">(B,T), true where a position counts.</param>
    /// <exception cref="ShapeMismatchException">The shapes do not fit.</exception>
    [Role(Role.Metric)]
    public static double Accuracy([Shape("B", "T", "V"), ValueKind(ValueKind.Logits)] Tensor logits, [Shape("B", "T"), ValueKind(ValueKind.Ids)] int[,] targets, [Shape("B", "T"), Role(Role.Mask)] bool[,] keep) => Accuracy(Best(logits), targets, keep);

    private static int[,] Best(Tensor logits)
    {
        ArgumentNullException.ThrowIfNull(logits);
        return logits.Rank == 3 ? logits.ArgMax(2).ToIds() : throw new ShapeMismatchException(nameof(logits), "(B, T, V)", Shape.Text(logits.Dims));
    }

    private static void Check(int[,] predicted, Array other, string argument)
    {
        ArgumentNullException.ThrowIfNull(other, argument);
        if (other.GetLength(0) != predicted.GetLength(0) || other.GetLength(1) != predicted.GetLength(1))
        {
            throw new ShapeMismatchException(argument, Shape.Text([predicted.GetLength(0), predicted.GetLength(1)]), Shape.Text([other.GetLength(0), other.GetLength(1)]));
        }
    }
}
