using System;
using System.Linq;
using Xunit;

namespace RnnGen.Runtime.Tests;

public sealed class LossTests
{
    [Fact]
    public void Padding_never_reaches_a_loss_even_when_it_is_NaN()
    {
        var clean = new float[2, 3, 4];
        var dirty = new float[2, 3, 4];
        for (int t = 0; t < 3; t++)
        {
            for (int v = 0; v < 4; v++)
            {
                clean[0, t, v] = dirty[0, t, v] = (t * v) - 1;
                clean[1, t, v] = t < 1 ? v : 0;
                dirty[1, t, v] = t < 1 ? v : float.NaN;
            }
        }

        var targets = Tokens.From([[1, 2, 3], [0]]);
        LossValue expected = Losses.CrossEntropy(Sequence.From(Tensor.From(clean), [3, 1]), targets);
        LossValue actual = Losses.CrossEntropy(Sequence.From(Tensor.From(dirty), [3, 1]), targets);

        Assert.Equal(4, actual.Tokens);
        Assert.Equal(expected.Sum, actual.Sum);
        Assert.True(double.IsFinite(actual.Sum));
    }

    [Fact]
    public void Huge_logits_neither_overflow_nor_lose_the_loss()
    {
        var logits = Tensor.From(new float[,,] { { { 3e38f, 0, -3e38f } } });

        Assert.Equal(0, Losses.CrossEntropy(logits, new[,] { { 0 } }).Sum);
        Assert.Equal(3e38, Losses.CrossEntropy(logits, new[,] { { 1 } }).Sum, 3e38 * 1e-6);
    }

    [Fact]
    public void Log_probability_of_each_sequence_is_minus_its_summed_loss()
    {
        var logits = Sequence.From(Tensor.FromDoubles([.. Enumerable.Range(0, 24).Select(i => Math.Sin(i))], 2, 3, 4), [2, 3]);
        var targets = Tokens.From([[1, 2], [0, 3, 1]]);
        TokenLosses losses = Losses.CrossEntropy(logits.ToTensor(), new[,] { { 1, 2, -100 }, { 0, 3, 1 } });

        double[] logProbabilities = SequenceProbability.LogProbability(logits, targets);

        Assert.Equal(-(losses.PerToken.GetDouble(0) + losses.PerToken.GetDouble(1)), logProbabilities[0], 1e-12);
        Assert.Equal(-Enumerable.Range(3, 3).Sum(losses.PerToken.GetDouble), logProbabilities[1], 1e-12);
    }

    [Fact]
    public void Squared_error_averages_real_elements_only()
    {
        var predictions = Sequence.From(Tensor.From(new float[,,] { { { 1, 2 }, { 9, 9 } }, { { 0, 0 }, { 4, 0 } } }), [1, 2]);

        LossValue loss = Losses.MeanSquaredError(predictions, new Tensor(2, 2, 2));

        Assert.Equal(3, loss.Tokens);
        Assert.Equal((1.0 + 4 + 16) / 6, loss.Value, 1e-12);
    }

    [Fact]
    public void Wrong_targets_are_refused_by_name()
    {
        var logits = Sequence.From(new Tensor(2, 3, 4), [3, 2]);

        Assert.Contains("3, 2", Assert.Throws<ShapeMismatchException>(() => Losses.CrossEntropy(logits, Tokens.From([[1, 2, 3], [0]]))).Message);
        Assert.Contains(
            "targets[1, 0]",
            Assert.Throws<ArgumentOutOfRangeException>(() => Losses.CrossEntropy(logits, Tokens.From([[1, 2, 3], [4, 0]]))).Message);
        Assert.Throws<ArgumentOutOfRangeException>(() => Losses.CrossEntropy(logits, Tokens.From([[1, 2, 3], [0, 0]]), labelSmoothing: 1));
    }

    [Fact]
    public void Statistics_weigh_tokens_not_batches()
    {
        var statistics = new TokenStatistics();
        statistics.Add(new LossValue(1, 1));
        statistics.Add(new LossValue(0, 3));

        Assert.Equal(0.25, statistics.Mean);
        Assert.Equal(0, default(LossValue).Value);
    }
}
