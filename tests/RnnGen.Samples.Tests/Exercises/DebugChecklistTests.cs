using System.Linq;
using Exercises;
using Xunit;

namespace RnnGen.Samples.Tests.Exercises;

public sealed class DebugChecklistTests
{
    private static readonly DebugChecklist Found = new(seed: 5);

    [Fact]
    public void Padding_does_not_leak_into_the_loss()
    {
        Assert.True(double.IsFinite(Found.Padding.LossWithZeros));
        Assert.Equal(Found.Padding.LossWithZeros, Found.Padding.LossWithNaN);
    }

    [Fact]
    public void Gradient_norms_are_known_for_every_step()
    {
        Assert.Equal(25, Found.Gradients.Norms.Count);
        Assert.All(Found.Gradients.Norms, norm => Assert.True(norm > 0 && double.IsFinite(norm)));
    }

    [Fact]
    public void Gates_are_measured_unit_by_unit()
    {
        GateStatistics[] gates = [Found.Gates.Input, Found.Gates.Forget, Found.Gates.Output];
        Assert.All(gates, gate => Assert.InRange(gate.Mean, 0.05, 0.95));
        Assert.All(gates, gate => Assert.Equal(16, gate.FractionHighPerUnit.Count));
        Assert.True(Found.Gates.Forget.FractionHigh > 0.05, "A memory of 24 steps needs open forget gates.");
    }

    [Fact]
    public void Short_and_long_sequences_are_reported_apart()
    {
        Assert.Equal(3, Found.Lengths.Buckets.Count);
        Assert.Equal(200, Found.Lengths.Buckets.Sum(bucket => bucket.Sequences));
        Assert.All(Found.Lengths.Buckets, bucket => Assert.True(bucket.Accuracy > 0.9, $"{bucket}"));
    }
}
