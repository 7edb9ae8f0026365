using System;
using System.Collections.Generic;
using System.Linq;
using System.Numerics;
using RnnGen.Testing;
using Xunit;

namespace RnnGen.Runtime.Tests;

public sealed class CtcTests
{
    public static TheoryData<string, Precision> Cases => ReferenceCase.Rows("ctc");

    [Theory]
    [MemberData(nameof(Cases))]
    public void Reference_values(string name, Precision precision)
    {
        var reference = ReferenceCase.Load("ctc", name);
        CtcLosses losses = Losses.Ctc(
            reference.Tensor("in.logits", precision),
            reference.IntMatrix("in.targets"),
            reference.Ints("in.input_lengths"),
            reference.Ints("in.target_lengths"),
            Blank(reference),
            ReductionOf(reference),
            reference.Config.GetProperty("zero_infinity").GetBoolean());
        reference.AssertClose("out.per_sequence", losses.PerSequence, precision);
        reference.AssertClose("loss", Reduced(losses.Total, ReductionOf(reference)), precision);
        reference.AssertClose("grad.in.logits", losses.Gradient, precision);
        AssertZeroAtPadding(losses.Gradient, reference.Ints("in.input_lengths"));
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Reference_values_in_the_memory_of_a_pass(string name, Precision precision)
    {
        var reference = ReferenceCase.Load("ctc", name);
        if (precision == Precision.Single)
        {
            CheckRows<float>(reference, precision);
        }
        else
        {
            CheckRows<double>(reference, precision);
        }
    }

    [Theory]
    [InlineData(Reduction.Mean, 1)]
    [InlineData(Reduction.Sum, 2)]
    [InlineData(Reduction.Sum, 3)]
    public void Gradient_against_central_differences(Reduction reduction, int seed)
    {
        var random = new Random(seed);
        int classes = 2 + random.Next(20), steps = 9, blank = random.Next(classes);
        int[] inputLengths = [9, 0, 5, 7], targetLengths = [3, 0, 0, 4];
        var targets = new int[4, 4];
        for (int b = 0; b < 4; b++)
        {
            for (int i = 0; i < 4; i++)
            {
                targets[b, i] = (blank + 1 + random.Next(classes - 1)) % classes;
            }
        }

        double[] values = [.. Enumerable.Range(0, 4 * steps * classes).Select(_ => (6 * random.NextDouble()) - 3)];
        CtcLosses At(double[] logits) => Losses.Ctc(
            Tensor.FromDoubles(logits, 4, steps, classes), targets, inputLengths, targetLengths, blank, reduction);
        double[] gradient = At(values).Gradient.ToDoubleArray();
        const double h = 1e-5;
        for (int i = 0; i < values.Length; i++)
        {
            double[] up = [.. values], down = [.. values];
            up[i] += h;
            down[i] -= h;
            double expected = (Reduced(At(up).Total, reduction) - Reduced(At(down).Total, reduction)) / (2 * h);
            Assert.Equal(expected, gradient[i], 1e-8);
        }

        AssertZeroAtPadding(At(values).Gradient, inputLengths);
    }

    /// <summary>The definition: every path is tried.</summary>
    [Theory]
    [InlineData(new int[0])]
    [InlineData(new[] { 1 })]
    [InlineData(new[] { 2, 2 })]
    [InlineData(new[] { 1, 2, 1 })]
    [InlineData(new[] { 1, 1, 2 })]
    public void Probability_is_that_of_all_paths_that_collapse_to_the_target(int[] target)
    {
        const int steps = 5, classes = 3;
        double[] logits = [.. Enumerable.Range(0, steps * classes).Select(i => 2 * Math.Sin(3 * i))];
        double probability = 0;
        foreach (int[] path in Paths(steps, classes).Where(path => CtcDecoding.Collapse(path).SequenceEqual(target)))
        {
            probability += path.Select((k, t) => Math.Exp(logits[(t * classes) + k]) / Enumerable.Range(0, classes).Sum(j => Math.Exp(logits[(t * classes) + j])))
                .Aggregate(1.0, (a, b) => a * b);
        }

        var targets = new int[1, 3];
        Buffer.BlockCopy(target, 0, targets, 0, target.Length * sizeof(int));
        CtcLosses losses = Losses.Ctc(Tensor.FromDoubles(logits, 1, steps, classes), targets, targetLengths: [target.Length]);
        Assert.Equal(-Math.Log(probability), losses.PerSequence.GetDouble(0), 1e-12);
    }

    [Fact]
    public void A_sequence_too_short_for_its_labels_is_named_or_costs_nothing()
    {
        var logits = new Tensor(2, 4, 3) + 0.5;
        int[,] targets = { { 1, 2, 0 }, { 1, 1, 1 } };
        int[] labels = [2, 3];
        var error = Assert.Throws<ArgumentException>(() => Losses.Ctc(logits, targets, null, labels));
        Assert.Contains("Sequence 1 has 4 steps, but its 3 labels need at least 5", error.Message, StringComparison.Ordinal);

        CtcLosses both = Losses.Ctc(logits, targets, null, labels, reduction: Reduction.Sum, zeroInfinity: true);
        CtcLosses first = Losses.Ctc(new Tensor(1, 4, 3) + 0.5, new[,] { { 1, 2 } }, reduction: Reduction.Sum);
        Assert.Equal(first.Total.Sum, both.Total.Sum, 1e-12);
        Assert.Equal([.. first.Gradient.ToDoubleArray(), .. new double[12]], both.Gradient.ToDoubleArray());
    }

    [Fact]
    public void Masks_with_holes_in_steps_and_labels_change_nothing()
    {
        var plain = new Tensor(1, 3, 4);
        var holes = new Tensor(1, 5, 4) + double.NaN;
        int[] places = [1, 2, 4];
        for (int i = 0; i < 12; i++)
        {
            plain[0, i / 4, i % 4] = MathF.Sin(i);
            holes[0, places[i / 4], i % 4] = MathF.Sin(i);
        }

        bool[,] steps = { { false, true, true, false, true } };
        LossValue expected = Losses.Ctc(Sequence.From(plain), Tokens.From([[2, 3]]));
        LossValue actual = Losses.Ctc(Sequence.From(holes, steps), Tokens.From(new[,] { { 9, 2, 9, 3 } }, new[,] { { false, true, false, true } }));
        Assert.Equal(expected.Value, actual.Value);
    }

    [Fact]
    public void Targets_that_are_no_labels_are_refused()
    {
        var logits = new Tensor(1, 4, 3);
        Assert.Throws<ArgumentOutOfRangeException>(() => Losses.Ctc(logits, new[,] { { 3 } }));
        Assert.Throws<ArgumentOutOfRangeException>(() => Losses.Ctc(logits, new[,] { { 2 } }, blank: 2));
        Assert.Throws<ArgumentOutOfRangeException>(() => Losses.Ctc(logits, new[,] { { 1 } }, blank: 3));
        Assert.Throws<ShapeMismatchException>(() => Losses.Ctc(logits, new[,] { { 1 }, { 1 } }));
    }

    [Fact]
    public void Greedy_decoding_merges_and_removes_blanks()
    {
        Assert.Equal([3, 3, 5], CtcDecoding.Collapse([0, 3, 3, 0, 3, 5]));
        Assert.Equal([0, 1], CtcDecoding.Collapse([0, 2, 1, 1], blank: 2));
        var logits = new Tensor(2, 4, 3);
        int[][] paths = [[1, 1, 0, 1], [2, 0, 2, 2]];
        for (int b = 0; b < 2; b++)
        {
            for (int t = 0; t < 4; t++)
            {
                logits[b, t, paths[b][t]] = 1;
            }
        }

        Assert.Equal([[1, 1], [2]], CtcDecoding.Greedy(Sequence.From(logits, [4, 2])));
    }

    private static void CheckRows<T>(ReferenceCase reference, Precision precision)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int[] lengths = reference.Ints("in.input_lengths");
        var logits = new FilledRows<T>(reference.Tensor("in.logits", precision), lengths);
        var targets = Tokens.From(reference.IntMatrix("in.targets"), reference.Ints("in.target_lengths"));
        int blank = Blank(reference);
        Reduction reduction = ReductionOf(reference);
        LossValue loss = Losses.Ctc(logits, targets, blank, reduction);
        reference.AssertClose("loss", Reduced(loss, reduction), precision);
        reference.AssertClose("grad.in.logits", logits.GradientValues(), precision);

        Allocations.AssertNone(() => Losses.Ctc(logits, targets, blank, reduction));
    }

    private static IEnumerable<int[]> Paths(int steps, int classes) =>
        steps == 0 ? [[]] : Paths(steps - 1, classes).SelectMany(path => Enumerable.Range(0, classes).Select(k => (int[])[.. path, k]));

    private static double Reduced(LossValue total, Reduction reduction) => reduction == Reduction.Mean ? total.Value : total.Sum;

    private static int Blank(ReferenceCase reference) => reference.Config.GetProperty("blank").GetInt32();

    private static Reduction ReductionOf(ReferenceCase reference) =>
        reference.Config.GetProperty("reduction").GetString() == "mean" ? Reduction.Mean : Reduction.Sum;

    private static void AssertZeroAtPadding(Tensor gradient, int[] lengths)
    {
        for (int i = 0; i < gradient.Count; i++)
        {
            int place = i / gradient.Dims[2];
            Assert.True(place % gradient.Dims[1] < lengths[place / gradient.Dims[1]] || gradient.GetDouble(i) == 0);
        }
    }
}
