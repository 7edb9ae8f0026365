using System.Collections.Generic;
using System.Globalization;

namespace RnnGen;

/// <summary>A sequence of tokens that a beam search has found.</summary>
public sealed class Hypothesis
{
    internal Hypothesis(IReadOnlyList<int> tokens, double logProbability, double score)
    {
        Tokens = tokens;
        LogProbability = logProbability;
        Score = score;
    }

    /// <summary>The tokens, without those that begin and end it.</summary>
    public IReadOnlyList<int> Tokens { get; }

    /// <summary>Natural logarithm of its probability, the end included when it was reached.</summary>
    public double LogProbability { get; }

    /// <summary>What hypotheses are ranked by: the logarithm over a power of the length.</summary>
    public double Score { get; }

    /// <summary>Tokens and score.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"Hypothesis [{string.Join(", ", Tokens)}] {Score:0.####}");
}
