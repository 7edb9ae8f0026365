using System;
using System.Linq;
using RnnGen.Kernels;
using RnnGen.Testing;
using Xunit;

namespace RnnGen.Runtime.Tests;

public sealed class CrossEntropyKernelTests
{
    [Fact]
    public void A_target_that_is_not_counted_overwrites_its_gradient_with_zeros()
    {
        float[] gradient = Run([1, 2, 3, 4, 5, 6], features: 3, [2, Tokens.Ignored], out LossValue loss);

        Assert.Equal(1, loss.Tokens);
        Assert.All(gradient[..3], value => Assert.NotEqual(0, value));
        Assert.All(gradient[3..], value => Assert.Equal(0, value));
    }

    [Theory]
    [InlineData(-5000f)]
    [InlineData(5000f)]
    public void Padding_lanes_take_no_part_however_far_the_logits_are_from_zero(float level)
    {
        float[] gradient = Run([level, level, level], features: 3, [1], out LossValue loss);

        Assert.Equal(Math.Log(3), loss.Value, 1e-6);
        Assert.Equal([1 / 3f, -2 / 3f, 1 / 3f], gradient, (a, b) => Math.Abs(a - b) < 1e-6);
    }

    [Theory]
    [InlineData(17, 0.0)]
    [InlineData(256, 0.1)]
    [InlineData(257, 0.1)]
    [InlineData(1000, 0.0)]
    [InlineData(1000, 0.2)]
    [InlineData(20_000, 0.05)]
    public void Many_classes_give_the_losses_and_gradients_of_the_definition(int classes, double smoothing)
    {
        const int Rows = 11;
        var random = new Random(classes);
        int[] targets = [.. Enumerable.Range(0, Rows).Select(row => row == 4 ? Tokens.Ignored : random.Next(classes))];
        var logits = new float[Rows * classes];
        for (int i = 0; i < logits.Length; i++)
        {
            // Growing, falling and level from class to class: the largest logit so far changes in many places, in one, or nowhere.
            double trend = (i / classes % 3) - 1;
            logits[i] = (float)((trend * 30 * (i % classes) / classes) + (4 * random.NextDouble()));
        }

        logits.AsSpan(0, Math.Min(classes / 2, 300)).Fill(float.NegativeInfinity);
        targets[0] = classes - 1;
        float[] gradient = Run(logits, classes, targets, out LossValue loss, smoothing);

        double sum = 0;
        int tokens = Rows - 1;
        for (int row = smoothing == 0 ? 0 : 1; row < Rows; row++)
        {
            if (targets[row] == Tokens.Ignored)
            {
                continue;
            }

            double[] x = [.. logits.Skip(row * classes).Take(classes).Select(v => (double)v)];
            double highest = x.Max(), partition = x.Sum(v => Math.Exp(v - highest)), logPartition = highest + Math.Log(partition);
            sum += logPartition - ((1 - smoothing) * x[targets[row]]) - (smoothing == 0 ? 0 : smoothing * x.Average());
            for (int v = 0; v < classes; v++)
            {
                double expected = (Math.Exp(x[v] - logPartition) - (v == targets[row] ? 1 - smoothing : 0) - (smoothing / classes)) / tokens;
                Assert.Equal(expected, gradient[(row * classes) + v], 1e-7 + (1e-5 * Math.Abs(expected)));
            }
        }

        if (smoothing == 0) // else the logits at minus infinity make the first row's loss infinite
        {
            Assert.Equal(sum, loss.Sum, 1e-5 * sum);
        }
        else
        {
            Assert.Equal(double.PositiveInfinity, loss.Sum);
        }
    }

    [Fact]
    public void Threads_do_not_change_a_bit()
    {
        const int Rows = 300, Classes = 1500;
        var random = new Random(3);
        float[] logits = [.. Enumerable.Range(0, Rows * Classes).Select(_ => (float)(8 * random.NextDouble()))];
        int[] targets = [.. Enumerable.Range(0, Rows).Select(row => row % 7 == 0 ? Tokens.Ignored : random.Next(Classes))];
        int before = Parallelism.MaxDegreeOfParallelism;
        try
        {
            Parallelism.MaxDegreeOfParallelism = 1;
            float[] expected = Run(logits, Classes, targets, out LossValue alone, 0.1);
            foreach (int threads in new[] { 2, 3 })
            {
                Parallelism.MaxDegreeOfParallelism = threads;
                Assert.Equal(expected, Run(logits, Classes, targets, out LossValue together, 0.1));
                Assert.Equal(alone.Sum, together.Sum);
            }
        }
        finally
        {
            Parallelism.MaxDegreeOfParallelism = before;
        }
    }

    [Fact]
    public void Nothing_is_allocated()
    {
        var logits = Sequence.From(new Tensor(2, 3, 20), [3, 2]);
        var values = new AlignedBuffer<float>(Panel<float>.Length(20, 1, 5));
        var gradients = new AlignedBuffer<float>(values.Length);
        int[] targets = [1, 2, 3, 4, 5, 6];
        void Compute() => CrossEntropyKernel<float, Lanes32>.Run(
            new Panel<float>(values.Span, 20, 1, 5), new Panel<float>(gradients.Span, 20, 1, 5), targets, Tokens.Ignored, logits.Packing, 0.1, true, []);

        Compute();
        Allocations.AssertNone(times: 100, Compute);
    }

    /// <summary>One sequence of as many steps as there are targets; memory starts full of NaN where it may.</summary>
    private static float[] Run(float[] logits, int features, int[] targets, out LossValue loss, double smoothing = 0)
    {
        var sequence = Sequence.From(Tensor.FromArray(logits, 1, targets.Length, features));
        var values = new Panel<float>(new AlignedBuffer<float>(Panel<float>.Length(features, 1, targets.Length)).Span, features, 1, targets.Length);
        sequence.PackInto(values);
        var memory = new AlignedBuffer<float>(Panel<float>.Length(features, 1, targets.Length));
        memory.Span.Fill(float.NaN);
        var gradient = new Panel<float>(memory.Span, features, 1, targets.Length);
        loss = CrossEntropyKernel<float, Lanes32>.Run(values, gradient, targets, Tokens.Ignored, sequence.Packing, smoothing, true, []);
        var result = new float[logits.Length];
        for (int i = 0; i < result.Length; i++)
        {
            result[i] = gradient[i / features, i % features];
        }

        Assert.Equal(0, features % 16 == 0 ? 0 : gradient[0, features]);
        return result;
    }
}
