using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using Exercises;
using RnnGen.Testing;
using Xunit;

namespace RnnGen.Samples.Tests.Exercises;

/// <summary>The exercises with the inputs and answers of notebook_exercises.json.</summary>
public sealed class NotebookTests
{
    private static readonly ExerciseFile File = ExerciseFile.Notebook;

    public static TheoryData<int> Numbers => [.. Enumerable.Range(1, 10)];

    [Theory]
    [MemberData(nameof(Numbers))]
    public void The_sample_solves_it(int number)
    {
        Exercise exercise = Exercise.All[number - 1];
        Assert.Equal(number, exercise.Number);
        IReadOnlyList<Answer> answers = exercise.Solve();
        Assert.NotEmpty(answers);
        Assert.All(answers, answer => Assert.True(answer.IsRight, $"{answer.Name}: {answer.Shown}"));
    }

    [Fact]
    public void Exercise_1() => Same(
        Answer(1, "h"), VanillaUpdate.NextState(Given(1, "x"), Given(1, "h_prev"), Matrix(1, "W_xh"), Matrix(1, "W_hh"), [0, 0]));

    [Fact]
    public void Exercise_2()
    {
        LossValue loss = SequenceProbabilities.Loss(Given(2, "probs"));
        Same(Answer(2, "logp"), -loss.Sum);
        Same(Answer(2, "p"), Math.Exp(-loss.Sum));
    }

    [Fact]
    public void Exercise_3() => Same(
        Answer(3, "gradient_scale"), GradientProduct.Measure(Given(3, "scale")[0], (int)Given(3, "steps")[0]).ProductScale);

    [Fact]
    public void Exercise_4()
    {
        ClippedGradients clipped = Clipping.Clip(Given(4, "g"), Given(4, "max_norm")[0]);
        Same(Answer(4, "clipped"), clipped.Gradients[0].ToDoubleArray());
        Same(Answer(4, "norm"), Clipping.Norm(clipped));
    }

    [Fact]
    public void Exercise_5()
    {
        RecurrentState next = LstmUpdate.FromGates(Given(5, "i"), Given(5, "f"), [0.5, 0.5], Given(5, "cand"), Given(5, "c_prev"));
        Same(Answer(5, "c"), next["c"].ToDoubleArray());
    }

    [Fact]
    public void Exercise_6() => Same(Answer(6, "h"), GruUpdate.NextState(Given(6, "z"), Given(6, "h_prev"), Given(6, "h_tilde")));

    [Fact]
    public void Exercise_7() => Same(
        Answer(7, "masked_loss"), Losses.MaskedMean(Given(7, "losses"), [.. Given(7, "mask").Select(real => real == 1)]));

    [Fact]
    public void Exercise_8()
    {
        var shapes = new TaskShapes.Shapes((int)Given(8, "B")[0], (int)Given(8, "T")[0]);
        Assert.Equal(Answer(8, "logits_shape"), shapes.Logits.Select(size => (double)size));
    }

    [Fact]
    public void Exercise_9()
    {
        double[,] encoder = Matrix(9, "encoder");
        Tensor context = Attention.Context(
            Tensor.FromDoubles(Given(9, "weights"), 3), Tensor.FromDoubles([.. encoder.Cast<double>()], encoder.GetLength(0), encoder.GetLength(1)));
        Same(Answer(9, "context"), context.ToDoubleArray());
    }

    [Fact]
    public void Exercise_10_lists_the_same_checks()
    {
        var checks = File.Answer(10).GetProperty("checks").EnumerateArray().Select(check => check.GetString());
        Assert.Equal(checks, DebugChecklist.Solve().Select(answer => answer.Name));
    }

    private static void Same(double[] expected, params double[] actual)
    {
        Assert.Equal(expected.Length, actual.Length);
        Assert.All(expected.Zip(actual), pair => Assert.Equal(pair.First, pair.Second, 1e-14));
    }

    private static double[] Given(int exercise, string name) => Values(File.Given(exercise).GetProperty(name));

    private static double[] Answer(int exercise, string name) => Values(File.Answer(exercise).GetProperty(name));

    private static double[,] Matrix(int exercise, string name) => ExerciseFile.Matrix(File.Given(exercise).GetProperty(name));

    private static double[] Values(JsonElement value) =>
        value.ValueKind == JsonValueKind.Array ? ExerciseFile.Numbers(value) : [ExerciseFile.Number(value)];
}
