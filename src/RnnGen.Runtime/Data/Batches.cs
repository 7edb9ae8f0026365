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
    [DataOrder(DataOrder.Independent), TargetShift(1)]
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
    [DataOrder(DataOrder.Independent), TargetShift(1)]
    public static BatchSet ByTokenBudget(IEnumerable<int[]> sequences, int maxTokens, int seed = 0)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(maxTokens, 1);
        return Cut(SortedByLength(sequences, seed), (count, longest) => (long)count * (longest - 1) <= maxTokens, seed);
    }

    /// <summary>
    /// Windows over one long text, cut into so many contiguous streams side by side, for predicting the next token by truncated
    /// backpropagation through time. Every stream begins anew in the first window only; tokens left over at the end are not used.
    /// </summary>
    /// <param name="tokens">The text, at least two tokens for each stream.</param>
    /// <param name="batchSize">Streams side by side, B.</param>
    /// <param name="window">Steps of a window; the last one can have fewer.</param>
    /// <exception cref="ArgumentException">The text is too short.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="batchSize"/> or <paramref name="window"/> is below 1.</exception>
    [DataOrder(DataOrder.Contiguous), TargetShift(1)]
    public static IReadOnlyList<StreamBatch> Streams(int[] tokens, int batchSize, int window)
    {
        ArgumentNullException.ThrowIfNull(tokens);
        ArgumentOutOfRangeException.ThrowIfLessThan(batchSize, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(window, 1);
        int length = (tokens.Length - 1) / batchSize;
        if (length < 1)
        {
            throw new ArgumentException($"{batchSize} streams need at least {batchSize + 1} tokens, but there are {tokens.Length}.", nameof(tokens));
        }

        // Neighbours share a token: the last target of a stream is the first input of the next.
        return RnnGen.Streams.Cut([.. Enumerable.Range(0, batchSize).Select(b => new List<int[]> { tokens[(b * length)..((b * length) + length + 1)] })], window);
    }

    /// <summary>
    /// Windows over many sequences for predicting the next token by truncated backpropagation through time: each of the streams side by
    /// side reads whole sequences one after another, and a window ends where a sequence ends.
    /// </summary>
    /// <param name="sequences">Sequences of at least 2 tokens, dealt out to the streams in turn.</param>
    /// <param name="batchSize">Streams side by side, B; at most as many as there are sequences.</param>
    /// <param name="window">Steps of a window.</param>
    /// <exception cref="ArgumentException">A sequence is null or too short, or there are fewer than streams.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="batchSize"/> or <paramref name="window"/> is below 1.</exception>
    [DataOrder(DataOrder.Contiguous), TargetShift(1)]
    public static IReadOnlyList<StreamBatch> Streams(IEnumerable<int[]> sequences, int batchSize, int window)
    {
        ArgumentNullException.ThrowIfNull(sequences);
        ArgumentOutOfRangeException.ThrowIfLessThan(batchSize, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(window, 1);
        int[][] items = Checked(sequences);
        if (items.Length < batchSize)
        {
            throw new ArgumentException($"{batchSize} streams need as many sequences, but there are {items.Length}.", nameof(sequences));
        }

        return RnnGen.Streams.Cut([.. Enumerable.Range(0, batchSize).Select(b => items.Where((_, i) => i % batchSize == b).ToList())], window);
    }

    /// <summary>Batches of any kind, shuffled anew for each epoch of a <see cref="Trainer{TBatch}"/>.</summary>
    /// <typeparam name="TBatch">Type of a batch.</typeparam>
    /// <param name="batches">The batches.</param>
    /// <param name="seed">Decides the order in each epoch.</param>
    public static ShuffledBatches<TBatch> Shuffled<TBatch>(IEnumerable<TBatch> batches, int seed = 0)
    {
        ArgumentNullException.ThrowIfNull(batches);
        return new ShuffledBatches<TBatch>([.. batches], seed);
    }

    private static int[][] SortedByLength(IEnumerable<int[]> sequences, int seed)
    {
        int[][] items = Checked(sequences);
        SeededRandom.For(seed, "batches").Shuffle<int[]>(items);
        return [.. items.OrderBy(item => item.Length)]; // stable: sequences of one length stay shuffled
    }

    private static int[][] Checked(IEnumerable<int[]> sequences)
    {
        ArgumentNullException.ThrowIfNull(sequences);
        int[][] items = [.. sequences];
        int bad = Array.FindIndex(items, item => item is not { Length: >= 2 });
        if (bad >= 0)
        {
            throw new ArgumentException(
                $"sequences[{bad}] has {items[bad]?.Length ?? 0} tokens, but predicting the next token needs at least 2.", nameof(sequences));
        }

        return items;
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
