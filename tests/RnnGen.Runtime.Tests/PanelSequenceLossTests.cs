using System;
using System.Linq;
using System.Numerics;
using RnnGen.Kernels;
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

    private static void CrossEntropy<T>(double tolerance)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        TokenLosses expected = Losses.CrossEntropy(Values, new[,] { { 4, -100, -100 }, { 17, 0, -100 } }, labelSmoothing: 0.1);
        var logits = new Rows<T>(Values);
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
        var predictions = new Rows<T>(Values);
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

    private sealed class Rows<T> : PanelSequence<T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        private readonly AlignedBuffer<T> values = new(Panel<T>.Length(18, 1, RealSteps.Sum()));
        private readonly AlignedBuffer<T> gradients = new(Panel<T>.Length(18, 1, RealSteps.Sum()));

        public Rows(Tensor tensor)
            : base(new Packing(RealSteps, 3), 18)
        {
            gradients.Span.Fill(T.NaN);
            From(tensor, RealSteps).PackInto(Values);
        }

        internal override Panel<T> Values => new(values.Span, 18, 1, Packing.Rows);

        internal override Panel<T> Gradient => new(gradients.Span, 18, 1, Packing.Rows);

        public double[] GradientValues()
        {
            var padded = new double[2 * 3 * 18];
            for (int i = 0; i < Packing.Rows * 18; i++)
            {
                padded[(Packing.Source[i / 18] * 18) + (i % 18)] = double.CreateTruncating(Gradient[i / 18, i % 18]);
            }

            return padded;
        }
    }
}
