using System;
using System.Collections.Generic;

namespace LineCompletion.Baseline;

/// <summary>What followed one context, and how often.</summary>
/// <param name="contextLength">Number of tokens of the context.</param>
internal sealed class Followers(int contextLength)
{
    private readonly Dictionary<int, int> counts = [];
    private readonly int[] tokensWithCount = new int[3]; // once, twice, more often
    private int total;

    public int ContextLength { get; } = contextLength;

    public IEnumerable<int> Counts => counts.Values;

    /// <summary>Counts a token and says how often it has come now.</summary>
    public int Add(int token)
    {
        total++;
        int count = counts.GetValueOrDefault(token) + 1;
        counts[token] = count;
        if (count <= 3)
        {
            tokensWithCount[count - 1]++;
        }

        if (count is 2 or 3)
        {
            tokensWithCount[count - 2]--;
        }

        return count;
    }

    /// <summary>Discounted relative frequency; what the discounts free goes to the tokens in proportion to a shorter context's opinion.</summary>
    /// <param name="token">The token.</param>
    /// <param name="shorter">Its probability after the shorter context.</param>
    /// <param name="discounts">What to subtract from a count of 1, of 2, and of 3 or more.</param>
    public double Probability(int token, double shorter, double[] discounts)
    {
        int count = counts.GetValueOrDefault(token);
        double own = count == 0 ? 0 : count - discounts[Math.Min(count, 3) - 1];
        double freed = (discounts[0] * tokensWithCount[0]) + (discounts[1] * tokensWithCount[1]) + (discounts[2] * tokensWithCount[2]);
        return (own + (freed * shorter)) / total;
    }
}
