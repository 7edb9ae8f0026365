using System;
using System.Linq;
using RnnGen.Testing;
using Xunit;

namespace RnnGen.Runtime.Tests;

public sealed class DiagnosticsTests
{
    public static TheoryData<string, Precision> GateCases => ReferenceCase.Rows("gate_saturation");

    public static TheoryData<string, Precision> BucketCases => ReferenceCase.Rows("length_buckets");

    [Theory]
    [MemberData(nameof(GateCases))]
    public void Gate_statistics_of_the_stored_gates(string name, Precision precision)
    {
        var reference = ReferenceCase.Load("gate_saturation", name);
        double low = reference.Config.GetProperty("low").GetDouble();
        double high = reference.Config.GetProperty("high").GetDouble();
        string[] gates = [.. reference.TensorNames.Where(item => item.StartsWith("out.gate_", StringComparison.Ordinal)).Select(item => item["out.gate_".Length..])];
        Assert.True(gates.Length >= 3);
        foreach (string gate in gates)
        {
            var values = Sequence.From(reference.Tensor($"out.gate_{gate}", precision), reference.Ints("in.lengths"));
            if (reference.Has($"out.fraction_saturated_{gate}"))
            {
                GateStatistics tanh = GateStatistics.FromTanh(values, high);
                reference.AssertClose($"out.mean_{gate}", tanh.Mean, precision);
                reference.AssertClose($"out.fraction_saturated_{gate}", tanh.FractionSaturated, precision);
                continue;
            }

            GateStatistics statistics = GateStatistics.From(values, low, high);
            reference.AssertClose($"out.mean_{gate}", statistics.Mean, precision);
            reference.AssertClose($"out.fraction_low_{gate}", statistics.FractionLow, precision);
            reference.AssertClose($"out.fraction_high_{gate}", statistics.FractionHigh, precision);
            reference.AssertClose($"out.fraction_low_per_unit_{gate}", [.. statistics.FractionLowPerUnit], precision);
            reference.AssertClose($"out.fraction_high_per_unit_{gate}", [.. statistics.FractionHighPerUnit], precision);
        }
    }

    [Theory]
    [MemberData(nameof(BucketCases))]
    public void Loss_by_length(string name, Precision precision)
    {
        var reference = ReferenceCase.Load("length_buckets", name);
        var buckets = new LengthBuckets(reference.Ints("in.bucket_edges"));
        int[] lengths = reference.Ints("in.lengths");
        buckets.Add(Sequence.From(reference.Tensor("in.logits", precision), lengths), Tokens.From(reference.IntMatrix("in.target"), lengths));

        Assert.Equal(reference.Values("out.sequence_count"), buckets.Buckets.Select(bucket => (double)bucket.Sequences));
        Assert.Equal(reference.Values("out.token_count"), buckets.Buckets.Select(bucket => (double)bucket.Tokens));
        reference.AssertClose("out.mean_loss", [.. buckets.Buckets.Select(bucket => bucket.MeanLoss)], precision);
        reference.AssertClose("out.perplexity", [.. buckets.Buckets.Select(bucket => bucket.Perplexity)], precision);
        reference.AssertClose("out.accuracy", [.. buckets.Buckets.Select(bucket => bucket.Accuracy)], precision);
        reference.AssertClose("out.total_mean_loss", buckets.Total.Value, precision);
    }

    [Theory]
    [InlineData(new[] { 1, 2, 3, 4, 5, 6, 7, 8, 9 }, new[] { 3, 3, 3 })]
    [InlineData(new[] { 5, 5, 5 }, new[] { 3, 0, 0 })]
    [InlineData(new[] { 1 }, new[] { 1, 0, 0 })]
    [InlineData(new[] { 0, 40 }, new[] { 1, 1, 0 })]
    public void Thirds_hold_all_their_lengths(int[] lengths, int[] counts)
    {
        var buckets = LengthBuckets.ShortMiddleLong(lengths);
        foreach (int length in lengths)
        {
            buckets.Add(length, 0, 0);
        }

        Assert.Equal(3, buckets.Buckets.Count);
        Assert.Equal(lengths.Length, buckets.Buckets.Sum(bucket => bucket.Sequences));
        if (lengths.Length > 2)
        {
            Assert.Equal(counts, buckets.Buckets.Select(bucket => bucket.Sequences));
        }
    }

    [Fact]
    public void Bucket_edges_are_checked()
    {
        Assert.Throws<ArgumentException>(() => new LengthBuckets(0, 3, 3));
        Assert.Throws<ArgumentException>(() => new LengthBuckets(0));
        Assert.Throws<ArgumentOutOfRangeException>(() => new LengthBuckets(0, 3).Add(4, 1, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new LengthBuckets(0, 3).Add(0, 1, 1));
    }

    [Fact]
    public void Gradient_through_time_compares_the_ends()
    {
        var flow = new GradientThroughTime([0.25, 0.5, 1]);
        Assert.Equal(0.25, flow.ProductScale);
        Assert.Equal(0.5, flow.ScalePerStep);
        Assert.True(double.IsNaN(new GradientThroughTime([1, 0]).ProductScale));
    }
}
