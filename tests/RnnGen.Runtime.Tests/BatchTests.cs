using System;
using System.Collections.Generic;
using System.Linq;
using Xunit;

namespace RnnGen.Runtime.Tests;

public sealed class BatchTests
{
    private static readonly int[][] Corpus = [.. Enumerable.Range(0, 103).Select(i => Enumerable.Range(i * 100, 2 + (i * 37 % 29)).ToArray())];

    [Fact]
    public void An_epoch_holds_every_sequence_once_with_the_next_token_as_target()
    {
        BatchSet batches = Batches.ByLength(Corpus, 8, seed: 3);

        Assert.Equal(13, batches.Count);
        Assert.Equal(103, batches.SequenceCount);
        Assert.Equal(Corpus.Sum(item => item.Length - 1), batches.TokenCount);
        Assert.All(Enumerable.Range(0, 3), _ => Assert.Equal(Ordered(Corpus), Ordered(batches.SelectMany(Sequences))));
        Assert.True(batches.PaddingFraction < 0.1, $"{batches.PaddingFraction}");
    }

    [Fact]
    public void Orders_depend_on_seed_and_epoch_only()
    {
        BatchSet one = Batches.ByLength(Corpus, 8, seed: 3);
        BatchSet same = Batches.ByLength(Corpus, 8, seed: 3);
        string first = Order(one);
        string second = Order(one);

        Assert.NotEqual(first, second);
        Assert.Equal(first, Order(same));
        Assert.Equal(second, Order(same));
        Assert.Equal(2, one.NextEpoch);
        Assert.Equal(first, string.Join(' ', one.Epoch(0).Select(batch => batch.Inputs[0, 0])));
        Assert.NotEqual(first, Order(Batches.ByLength(Corpus, 8, seed: 4)));
        Assert.Same(one.Epoch(0).MinBy(batch => batch.Inputs[0, 0]), one.Epoch(5).MinBy(batch => batch.Inputs[0, 0]));
    }

    [Fact]
    public void A_token_budget_bounds_padded_tokens()
    {
        BatchSet batches = Batches.ByTokenBudget(Corpus, 64, seed: 1);

        Assert.Equal(Ordered(Corpus), Ordered(batches.SelectMany(Sequences)));
        Assert.All(batches, batch => Assert.InRange(batch.Inputs.Batch * batch.Inputs.Steps, 1, 64));
        Assert.Single(Batches.ByTokenBudget([[1, 2, 3, 4, 5]], 2));
    }

    [Fact]
    public void Too_short_sequences_are_named()
    {
        Assert.Contains("sequences[1] has 1 tokens", Assert.Throws<ArgumentException>(() => Batches.ByLength([[1, 2], [3]], 2)).Message);
        Assert.Throws<ArgumentOutOfRangeException>(() => Batches.ByLength(Corpus, 0));
        Assert.Throws<ShapeMismatchException>(() => new SequenceBatch(Tokens.From([[1, 2], [3]]), Tokens.From([[1, 2], [3, 4]])));
        Assert.Empty(Batches.ByLength([], 4));
    }

    private static IEnumerable<int[]> Sequences(SequenceBatch batch)
    {
        for (int b = 0; b < batch.Inputs.Batch; b++)
        {
            int length = batch.Inputs.Lengths[b];
            int[] targets = [.. Enumerable.Range(0, length).Select(t => batch.Targets[b, t])];
            Assert.Equal(targets[..^1], Enumerable.Range(1, length - 1).Select(t => batch.Inputs[b, t]));
            yield return [batch.Inputs[b, 0], .. targets];
        }
    }

    private static IEnumerable<string> Ordered(IEnumerable<int[]> sequences) => sequences.Select(item => string.Join(' ', item)).Order(StringComparer.Ordinal);

    private static string Order(BatchSet batches) => string.Join(' ', batches.Select(batch => batch.Inputs[0, 0]));
}
