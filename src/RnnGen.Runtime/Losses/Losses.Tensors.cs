using System;

namespace RnnGen;

/// <content>Losses of bare tensors, for code that keeps lengths and masks itself.</content>
public static partial class Losses
{
    /// <summary>Softmax cross-entropy of raw logits over the positions to keep, with every single token's loss.</summary>
    /// <param name="logits">(B,T,V).</param>
    /// <param name="targets">(B,T); what it holds where nothing is kept is not read.</param>
    /// <param name="keep">(B,T), true where a position counts.</param>
    /// <exception cref="ShapeMismatchException">The shapes do not fit.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A target is no class.</exception>
    [Role(Role.Loss)]
    public static TokenLosses CrossEntropy([Shape("B", "T", "V"), ValueKind(ValueKind.Logits)] Tensor logits, [Shape("B", "T"), ValueKind(ValueKind.Ids)] int[,] targets, [Shape("B", "T"), Role(Role.Mask)] bool[,] keep) =>
        CrossEntropy(logits, Kept(targets, keep));

    /// <summary>-ln p of the target at every position, from logarithms of probabilities as <see cref="Tensor.LogSoftmax"/> gives them.</summary>
    /// <param name="logProbabilities">(B,T,V), each at most 0.</param>
    /// <param name="targets">(B,T); positions with <see cref="Tokens.Ignored"/> are not counted.</param>
    /// <exception cref="ShapeMismatchException">The shapes do not fit.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A target is no class, or a logarithm is above 0: it is a score or a probability.</exception>
    [Role(Role.Loss)]
    public static TokenLosses NegativeLogLikelihood([Shape("B", "T", "V"), ValueKind(ValueKind.LogProb)] Tensor logProbabilities, [Shape("B", "T"), ValueKind(ValueKind.Ids)] int[,] targets)
    {
        ArgumentNullException.ThrowIfNull(logProbabilities);
        ArgumentNullException.ThrowIfNull(targets);
        int batch = targets.GetLength(0), steps = targets.GetLength(1);
        if (logProbabilities.Rank != 3 || logProbabilities.Dims[0] != batch || logProbabilities.Dims[1] != steps)
        {
            throw new ShapeMismatchException(nameof(targets), Shape.Text(logProbabilities.Dims) + " but for the last axis", Shape.Text([batch, steps]));
        }

        int classes = logProbabilities.Dims[2], counted = 0, correct = 0;
        double sum = 0;
        var perToken = new double[batch * steps];
        var gradient = new double[logProbabilities.Count];
        for (int place = 0; place < perToken.Length; place++)
        {
            int target = targets[place / steps, place % steps];
            if (target == Tokens.Ignored)
            {
                continue;
            }

            if (target < 0 || target >= classes)
            {
                throw new ArgumentOutOfRangeException(nameof(targets), target, $"A target lies in 0..{classes - 1}.");
            }

            double value = logProbabilities.GetDouble((place * classes) + target);
            if (value > 1e-5)
            {
                throw new ArgumentOutOfRangeException(nameof(logProbabilities), value, "The logarithm of a probability is at most 0: take LogSoftmax first, or CrossEntropy for raw scores.");
            }

            perToken[place] = -value;
            sum -= value;
            counted++;
            correct += BestClass(logProbabilities, place, classes) == target ? 1 : 0;
            gradient[(place * classes) + target] = -1;
        }

        for (int i = 0; i < gradient.Length; i++)
        {
            gradient[i] /= Math.Max(counted, 1);
        }

        return new TokenLosses(
            new LossValue(sum, counted), correct, SameType(logProbabilities, perToken, [batch, steps]), SameType(logProbabilities, gradient, [batch, steps, classes]));
    }

    /// <summary>The same over the positions to keep.</summary>
    /// <param name="logProbabilities">(B,T,V), each at most 0.</param>
    /// <param name="targets">(B,T); what it holds where nothing is kept is not read.</param>
    /// <param name="keep">(B,T), true where a position counts.</param>
    /// <exception cref="ShapeMismatchException">The shapes do not fit.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A target is no class, or a logarithm is above 0.</exception>
    [Role(Role.Loss)]
    public static TokenLosses NegativeLogLikelihood([Shape("B", "T", "V"), ValueKind(ValueKind.LogProb)] Tensor logProbabilities, [Shape("B", "T"), ValueKind(ValueKind.Ids)] int[,] targets, [Shape("B", "T"), Role(Role.Mask)] bool[,] keep) =>
        NegativeLogLikelihood(logProbabilities, Kept(targets, keep));

    /// <summary>Squared error of every element, Σ (p - t)² / n. Shapes must agree: nothing is stretched.</summary>
    /// <param name="predictions">Any shape.</param>
    /// <param name="targets">The same shape.</param>
    /// <exception cref="ShapeMismatchException">The shapes differ.</exception>
    [Role(Role.Loss)]
    public static TensorLoss MeanSquaredError(Tensor predictions, Tensor targets)
    {
        ArgumentNullException.ThrowIfNull(predictions);
        ArgumentNullException.ThrowIfNull(targets);
        return SquaredError(predictions - targets, Math.Max(predictions.Count, 1));
    }

    /// <summary>Squared error per step to keep, averaged over the features: Σ_f (p_f - t_f)² / F.</summary>
    /// <param name="predictions">(B,T,F).</param>
    /// <param name="targets">(B,T,F).</param>
    /// <param name="keep">(B,T), true where a step counts.</param>
    /// <exception cref="ShapeMismatchException">The shapes do not fit.</exception>
    [Role(Role.Loss)]
    public static TensorLoss MeanSquaredError([Shape("B", "T", "F")] Tensor predictions, [Shape("B", "T", "F")] Tensor targets, [Shape("B", "T"), Role(Role.Mask)] bool[,] keep)
    {
        ArgumentNullException.ThrowIfNull(predictions);
        ArgumentNullException.ThrowIfNull(targets);
        Tensor difference = (predictions - targets).Where(keep, 0);
        TensorLoss all = SquaredError(difference, Math.Max(Masks.Count(keep) * predictions.Dims[^1], 1));
        return new TensorLoss(new LossValue(all.Total.Sum / Math.Max(predictions.Dims[^1], 1), Masks.Count(keep)), all.Gradient);
    }

    /// <summary>Mean of the losses where the mask is true; 0 when it is nowhere.</summary>
    /// <param name="losses">(B,T).</param>
    /// <param name="keep">(B,T), true where a position counts.</param>
    /// <exception cref="ShapeMismatchException">The shapes differ.</exception>
    public static double MaskedMean([Shape("B", "T")] Tensor losses, [Shape("B", "T"), Role(Role.Mask)] bool[,] keep)
    {
        ArgumentNullException.ThrowIfNull(losses);
        return losses.Where(keep, 0).Sum() / Math.Max(Masks.Count(keep), 1);
    }

    /// <summary>The class with the largest score at a position, the first of equals.</summary>
    internal static int BestClass(Tensor scores, int place, int classes)
    {
        int best = 0;
        for (int v = 1; v < classes; v++)
        {
            best = scores.GetDouble((place * classes) + v) > scores.GetDouble((place * classes) + best) ? v : best;
        }

        return best;
    }

    private static TensorLoss SquaredError(Tensor difference, int count) =>
        new(new LossValue((difference * difference).Sum(), difference.Count), difference * (2.0 / count));

    private static int[,] Kept(int[,] targets, bool[,] keep)
    {
        ArgumentNullException.ThrowIfNull(targets);
        ArgumentNullException.ThrowIfNull(keep);
        if (keep.GetLength(0) != targets.GetLength(0) || keep.GetLength(1) != targets.GetLength(1))
        {
            throw new ShapeMismatchException(nameof(keep), Shape.Text([targets.GetLength(0), targets.GetLength(1)]), Shape.Text([keep.GetLength(0), keep.GetLength(1)]));
        }

        var kept = (int[,])targets.Clone();
        for (int b = 0; b < kept.GetLength(0); b++)
        {
            for (int t = 0; t < kept.GetLength(1); t++)
            {
                kept[b, t] = keep[b, t] ? kept[b, t] : Tokens.Ignored;
            }
        }

        return kept;
    }
}
