using System;
using System.Linq;
using System.Text.Json;
using RnnGen.Testing;
using Xunit;

namespace RnnGen.Runtime.Tests;

/// <summary>The exercises that need no generated cell: 2, 4, 7 and 9.</summary>
public sealed class ExerciseTests
{
    private const double Close = 1e-15;

    [Fact]
    public void Exercise_2_sequence_probability()
    {
        double[] p = ExerciseFile.Numbers(ExerciseFile.Notebook.Given(2).GetProperty("probs"));
        Assert.Equal(Answer(ExerciseFile.Notebook, 2, "p"), SequenceProbability.Probability(p), Close);
        Assert.Equal(Answer(ExerciseFile.Notebook, 2, "logp"), SequenceProbability.LogProbability(p), Close);

        double[] q = ExerciseFile.Numbers(ExerciseFile.Ten.Given(2).GetProperty("p"));
        double log = SequenceProbability.LogProbability(q);
        Assert.Equal(Answer(ExerciseFile.Ten, 2, "product"), SequenceProbability.Probability(q), Close);
        Assert.Equal(Answer(ExerciseFile.Ten, 2, "log"), log, Close);
        Assert.Equal(Answer(ExerciseFile.Ten, 2, "mean_negative_log"), new LossValue(-log, q.Length).Value, Close);
        Assert.Equal(Answer(ExerciseFile.Ten, 2, "perplexity"), new LossValue(-log, q.Length).Perplexity, Close);
        Assert.Equal(double.NegativeInfinity, SequenceProbability.LogProbability([0.5, 0]));
        Assert.Throws<ArgumentOutOfRangeException>(() => SequenceProbability.LogProbability([1.1]));
    }

    [Fact]
    public void Exercise_4_clipping()
    {
        foreach ((ExerciseFile file, string normAfter) in new[] { (ExerciseFile.Notebook, "norm"), (ExerciseFile.Ten, "norm_after") })
        {
            double[] g = ExerciseFile.Numbers(file.Given(4).GetProperty("g"));
            double maxNorm = ExerciseFile.Number(file.Given(4).GetProperty("max_norm"));
            ClippedGradients clipped = GradientClipping.ByGlobalNorm([Tensor.FromDoubles(g, g.Length)], maxNorm, exact: true);

            Assert.Equal(10, clipped.Norm, Close);
            Assert.Equal(ExerciseFile.Numbers(file.Answer(4).GetProperty("clipped")), clipped.Gradients[0].ToDoubleArray());
            Assert.Equal(Answer(file, 4, normAfter), GradientClipping.ByGlobalNorm(clipped.Gradients, 100).Norm, Close);
        }
    }

    [Fact]
    public void Exercise_7_masked_loss()
    {
        foreach ((ExerciseFile file, string answer) in new[] { (ExerciseFile.Notebook, "masked_loss"), (ExerciseFile.Ten, "masked_mean") })
        {
            double[] losses = ExerciseFile.Numbers(file.Given(7).GetProperty("losses"));
            bool[] mask = [.. file.Given(7).GetProperty("mask").EnumerateArray().Select(item => item.GetInt32() == 1)];
            Assert.Equal(Answer(file, 7, answer), Losses.MaskedMean(losses, mask), Close);
        }

        Assert.Equal(0, Losses.MaskedMean([double.NaN], [false]));
        Assert.Throws<ShapeMismatchException>(() => Losses.MaskedMean([1], []));
    }

    [Fact]
    public void Exercise_9_attention_context()
    {
        JsonElement given = ExerciseFile.Notebook.Given(9);
        Tensor context = Attention.Context(
            Tensor.FromDoubles(ExerciseFile.Numbers(given.GetProperty("weights")), 3), Rows(given.GetProperty("encoder")));
        AssertClose(ExerciseFile.Notebook.Answer(9).GetProperty("context"), context);

        given = ExerciseFile.Ten.Given(9);
        Tensor states = Rows(given.GetProperty("encoder_states"));
        double[] query = ExerciseFile.Numbers(given.GetProperty("query"));
        Tensor memory = states.Reshape(1, 3, 2);
        Tensor asked = Tensor.FromDoubles(query, 1, 1, 2);
        JsonElement answer = ExerciseFile.Ten.Answer(9);
        AttentionResult all = Attention.DotProduct(asked, memory, memory);
        AssertClose(answer.GetProperty("weights"), all.Weights);
        AssertClose(answer.GetProperty("context"), all.Context);

        AttentionResult masked = Attention.DotProduct(asked, memory, memory, [given.GetProperty("real").GetInt32()]);
        double[] weights = masked.Weights.ToDoubleArray();
        Assert.Equal(0, weights[2]);
        AssertClose(answer.GetProperty("part_b").GetProperty("weights"), Tensor.FromDoubles(weights[..2], 2));
        AssertClose(answer.GetProperty("part_b").GetProperty("context"), masked.Context);
    }

    private static double Answer(ExerciseFile file, int exercise, string name) => ExerciseFile.Number(file.Answer(exercise).GetProperty(name));

    private static Tensor Rows(JsonElement rows)
    {
        double[,] matrix = ExerciseFile.Matrix(rows);
        return Tensor.FromDoubles([.. matrix.Cast<double>()], matrix.GetLength(0), matrix.GetLength(1));
    }

    private static void AssertClose(JsonElement expected, Tensor actual)
    {
        double[] values = ExerciseFile.Numbers(expected);
        Assert.Equal(values.Length, actual.Count);
        Assert.All(values.Zip(actual.ToDoubleArray()), pair => Assert.Equal(pair.First, pair.Second, Close));
    }
}
