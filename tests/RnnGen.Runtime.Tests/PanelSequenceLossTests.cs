using System;
using System.Linq;
using System.Numerics;
using Xunit;

namespace RnnGen.Runtime.Tests;

/// <summary>Losses over the memory of a pass: the same numbers as over tensors, and the gradient of the mean left for Backward.</summary>
public sealed class PanelSequenceLossTests
{
    private static readonly int[] RealSteps = [1, 3];

    private static readonly Tensor Values = Tensor.FromDoubles([.. Enumerable.Range(0, 2 * 3 * 18).Select(i => Math.Sin(i) * 3)], 2, 3, 18);

    [Fact]
    public void Cross_entropy()
    {
        CrossEntropy<double>(1e-13);
        CrossEntropy<float>(1e-6);
    }

    [Fact]
    public void Squared_error()
    {
        SquaredError<double>(1e-13);
        SquaredError<float>(1e-6);
    }

    [Fact]
    public void Squared_error_of_the_last_steps_only()
    {
        var predictions = new FilledRows<double>(Values, RealSteps);
        var targets = new Tensor(2, 3, 18) + 0.5;
        bool[,] last = { { true, true, false }, { false, false, true } }; // the first sequence has one step: its second mark lies in the padding
        LossValue loss = Losses.MeanSquaredError(predictions, targets, last);

        double[] values = Values.ToDoubleArray();
        double[] expected = new double[values.Length];
        foreach (int i in Enumerable.Range(0, 18).Concat(Enumerable.Range(5 * 18, 18)))
        {
            expected[i] = 2 * (values[i] - 0.5) / 36;
        }

        Assert.Equal(2, loss.Tokens);
        Assert.Equal(expected.Sum(g => 9 * g * g), loss.Value, 1e-12);
        Assert.All(expected.Zip(predictions.GradientValues()), pair => Assert.Equal(pair.First, pair.Second, 1e-14));
        Assert.Throws<ShapeMismatchException>(() => Losses.MeanSquaredError(predictions, targets, new bool[2, 2]));
    }

    private static void CrossEntropy<T>(double tolerance)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        TokenLosses expected = Losses.CrossEntropy(Values, new[,] { { 4, -100, -100 }, { 17, 0, -100 } }, labelSmoothing: 0.1);
        var logits = new FilledRows<T>(Values, RealSteps);
        Tokens targets = Tokens.From([[4], [17, 0, Tokens.Ignored]]);

        LossValue loss = Losses.CrossEntropy(logits, targets, 0.1);
        double[] gradient = logits.GradientValues();
        SequenceProbability.LogProbability(logits, targets);
        new LengthBuckets(0, 3).Add(logits, targets);

        Assert.Equal(expected.Sum, loss.Sum, 10 * tolerance);
        Assert.Equal(3, loss.Tokens);
        Assert.All(expected.Gradient.ToDoubleArray().Zip(gradient), pair => Assert.Equal(pair.First, pair.Second, tolerance));
        Assert.Equal(gradient, logits.GradientValues()); // metrics leave it alone
    }

    private static void SquaredError<T>(double tolerance)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var targets = new Tensor(2, 3, 18) + 0.5;
        var predictions = new FilledRows<T>(Values, RealSteps);
        Losses.MeanSquaredError(predictions, targets);
        double[] gradient = predictions.GradientValues();
        const double step = 1e-5;
        foreach (int place in new[] { 0, 17, 18, 54, 107 })
        {
            double Loss(double shift)
            {
                double[] moved = Values.ToDoubleArray();
                moved[place] += shift;
                return Losses.MeanSquaredError(Sequence.From(Tensor.FromDoubles(moved, 2, 3, 18), RealSteps), targets).Value;
            }

            Assert.Equal((Loss(step) - Loss(-step)) / (2 * step), gradient[place], Math.Max(tolerance, 1e-9));
        }
    }
}
