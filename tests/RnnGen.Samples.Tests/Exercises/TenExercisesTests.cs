using System.Linq;
using System.Text.Json;
using Exercises;
using RnnGen.Testing;
using Xunit;

namespace RnnGen.Samples.Tests.Exercises;

/// <summary>The same exercises with the inputs and answers of ten_exercises.json.</summary>
public sealed class TenExercisesTests
{
    private static readonly ExerciseFile File = ExerciseFile.Ten;

    [Fact]
    public void Exercise_1()
    {
        JsonElement given = File.Given(1);
        double[] h = VanillaUpdate.NextState(
            Values(given, "x"), Values(given, "h"), ExerciseFile.Matrix(given.GetProperty("Wx")), ExerciseFile.Matrix(given.GetProperty("Wh")), Values(given, "b"));
        Same(Values(File.Answer(1), "h"), h);
    }

    [Fact]
    public void Exercise_2()
    {
        double[] p = Values(File.Given(2), "p");
        LossValue loss = SequenceProbabilities.Loss(p);
        Same(Values(File.Answer(2), "product"), SequenceProbability.Probability(p));
        Same(Values(File.Answer(2), "log"), -loss.Sum);
        Same(Values(File.Answer(2), "mean_negative_log"), loss.Value);
        Same(Values(File.Answer(2), "perplexity"), loss.Perplexity);
    }

    [Theory]
    [InlineData("factor", "vanishing")]
    [InlineData("factor_up", "exploding")]
    public void Exercise_3(string factor, string answer)
    {
        GradientThroughTime norms = GradientProduct.Measure(Values(File.Given(3), factor)[0], (int)Values(File.Given(3), "steps")[0]);
        Same(Values(File.Answer(3), answer), norms.ProductScale);
    }

    [Fact]
    public void Exercise_4()
    {
        ClippedGradients clipped = Clipping.Clip(Values(File.Given(4), "g"), Values(File.Given(4), "max_norm")[0]);
        Same(Values(File.Answer(4), "norm_before"), clipped.Norm);
        Same(Values(File.Answer(4), "clipped"), clipped.Gradients[0].ToDoubleArray());
        Same(Values(File.Answer(4), "norm_after"), Clipping.Norm(clipped));
    }

    [Fact]
    public void Exercise_5()
    {
        JsonElement gates = File.Given(5).GetProperty("gates");
        JsonElement inputs = File.Given(5).GetProperty("pre_activations");
        double[] c = Both(gates, "c");
        RecurrentState a = LstmUpdate.FromGates(Both(gates, "i"), Both(gates, "f"), Both(gates, "o"), Both(gates, "g"), c);
        RecurrentState b = LstmUpdate.FromPreActivations(Both(inputs, "i"), Both(inputs, "f"), Both(inputs, "o"), Both(inputs, "g"), c);

        JsonElement partB = File.Answer(5).GetProperty("part_b");
        Same(Both(File.Answer(5), "c"), a["c"].ToDoubleArray());
        Same(Both(File.Answer(5), "h"), a["h"].ToDoubleArray());
        Same(Both(partB, "c"), b["c"].ToDoubleArray());
        Same(Both(partB, "h"), b["h"].ToDoubleArray());
    }

    [Fact]
    public void Exercise_6()
    {
        JsonElement given = File.Given(6);
        Same(Values(File.Answer(6), "h"), GruUpdate.NextState(Both(given, "z"), Values(given, "h"), Values(given, "candidate")));
    }

    [Fact]
    public void Exercise_7()
    {
        double[] losses = Values(File.Given(7), "losses");
        Same(Values(File.Answer(7), "masked_mean"), Losses.MaskedMean(losses, [.. Values(File.Given(7), "mask").Select(real => real == 1)]));
        Same(Values(File.Answer(7), "unmasked_mean"), Losses.MaskedMean(losses, [.. losses.Select(_ => true)]));
    }

    [Fact]
    public void Exercise_8()
    {
        JsonElement given = File.Given(8);
        Assert.Equal(ShapeModel.V, given.GetProperty("V").GetInt32());
        Assert.Equal(ShapeModel.H, given.GetProperty("H").GetInt32());
        var shapes = new TaskShapes.Shapes(given.GetProperty("B").GetInt32(), given.GetProperty("T").GetInt32());
        Assert.Equal(Sizes("logits"), shapes.Logits);
        Assert.Equal(Sizes("targets"), shapes.Targets);
        Assert.Equal(Sizes("many_to_one_logits"), shapes.ManyToOneLogits);
        Assert.Equal(Sizes("hidden_states"), shapes.HiddenStates);
        Assert.Equal(Sizes("last_state"), shapes.LastState);
    }

    [Fact]
    public void Exercise_9()
    {
        JsonElement given = File.Given(9);
        double[] query = Values(given, "query");
        double[] states = [.. ExerciseFile.Matrix(given.GetProperty("encoder_states")).Cast<double>()];
        AttentionResult all = AttentionContext.Attend(query, states, states.Length / query.Length);
        Same(Values(File.Answer(9), "weights"), all.Weights.ToDoubleArray());
        Same(Values(File.Answer(9), "context"), all.Context.ToDoubleArray());

        AttentionResult masked = AttentionContext.Attend(query, states, given.GetProperty("real").GetInt32());
        JsonElement partB = File.Answer(9).GetProperty("part_b");
        Same([.. Values(partB, "weights"), 0], masked.Weights.ToDoubleArray());
        Same(Values(partB, "context"), masked.Context.ToDoubleArray());
    }

    private static void Same(double[] expected, params double[] actual)
    {
        Assert.Equal(expected.Length, actual.Length);
        Assert.All(expected.Zip(actual), pair => Assert.Equal(pair.First, pair.Second, 1e-14));
    }

    private static double[] Values(JsonElement parent, string name)
    {
        JsonElement value = parent.GetProperty(name);
        return value.ValueKind == JsonValueKind.Array ? ExerciseFile.Numbers(value) : [ExerciseFile.Number(value)];
    }

    // The sample's gated cells have two units; here both do the same.
    private static double[] Both(JsonElement parent, string name) => [Values(parent, name)[0], Values(parent, name)[0]];

    private static int[] Sizes(string name) => [.. File.Answer(8).GetProperty(name).EnumerateArray().Select(size => size.GetInt32())];
}
