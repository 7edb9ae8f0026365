using System.Collections.Generic;
using RnnGen;

namespace Exercises;

/// <summary>Exercise 2: a product of conditional probabilities, kept in logarithms so that long sequences do not underflow.</summary>
public static class SequenceProbabilities
{
    public static IReadOnlyList<Answer> Solve()
    {
        double[] conditional = [0.8, 0.6, 0.5];
        return
        [
            Answer.Of("p", [SequenceProbability.Probability(conditional)], 0.24),
            Answer.Of("log p", [SequenceProbability.LogProbability(conditional)], -1.4271163556401456),
        ];
    }

    /// <summary>The same as a loss: its sum is -log p, its mean the loss per token.</summary>
    public static LossValue Loss(double[] conditional) => new(-SequenceProbability.LogProbability(conditional), conditional.Length);
}
