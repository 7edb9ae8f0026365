using System;
using System.Linq;
using Xunit;

namespace RnnGen.Runtime.Tests;

/// <summary>Losses and metrics of bare tensors.</summary>
public sealed class TensorLossTests
{
    private static readonly Tensor Logits = Tensor.FromDoubles([.. Enumerable.Range(0, 2 * 3 * 4).Select(i => Math.Cos(3 * i))], 2, 3, 4);
    private static readonly int[,] Targets = { { 1, 2, 0 }, { 3, 0, 1 } };
    private static readonly bool[,] Keep = Masks.Keep([2, 3], 3);

    [Fact]
    public void Cross_entropy_is_the_likelihood_of_the_log_softmax()
    {
        TokenLosses raw = Losses.CrossEntropy(Logits, Targets), likelihood = Losses.NegativeLogLikelihood(Logits.LogSoftmax(2), Targets);
        Assert.Equal(raw.Sum, likelihood.Sum, 1e-9);
        Assert.Equal(raw.Correct, likelihood.Correct);
        Assert.Equal(raw.PerToken.ToDoubleArray().Select(value => Math.Round(value, 9)), likelihood.PerToken.ToDoubleArray().Select(value => Math.Round(value, 9)));
    }

    [Fact]
    public void Masked_losses_count_what_is_kept()
    {
        TokenLosses all = Losses.CrossEntropy(Logits, Targets), kept = Losses.CrossEntropy(Logits, Targets, Keep);
        Assert.Equal(5, kept.Tokens);
        Assert.Equal(all.Sum - all.PerToken[0, 2], kept.Sum, 1e-6);
        Assert.Equal(kept.Mean, Losses.MaskedMean(all.PerToken, Keep), 1e-6);
        Assert.Equal(kept.Sum, Losses.NegativeLogLikelihood(Logits.LogSoftmax(2), Targets, Keep).Sum, 1e-9);
        Assert.Equal(0, kept.Gradient.GetDouble(2 * 4));
    }

    [Fact]
    public void Scores_and_probabilities_are_no_logarithms()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => Losses.NegativeLogLikelihood(Logits.Softmax(2), Targets));
        Assert.Throws<ArgumentOutOfRangeException>(() => Losses.NegativeLogLikelihood(Logits.LogSoftmax(2), new[,] { { 1, 2, 4 }, { 3, 0, 1 } }));
        Assert.Throws<ShapeMismatchException>(() => Losses.NegativeLogLikelihood(Logits, new int[2, 2]));
    }

    [Fact]
    public void Squared_errors()
    {
        TensorLoss loss = Losses.MeanSquaredError(Logits, Logits * 3);
        Assert.Equal((Logits * Logits * 4).Mean(), loss.Value, 1e-9);
        Assert.Equal((Logits * (-4.0 / Logits.Count)).ToDoubleArray().Select(value => Math.Round(value, 12)), loss.Gradient.ToDoubleArray().Select(value => Math.Round(value, 12)));
        TensorLoss kept = Losses.MeanSquaredError(Logits, Logits * 3, Keep);
        Assert.Equal(5, kept.Total.Tokens);
        Assert.Equal((Logits * Logits * 4).Where(Keep, 0).Sum() / (5 * 4), kept.Value, 1e-9);
        Assert.Throws<ShapeMismatchException>(() => Losses.MeanSquaredError(new Tensor(3, 1), new Tensor(3)));
    }

    [Fact]
    public void Accuracy_with_and_without_padding()
    {
        int[,] best = Logits.ArgMax(2).ToIds();
        int[,] targets = (int[,])best.Clone();
        targets[0, 2] = (best[0, 2] + 1) % 4;
        Assert.Equal(5 / 6.0, Metrics.Accuracy(Logits, targets), 1e-12);
        Assert.Equal(1, Metrics.Accuracy(Logits, targets, Keep));
        Assert.Equal(5 / 6.0, Metrics.Accuracy(best, targets), 1e-12);
        Assert.Throws<ShapeMismatchException>(() => Metrics.Accuracy(best, new int[2, 2]));
    }
}
