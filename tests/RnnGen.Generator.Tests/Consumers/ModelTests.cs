using System;
using System.Linq;
using RnnGen.Generator.Tests.Harness;
using Xunit;

namespace RnnGen.Generator.Tests.Consumers;

/// <summary>Models in all sorts of surroundings.</summary>
public sealed class ModelTests
{
    private static readonly string[] Names =
    [
        "@in", "@class", "@this", "@ref", "@base", "@default", "steps", "ids", "input", "workspace", "dropout", "rows", "batch", "b", "v1", "dv1", "memory2", "tokens", "initial", "state",
        "model", "seed", "value", "@field", "Layer", "charactersLayer", "System", "RnnGen", "\u03c3", "W\u2093", "_", "call", "gradient",
    ];

    [Fact]
    public void Trap22_Names_everywhere()
    {
        static string At(int i, int position) => Names[(i + (7 * position)) % Names.Length];
        Generate.AssertCompiles([.. Enumerable.Range(0, Names.Length).Select(i => Model("Mine" + i, "Model", At(i, 0), At(i, 1), At(i, 2), At(i, 3), At(i, 4)))]);
    }

    [Theory]
    [InlineData("Layer"), InlineData("Panel"), InlineData("Buffers"), InlineData("Pass"), InlineData("Tokens"), InlineData("Embedding"), InlineData("System"), InlineData("RnnGen")]
    public void Trap06_A_type_of_the_user_beside_the_model(string name) => Generate.AssertCompiles(
        Model("Mine", "Model", "A", "B", "C", "Logits", "tokens") + $" public class {name};");

    [Theory]
    [InlineData("public static partial class Outer")]
    [InlineData("internal partial interface @class")]
    [InlineData("public partial record struct Outer")]
    public void Trap15_Nested_in_a_type(string outer)
    {
        string[] parts = Model("Mine", "Model", "A", "B", "C", "Logits", "tokens").Split("[global::RnnGen.SequenceModel]");
        Generate.AssertCompiles(parts[0] + outer + " { [global::RnnGen.SequenceModel]" + parts[1] + " }");
    }

    [Theory]
    [InlineData("Forward"), InlineData("Predict"), InlineData("Step"), InlineData("Result"), InlineData("Backward"), InlineData("Output"), InlineData("FinalState")]
    public void The_forward_method_may_have_a_name_of_the_models(string name) => Generate.AssertCompiles(Model("Mine", "Model", "A", "B", "C", name, "tokens"));

    [Fact]
    public void In_the_global_namespace() => Generate.AssertCompiles(
        Model("Mine", "Model", "A", "B", "C", "Logits", "tokens").Replace("namespace Mine;", "", StringComparison.Ordinal));

    [Fact]
    public void In_double_with_layers_of_all_kinds() => Generate.AssertCompiles(Sources.Usings + """
        [SequenceModel(Precision = Precision.Double)]
        internal partial class Model
        {
            [Embedding(50, 7, PaddingIndex = 0)] private partial Embedding Words { get; }
            [Rnn(7, 9, Nonlinearity = RnnNonlinearity.Relu)] internal partial Recurrent First { get; }
            [Gru(9, 9, Layers = 3, Dropout = 0.25, Bias = false)] protected partial Recurrent Second { get; }
            [Linear(9, 50, Bias = false)] public partial Linear Out { get; }

            [Forward]
            Sequence Scores(Tokens words)
            {
                var seen = Words.Lookup(words);
                var first = First.Scan(seen);
                return Out.Apply(Second.Scan(first));
            }
        }
        """);

    [Fact]
    public void With_weights_tied_to_an_embedding_further_down() => Generate.AssertCompiles(Sources.Usings + """
        using static RnnGen.Sequences;

        [SequenceModel]
        public sealed partial class Model
        {
            [Linear(8, 50, TiedTo = nameof(Words))] public partial Linear Out { get; }
            [Embedding(50, 8)] public partial Embedding Words { get; }
            [Gru(8, 8)] public partial Recurrent Memory { get; }

            [Forward] Sequence Scores(Tokens tokens) { var x = Words.Lookup(tokens); return Out.Apply(Dropout(x + Memory.Scan(x), 0.1)); }
        }
        """);

    [Fact]
    public void With_several_inputs_and_results_of_awkward_names() => Generate.AssertCompiles(Sources.Usings + """
        using static RnnGen.Sequences;

        [SequenceModel]
        public sealed partial class Model
        {
            [Embedding(50, 8)] public partial Embedding Words { get; }
            [Gru(8, 8)] public partial Recurrent Memory { get; }

            [Forward]
            (Sequence Forward, Vectors Backward, Vectors @class) Both(Tokens Give, [Shape("B", "8")] Vectors trainingPass, [Shape("B", "S", "8")] Sequence initial, Tokens run)
            {
                var x = Memory.Scan(Words.Lookup(Give), Tanh(trainingPass));
                var z = Memory.Scan(initial) * Repeat(trainingPass, initial);
                return (Repeat(Last(x), run), x.Final("h") + Last(z), MaxOverTime(z));
            }
        }
        """);

    [Fact]
    public void With_a_cell_of_the_users() => Generate.AssertCompiles(Sources.MinimalGatedUnit, Sources.Usings + """
        [SequenceModel]
        public sealed partial class Model
        {
            [Recurrent(typeof(Samples.MinimalGatedUnit))] public partial Recurrent Memory { get; }
            [Linear(64, 3)] public partial Linear Out { get; }

            [Forward] Sequence Scores([Input(32)] Sequence values) => Out.Apply(Memory.Scan(values));
        }
        """);

    [Fact]
    public void Trap10_An_unreadable_model_keeps_its_surface() => Generate.AssertCompiles(
        Sources.LineModel.Replace("=> Next.Apply(Memory.Scan(Characters.Lookup(tokens)));", "{ if (tokens.Batch > 2) return null!; return null!; }", StringComparison.Ordinal),
        "class Caller { object Call() => new Samples.LineModel(seed: 1).Memory; }");

    private static string Model(string space, string type, string embedding, string recurrent, string linear, string method, string parameter) => $$"""
        namespace {{space}};

        [global::RnnGen.SequenceModel]
        public sealed partial class {{type}}
        {
            [global::RnnGen.Embedding(12, 4)] public partial global::RnnGen.Embedding {{embedding}} { get; }
            [global::RnnGen.Rnn(4, 8)] public partial global::RnnGen.Recurrent {{recurrent}} { get; }
            [global::RnnGen.Linear(8, 12)] public partial global::RnnGen.Linear {{linear}} { get; }

            [global::RnnGen.Forward]
            global::RnnGen.Sequence {{method}}(global::RnnGen.Tokens {{parameter}}) => this.{{linear}}.Apply(this.{{recurrent}}.Scan(this.{{embedding}}.Lookup({{parameter}})));
        }
        """;
}
