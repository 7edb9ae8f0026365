using System;
using System.Collections.Generic;
using System.Linq;

namespace RnnGen;

/// <summary>
/// Reports the loss of short, middle and long sequences separately: an average over all of them hides a model that forgets. Add the
/// batches of an evaluation, then read the buckets.
/// </summary>
public sealed class LengthBuckets
{
    private readonly int[] edges;
    private readonly int[] sequences;
    private readonly int[] tokens;
    private readonly int[] correct;
    private readonly double[] sums;

    /// <summary>Creates empty buckets; bucket k holds the sequences with edges[k] &lt; length ≤ edges[k+1].</summary>
    /// <param name="edges">Rising, at least two; a longer or shorter sequence than all buckets is refused.</param>
    /// <exception cref="ArgumentException">There are fewer than two edges, or they do not rise.</exception>
    public LengthBuckets(params int[] edges)
    {
        ArgumentNullException.ThrowIfNull(edges);
        if (edges.Length < 2 || Enumerable.Range(1, edges.Length - 1).Any(i => edges[i] <= edges[i - 1]))
        {
            throw new ArgumentException($"edges must be at least two rising numbers, but are {string.Join(", ", edges)}.", nameof(edges));
        }

        this.edges = (int[])edges.Clone();
        sequences = new int[edges.Length - 1];
        tokens = new int[edges.Length - 1];
        correct = new int[edges.Length - 1];
        sums = new double[edges.Length - 1];
    }

    /// <summary>The buckets, shortest sequences first.</summary>
    public IReadOnlyList<LengthBucket> Buckets =>
        [.. sums.Select((sum, k) => new LengthBucket(edges[k], edges[k + 1], sequences[k], tokens[k], sum, correct[k]))];

    /// <summary>All buckets together.</summary>
    public LossValue Total => new(sums.Sum(), tokens.Sum());

    /// <summary>Buckets for short, middle and long sequences, with a third of the given lengths in each as nearly as ties allow.</summary>
    /// <param name="lengths">Lengths of the sequences to be evaluated, at least one.</param>
    /// <exception cref="ArgumentException">There are no lengths.</exception>
    public static LengthBuckets ShortMiddleLong(IEnumerable<int> lengths)
    {
        ArgumentNullException.ThrowIfNull(lengths);
        int[] sorted = [.. lengths.Order()];
        if (sorted.Length == 0)
        {
            throw new ArgumentException("There are no lengths to divide.", nameof(lengths));
        }

        int first = Math.Max(sorted[(sorted.Length - 1) / 3], 1);
        int second = Math.Max(sorted[(sorted.Length - 1) * 2 / 3], first + 1);
        return new LengthBuckets(Math.Min(sorted[0], 1) - 1, first, second, Math.Max(sorted[^1], second + 1));
    }

    /// <summary>The cross-entropy of a model over held-out batches: buckets for short, middle and long sequences, filled.</summary>
    /// <param name="batches">At least one batch.</param>
    /// <param name="predict">From inputs (B,T) to logits (B,T,V); the model's <c>Predict</c>.</param>
    /// <exception cref="ArgumentException">There is no batch.</exception>
    public static LengthBuckets Evaluate(IEnumerable<SequenceBatch> batches, Func<Tokens, Sequence> predict)
    {
        ArgumentNullException.ThrowIfNull(batches);
        ArgumentNullException.ThrowIfNull(predict);
        SequenceBatch[] all = [.. batches];
        LengthBuckets buckets = ShortMiddleLong(all.SelectMany(batch => batch.Inputs.Lengths));
        foreach (SequenceBatch batch in all)
        {
            buckets.Add(predict(batch.Inputs), batch.Targets);
        }

        return buckets;
    }

    /// <summary>Adds one sequence.</summary>
    /// <param name="length">Its length.</param>
    /// <param name="lossSum">Sum of its token losses.</param>
    /// <param name="countedTokens">Number of those tokens.</param>
    /// <param name="correctTokens">How many of them were predicted right; 0 when not known.</param>
    /// <exception cref="ArgumentOutOfRangeException">No bucket holds the length, or a count is negative.</exception>
    [Role(Role.Metric)]
    public void Add(int length, double lossSum, int countedTokens, int correctTokens = 0)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(countedTokens);
        ArgumentOutOfRangeException.ThrowIfNegative(correctTokens);
        int bucket = Array.FindIndex(edges, 1, edge => length <= edge) - 1;
        if (bucket < 0 || length <= edges[0])
        {
            throw new ArgumentOutOfRangeException(nameof(length), length, $"The buckets hold lengths from {edges[0] + 1} to {edges[^1]}.");
        }

        sequences[bucket]++;
        tokens[bucket] = checked(tokens[bucket] + countedTokens);
        correct[bucket] = checked(correct[bucket] + correctTokens);
        sums[bucket] += lossSum;
    }

    /// <summary>Adds a batch: its cross-entropy and how often the largest logit is the target.</summary>
    /// <param name="logits">(B,T,V).</param>
    /// <param name="targets">(B,T) of the same lengths.</param>
    /// <exception cref="ShapeMismatchException">Shapes or lengths of logits and targets differ.</exception>
    /// <exception cref="ArgumentOutOfRangeException">No bucket holds one of the lengths.</exception>
    [Role(Role.Metric)]
    public void Add(Sequence logits, Tokens targets)
    {
        ArgumentNullException.ThrowIfNull(logits);
        var rowLosses = new double[logits.Packing.Rows];
        Losses.CrossEntropyRows(logits, targets, 0, rowLosses, writeGradient: false);
        var panel = Losses.PackDoubles(logits);
        var lossSums = new double[logits.Batch];
        var counted = new int[logits.Batch];
        var right = new int[logits.Batch];
        for (int row = 0; row < rowLosses.Length; row++)
        {
            int place = logits.Packing.Source[row];
            int b = place / logits.Steps;
            lossSums[b] += rowLosses[row];
            if (targets.Ids[place] != Tokens.Ignored)
            {
                counted[b]++;
                right[b] += Losses.ArgMax(panel, row) == targets.Ids[place] ? 1 : 0;
            }
        }

        for (int b = 0; b < lossSums.Length; b++)
        {
            Add(logits.Lengths[b], lossSums[b], counted[b], right[b]);
        }
    }

    /// <summary>Number of buckets and of tokens.</summary>
    public override string ToString() => $"LengthBuckets at {string.Join(", ", edges)} with {tokens.Sum()} tokens";
}
