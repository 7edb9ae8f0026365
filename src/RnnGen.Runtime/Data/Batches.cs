using System;
using System.Collections.Generic;
using System.Linq;

namespace RnnGen;

/// <summary>Cuts a training set into batches of sequences of similar length, so that little of a batch is padding.</summary>
public static class Batches
{
    /// <summary>Batches of so many sequences for predicting the next token.</summary>
    /// <param name="sequences">Sequences of at least 2 tokens.</param>
    /// <param name="batchSize">Sequences in a batch; the last one can have fewer.</param>
    /// <param name="seed">Decides which sequences of one length share a batch, and the order of the batches in each epoch.</param>
    /// <exception cref="ArgumentException">A sequence is null or too short.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="batchSize"/> is below 1.</exception>
    public static BatchSet ByLength(IEnumerable<int[]> sequences, int batchSize, int seed = 0)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(batchSize, 1);
        return Cut(SortedByLength(sequences, seed), (count, _) => count <= batchSize, seed);
    }

    /// <summary>Batches of as many sequences as fit into a number of padded tokens, for predicting the next token.</summary>
    /// <param name="sequences">Sequences of at least 2 tokens.</param>
    /// <param name="maxTokens">Bound of B*T; a longer sequence is a batch of its own.</param>
    /// <param name="seed">Decides which sequences of one length share a batch, and the order of the batches in each epoch.</param>
    /// <exception cref="ArgumentException">A sequence is null or too short.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="maxTokens"/> is below 1.</exception>
    public static BatchSet ByTokenBudget(IEnumerable<int[]> sequences, int maxTokens, int seed = 0)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(maxTokens, 1);
        return Cut(SortedByLength(sequences, seed), (count, longest) => (long)count * (longest - 1) <= maxTokens, seed);
    }

    private static int[][] SortedByLength(IEnumerable<int[]> sequences, int seed)
    {
        ArgumentNullException.ThrowIfNull(sequences);
        int[][] items = [.. sequences];
        int bad = Array.FindIndex(items, item => item is not { Length: >= 2 });
        if (bad >= 0)
        {
            throw new ArgumentException(
                $"sequences[{bad}] has {items[bad]?.Length ?? 0} tokens, but predicting the next token needs at least 2.", nameof(sequences));
        }

        SeededRandom.For(seed, "batches").Shuffle<int[]>(items);
        return [.. items.OrderBy(item => item.Length)]; // stable: sequences of one length stay shuffled
    }

    private static BatchSet Cut(int[][] sorted, Func<int, int, bool> fits, int seed)
    {
        var batches = new List<SequenceBatch>();
        int start = 0;
        for (int end = 1; end <= sorted.Length; end++)
        {
            if (end == sorted.Length || !fits(end + 1 - start, sorted[end].Length))
            {
                batches.Add(SequenceBatch.NextToken(sorted[start..end]));
                start = end;
            }
        }

        return new BatchSet([.. batches], seed);
    }
}
