using System.Linq;
using System.Numerics;
using RnnGen.Kernels;
using RnnGen.Testing;
using Xunit;

namespace RnnGen.Runtime.Tests;

public sealed class LossReferenceTests
{
    public static TheoryData<string, Precision> CrossEntropyCases => ReferenceCase.Rows("masked_cross_entropy");

    public static TheoryData<string, Precision> PerplexityCases => ReferenceCase.Rows("perplexity");

    [Theory]
    [MemberData(nameof(CrossEntropyCases))]
    public void Cross_entropy_of_a_tensor(string name, Precision precision)
    {
        var reference = ReferenceCase.Load("masked_cross_entropy", name);
        string reduction = reference.Config.GetProperty("reduction").GetString()!;
        TokenLosses losses = Losses.CrossEntropy(
            reference.Tensor("in.logits", precision),
            reference.IntMatrix("in.target"),
            reference.Config.GetProperty("ignore_index").GetInt32(),
            reference.Config.GetProperty("label_smoothing").GetDouble(),
            reduction == "mean" ? Reduction.Mean : Reduction.Sum);

        reference.AssertClose("out.per_token", losses.PerToken, precision);
        reference.AssertClose("out.sum", losses.Sum, precision);
        reference.AssertClose("out.mean", losses.Mean, precision);
        Assert.Equal(reference.Scalar("out.token_count"), losses.Tokens);
        Assert.Equal(reference.Scalar("out.correct_count"), losses.Correct);
        if (reference.Has("out.perplexity"))
        {
            reference.AssertClose("out.perplexity", losses.Perplexity, precision);
        }

        double[] gradient = losses.Gradient.ToDoubleArray();
        if (reference.Has("cot.per_token"))
        {
            double[] weights = reference.Values("cot.per_token");
            int classes = losses.Gradient.Dims[2];
            gradient = [.. gradient.Select((value, i) => value * weights[i / classes])];
        }

        reference.AssertClose("grad.in.logits", gradient, precision);
        AssertMaskedAreZero(reference, losses);
    }

    [Theory]
    [MemberData(nameof(CrossEntropyCases))]
    public void Cross_entropy_kernel_in_its_own_precision(string name, Precision precision)
    {
        var reference = ReferenceCase.Load("masked_cross_entropy", name);
        if (precision == Precision.Single)
        {
            RunKernel<float, Lanes32>(reference, precision);
        }
        else
        {
            RunKernel<double, Lanes64>(reference, precision);
        }
    }

    [Theory]
    [MemberData(nameof(PerplexityCases))]
    public void Perplexity_over_batches(string name, Precision precision)
    {
        var reference = ReferenceCase.Load("perplexity", name);
        var statistics = new TokenStatistics();
        TokenLosses[] batches = [.. Enumerable.Range(0, 2).Select(i => Losses.CrossEntropy(
            reference.Tensor($"in.logits_{i}", precision), reference.IntMatrix($"in.target_{i}"), reduction: Reduction.Sum))];
        foreach (TokenLosses batch in batches)
        {
            statistics.Add(batch.Total);
        }

        reference.AssertClose("loss", statistics.Mean, precision);
        reference.AssertClose("out.perplexity", statistics.Perplexity, precision);
        reference.AssertClose("out.bits_per_token", statistics.BitsPerToken, precision);
        reference.AssertClose("out.batch_means", [.. batches.Select(batch => batch.Mean)], precision);
        Assert.Equal(reference.Scalar("out.token_count"), statistics.Tokens);
        for (int i = 0; i < batches.Length; i++)
        {
            reference.AssertClose($"grad.in.logits_{i}", batches[i].Gradient / (double)statistics.Tokens, precision);
        }
    }

    private static void AssertMaskedAreZero(ReferenceCase reference, TokenLosses losses)
    {
        double[] mask = reference.Values("in.mask");
        int classes = losses.Gradient.Dims[2];
        for (int place = 0; place < mask.Length; place++)
        {
            if (mask[place] == 0)
            {
                Assert.Equal(0, losses.PerToken.GetDouble(place));
                Assert.All(Enumerable.Range(place * classes, classes), i => Assert.Equal(0, losses.Gradient.GetDouble(i)));
            }
        }
    }

    private static void RunKernel<T, TLanes>(ReferenceCase reference, Precision precision)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TLanes : struct, ILanes<TLanes, T>
    {
        int[] lengths = [.. reference.Config.GetProperty("lengths").EnumerateArray().Select(item => item.GetInt32())];
        var sequence = Sequence.From(reference.Tensor("in.logits", precision), lengths);
        int count = Panel<T>.Length(sequence.Features, 1, sequence.Packing.Rows);
        var logits = new Panel<T>(new AlignedBuffer<T>(count).Span, sequence.Features, 1, sequence.Packing.Rows);
        var memory = new AlignedBuffer<T>(count);
        memory.Span.Fill(T.NaN);
        var gradient = new Panel<T>(memory.Span, sequence.Features, 1, sequence.Packing.Rows);
        sequence.PackInto(logits);
        LossValue loss = CrossEntropyKernel<T, TLanes>.Run(
            logits,
            gradient,
            reference.Ints("in.target"),
            reference.Config.GetProperty("ignore_index").GetInt32(),
            sequence.Packing,
            reference.Config.GetProperty("label_smoothing").GetDouble(),
            mean: reference.Config.GetProperty("reduction").GetString() == "mean",
            []);

        reference.AssertClose("out.sum", loss.Sum, precision);
        Assert.Equal(reference.Scalar("out.token_count"), loss.Tokens);
        double[]? weights = reference.Has("cot.per_token") ? reference.Values("cot.per_token") : null;
        var padded = new double[reference.Values("in.logits").Length];
        for (int row = 0; row < gradient.RowCount; row++)
        {
            for (int v = 0; v < sequence.Features; v++)
            {
                int place = sequence.Packing.Source[row];
                padded[(place * sequence.Features) + v] = double.CreateTruncating(gradient[row, v]) * (weights?[place] ?? 1);
            }

            for (int lane = sequence.Features; lane < gradient.BlockCount * 16; lane++)
            {
                Assert.Equal(T.Zero, gradient[row, lane]);
            }
        }

        reference.AssertClose("grad.in.logits", padded, precision);
    }
}
