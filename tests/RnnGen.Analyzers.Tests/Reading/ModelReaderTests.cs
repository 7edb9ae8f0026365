using System;
using RnnGen.Analyzers.Tests.Harness;
using RnnGen.Generator.Model;
using RnnGen.Generator.Reading;
using Xunit;

namespace RnnGen.Analyzers.Tests.Reading;

/// <summary>Models as specs.</summary>
public sealed class ModelReaderTests
{
    private static readonly ModelSpec Model = Read(Sources.LineModel);

    [Fact]
    public void Layers_have_their_sizes_and_options()
    {
        Assert.Equal(
            new LayerSpec("Characters", "public", LayerKind.Embedding, new("V", 128), new("E", 32), 1, 0, false, -1, null, null, []), Model.Layers[0]);
        Assert.Equal(
            new LayerSpec("Memory", "public", LayerKind.Recurrent, new("E", 32), new("H", 256), 2, BitConverter.DoubleToInt64Bits(0.1f), true, -1,
                new BuiltInCell("Lstm", true, BitConverter.DoubleToInt64Bits(1)), null, [new("h", new("H", 256)), new("c", new("H", 256))],
                Stack: new StackSpec(1, [new("H", 256), new("H", 256)], 0, false, 0, [], false, false, null, 0)),
            Model.Layers[1]);
        Assert.Equal(
            new LayerSpec("Next", "public", LayerKind.Linear, new("H", 256), new("V", 128), 1, 0, true, -1, null, null, []), Model.Layers[2]);
    }

    [Fact]
    public void The_forward_is_a_graph_of_calls() => Assert.Equal(
        new ForwardSpec(
            "Logits",
            [new ForwardParameter("tokens", ValueForm.Tokens, 0, null)],
            [
                new ForwardOp(ForwardCode.Lookup, [0], 0, new("E", 32), Layer: 0),
                new ForwardOp(ForwardCode.Scan, [1], 0, new("H", 256), Layer: 1),
                new ForwardOp(ForwardCode.Apply, [2], 0, new("V", 128), Layer: 2),
            ],
            [new ForwardResult("Logits", 3)]),
        Model.Forward);

    [Theory]
    [InlineData("=> Next.Apply(Memory.Scan(Characters.Lookup(tokens)));", "{ return Next.Apply((this.Memory.Scan(Characters.Lookup(tokens: tokens)))); }")]
    [InlineData("[Linear(H, V)]", "[Linear(input: H, output: V, Bias = true)]")]
    [InlineData("public sealed", "\n// moved\npublic sealed")]
    public void Equivalent_models_are_equal(string from, string to)
    {
        ModelSpec other = Read(Sources.LineModel.Replace(from, to, StringComparison.Ordinal));
        Assert.Equal(Model, other);
        Assert.Equal(Model.GetHashCode(), other.GetHashCode());
    }

    [Fact]
    public void A_call_whose_value_nobody_uses_is_left_out()
    {
        ModelSpec model = Read(Sources.LineModel.Replace(
            "=> Next.Apply(Memory.Scan(Characters.Lookup(tokens)));",
            "{ var unused = Side.Apply(Characters.Lookup(tokens)); return Next.Apply(Memory.Scan(Characters.Lookup(tokens))); }",
            StringComparison.Ordinal).Replace("[Forward,", "[Linear(E, V)] public partial Linear Side { get; } [Forward,", StringComparison.Ordinal));
        Assert.Equal(Model.Forward, model.Forward);
    }

    [Fact]
    public void A_sequence_parameter_has_the_size_it_is_declared_or_used_with()
    {
        const string text = """
            [SequenceModel]
            public sealed partial class Model
            {
                public const int F = 6;
                [Gru(6, 7)] public partial Recurrent Memory { get; }
                [Forward] Sequence Run({0}Sequence x) => Memory.Scan(x);
            }
            """;
        Assert.Equal(new Dimension("6", 6), Read(Sources.Usings + text.Replace("{0}", "", StringComparison.Ordinal)).Forward!.Parameters[0].Size);
        Assert.Equal(new Dimension("F", 6), Read(Sources.Usings + text.Replace("{0}", "[Shape(\"B\", \"T\", \"F\")] ", StringComparison.Ordinal)).Forward!.Parameters[0].Size);
    }

    [Fact]
    public void A_users_cell_brings_its_own_sizes()
    {
        const string model = """

            [SequenceModel]
            public sealed partial class Model
            {
                [Recurrent(typeof(Samples.MinimalGatedUnit))] public partial Recurrent Memory { get; }
                [Recurrent(typeof(Tagger))] public partial Recurrent Second { get; }
                [Recurrent(typeof(Long))] public partial Recurrent Third { get; }
                [Forward] Sequence Run(Sequence x) => Third.Scan(Second.Scan(Memory.Scan(x)));
            }

            [RecurrentCell]
            public sealed partial class Tagger
            {
                [Weight(9, 64)] public partial Matrix V { get; }
                [Step] (Vector y, Vector h) Next([Input(64)] Vector x, [State(64)] Vector h) => (V * h, x + h);
            }

            [Lstm(9, 11)] public sealed partial class Long;
            """;
        ModelReading reading = Specs.ReadModel("Model", Sources.MinimalGatedUnit, Sources.Usings + model);
        Assert.Equal("", string.Join("\n", reading.Problems));
        LayerSpec[] layers = [.. reading.Spec!.Layers];
        Assert.Equal("global::Samples.MinimalGatedUnit", layers[0].CellType);
        Assert.Equal((new("I", 32), new("H", 64)), (layers[0].Input, layers[0].Output));
        Assert.Equal((new("64", 64), new("9", 9)), (layers[1].Input, layers[1].Output));
        Assert.Equal((new("9", 9), new("11", 11)), (layers[2].Input, layers[2].Output));
        Assert.All(layers, layer => Assert.Null(layer.BuiltIn));
    }

    [Fact]
    public void An_unreadable_forward_still_gives_the_layers()
    {
        ModelReading reading = Specs.ReadModel("LineModel", Sources.LineModel.Replace("=> Next.Apply(", "=> null! ?? (", StringComparison.Ordinal));
        Assert.NotEmpty(reading.Problems);
        Assert.Null(reading.Spec!.Forward);
        Assert.Equal(3, reading.Spec.Layers.Count);
    }

    private static ModelSpec Read(string source)
    {
        string name = source.Contains("class Model", StringComparison.Ordinal) ? "Model" : "LineModel";
        ModelReading reading = Specs.ReadModel(name, source);
        Assert.Equal("", string.Join("\n", reading.Problems));
        Assert.NotNull(reading.Spec?.Forward);
        return reading.Spec;
    }
}
