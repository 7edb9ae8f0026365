using System;
using RnnGen.Kernels;
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
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 100; i++)
        {
            Compute();
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    /// <summary>One sequence of as many steps as there are targets; memory starts full of NaN where it may.</summary>
    private static float[] Run(float[] logits, int features, int[] targets, out LossValue loss)
    {
        var sequence = Sequence.From(Tensor.FromArray(logits, 1, targets.Length, features));
        var values = new Panel<float>(new AlignedBuffer<float>(Panel<float>.Length(features, 1, targets.Length)).Span, features, 1, targets.Length);
        sequence.PackInto(values);
        var memory = new AlignedBuffer<float>(Panel<float>.Length(features, 1, targets.Length));
        memory.Span.Fill(float.NaN);
        var gradient = new Panel<float>(memory.Span, features, 1, targets.Length);
        loss = CrossEntropyKernel<float, Lanes32>.Run(values, gradient, targets, Tokens.Ignored, sequence.Packing, 0, true, []);
        var result = new float[logits.Length];
        for (int i = 0; i < result.Length; i++)
        {
            result[i] = gradient[i / features, i % features];
        }

        Assert.Equal(0, gradient[0, features]);
        return result;
    }
}
