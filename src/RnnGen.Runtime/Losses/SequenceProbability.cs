using System;

namespace RnnGen;

/// <summary>Probability of whole sequences, in log space: p(x) = Π p(x_t | x_&lt;t), log p(x) = Σ log p(x_t | x_&lt;t).</summary>
public static class SequenceProbability
{
    /// <summary>Natural logarithm of the product of conditional probabilities.</summary>
    /// <param name="probabilities">(T), each from 0 to 1.</param>
    /// <returns>0 or less; negative infinity when one of them is 0.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A probability lies outside 0 to 1.</exception>
    [Role(Role.Score), ValueKind(ValueKind.LogProb)]
    public static double LogProbability([ValueKind(ValueKind.Prob)] double[] probabilities)
    {
        ArgumentNullException.ThrowIfNull(probabilities);
        double sum = 0;
        for (int t = 0; t < probabilities.Length; t++)
        {
            double p = probabilities[t];
            if (!(p >= 0 && p <= 1))
            {
                throw new ArgumentOutOfRangeException(nameof(probabilities), p, $"probabilities[{t}] must lie in 0 to 1.");
            }

            sum += Math.Log(p);
        }

        return sum;
    }

    /// <summary>The product of conditional probabilities; underflows to 0 for long sequences, where the logarithm does not.</summary>
    /// <param name="probabilities">(T), each from 0 to 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">A probability lies outside 0 to 1.</exception>
    [Role(Role.Score), ValueKind(ValueKind.Prob)]
    public static double Probability([ValueKind(ValueKind.Prob)] double[] probabilities) => Math.Exp(LogProbability(probabilities));

    /// <summary>Natural logarithm of each sequence's probability under a model.</summary>
    /// <param name="logits">(B,T,V).</param>
    /// <param name="targets">(B,T) of the same lengths: the tokens the logits predict. Ignored ones count as certain.</param>
    /// <returns>(B).</returns>
    /// <exception cref="ShapeMismatchException">Shapes or lengths of logits and targets differ.</exception>
    [Role(Role.Score), ValueKind(ValueKind.LogProb)]
    public static double[] LogProbability([ValueKind(ValueKind.Logits)] Sequence logits, [ValueKind(ValueKind.Ids)] Tokens targets)
    {
        ArgumentNullException.ThrowIfNull(logits);
        var rowLosses = new double[logits.Packing.Rows];
        Losses.CrossEntropyRows(logits, targets, 0, rowLosses, writeGradient: false);
        var result = new double[logits.Batch];
        for (int row = 0; row < rowLosses.Length; row++)
        {
            result[logits.Packing.Source[row] / logits.Steps] -= rowLosses[row];
        }

        return result;
    }
}
