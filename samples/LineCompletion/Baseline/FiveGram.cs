using System;
using System.Collections.Generic;
using System.Linq;

namespace LineCompletion.Baseline;

/// <summary>
/// The model to beat: the next character from the four before it, by interpolated Kneser-Ney smoothing with three discounts per order
/// (Chen and Goodman 1998). A character that is rare after four characters is judged by three, two, one and none; the
/// last resort is the uniform distribution.
/// </summary>
internal sealed class FiveGram
{
    private const int LongestContext = 4;
    private const int BitsPerToken = 8;

    private readonly Dictionary<ulong, Followers> contexts = [];
    private readonly double[][] discounts;
    private readonly int vocabularySize;

    /// <summary>Counts the five-grams of some lines.</summary>
    /// <param name="lines">Ids of lines; the first id of each begins the line and is not predicted.</param>
    /// <param name="vocabularySize">Number of ids, at most 256.</param>
    public FiveGram(IEnumerable<int[]> lines, int vocabularySize)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(vocabularySize, 1 << BitsPerToken);
        this.vocabularySize = vocabularySize;
        foreach (int[] line in lines)
        {
            for (int t = 1; t < line.Length; t++)
            {
                Count(Context(line, t), line[t]);
            }
        }

        discounts = [.. Enumerable.Range(0, LongestContext + 1).Select(Discounts)];
    }

    /// <summary>Probability of a token after the tokens of the line before it.</summary>
    /// <param name="line">The line's ids.</param>
    /// <param name="t">Position of the token, from 1.</param>
    public double Probability(int[] line, int t) => Probability(Context(line, t), line[t]);

    /// <summary>Sum of the negative log probabilities of a line's tokens, in nats.</summary>
    public double Loss(int[] line) => -Enumerable.Range(1, line.Length - 1).Sum(t => Math.Log(Probability(line, t)));

    private static Key Context(int[] line, int t)
    {
        var key = new Key(1, 0);
        for (int i = Math.Max(0, t - LongestContext); i < t; i++)
        {
            key = new Key((key.Bits << BitsPerToken) | (uint)line[i], key.Length + 1);
        }

        return key;
    }

    // A shorter context counts in how many longer ones a token follows, not how often: "Francisco" is frequent, but follows few words.
    private void Count(Key context, int token)
    {
        if (!contexts.TryGetValue(context.Bits, out Followers? followers))
        {
            contexts.Add(context.Bits, followers = new Followers(context.Length));
        }

        bool isNew = followers.Add(token) == 1;
        if (isNew && context.Length > 0)
        {
            Count(context.Shorter, token);
        }
    }

    private double Probability(Key context, int token)
    {
        double shorter = context.Length == 0 ? 1.0 / vocabularySize : Probability(context.Shorter, token);
        return contexts.TryGetValue(context.Bits, out Followers? followers)
            ? followers.Probability(token, shorter, discounts[context.Length])
            : shorter;
    }

    // What to subtract from counts of 1, 2, and 3 or more, from how many counts are 1, 2, 3 and 4.
    private double[] Discounts(int length)
    {
        var n = new double[5];
        foreach (int count in contexts.Values.Where(followers => followers.ContextLength == length).SelectMany(followers => followers.Counts))
        {
            n[Math.Min(count, n.Length) - 1]++;
        }

        if (n.Take(4).Contains(0))
        {
            return [0.5, 0.75, 1]; // too little text to tell
        }

        double y = n[0] / (n[0] + (2 * n[1]));
        return [.. Enumerable.Range(1, 3).Select(k => Math.Clamp(k - ((k + 1) * y * n[k] / n[k - 1]), 0, k))];
    }

    /// <summary>Up to four tokens in one number; the leading 1 tells contexts of different length apart.</summary>
    private readonly record struct Key(ulong Bits, int Length)
    {
        public Key Shorter
        {
            get
            {
                int bits = (Length - 1) * BitsPerToken;
                return new Key((1ul << bits) | (Bits & ((1ul << bits) - 1)), Length - 1);
            }
        }
    }
}
