using RnnGen.Analyzers.Tests.Harness;
using Xunit;

namespace RnnGen.Analyzers.Tests.Rules;

/// <summary>RNN0210: shapes inside equations and along the layers of a model.</summary>
public sealed class Rnn0210ShapeTests
{
    [Fact]
    public void Both_shapes_are_named() => Assert.Equal(
        "`Wf` is (H=64, I=32), `x` is (E=16)",
        Marked.Message(Sources.Usings + """
            [RecurrentCell]
            public sealed partial class Cell
            {
                [Dimension] public const int I = 32, H = 64, E = 16;

                [Weight(H, I)] public partial Matrix Wf { get; }

                [Step] Vector Next([Input(E)] Vector x, [State(H)] Vector h) => Tanh(Wf * {|RNN0210:x|} + h);
            }
            """));

    [Theory]
    [InlineData("=> Tanh(W * {|RNN0210:h|} + U * h + b);", "`W` is (H=8, I=4), `h` is (H=8): write `Transpose(W)` if its transpose is meant")]
    [InlineData("{ var M = Outer(h, x); return Tanh(M * {|RNN0210:h|}); }", "`M` is (H=8, I=4), `h` is (H=8)")]
    [InlineData("{ var M = Outer(h, x); return h + W * (Transpose(M) * {|RNN0210:x|}); }", "`M` is (H=8, I=4), `x` is (I=4)")]
    [InlineData("{ var M = Outer(h, x) + {|RNN0210:Outer(x, h)|}; return M * x; }", "`Outer(h, x)` is (H=8, I=4), `Outer(x, h)` is (I=4, H=8)")]
    [InlineData("=> Tanh(W * (Transpose(W) * {|RNN0210:x|}) + U * h + b);", "`Transpose(W)` is (I=4, H=8), `x` is (I=4): write `W` without Transpose if it is meant as it is")]
    [InlineData("=> Tanh(W * x + {|RNN0210:x|} + U * h + b);", "`W * x` is (H=8), `x` is (I=4)")]
    [InlineData("{ var f = Sigmoid(W * x + U * h + b); return f * ((f + 1) * {|RNN0210:x|}); }", "`f + 1` is (H=8), `x` is (I=4)")]
    [InlineData("{ var f = Sigmoid(W * x + U * h + b); return f / {|RNN0210:Exp(-x)|}; }", "`f` is (H=8), `Exp(-x)` is (I=4)")]
    [InlineData("{ var f = W * x + U * h + b; f += {|RNN0210:x|}; return f; }", "`f` is (H=8), `x` is (I=4)")]
    [InlineData("{ var f = W * x + U * h + b; return {|RNN0210:2 * x|}; }", "the state `h` is (H=8), its next value `2 * x` is (I=4)")]
    [InlineData("{ var y = W * x + U * h + b; y = Tanh(x); return {|RNN0210:y|}; }", "the state `h` is (H=8), its next value `y` is (I=4)")]
    public void One_problem_at_the_operand(string body, string message) => Assert.Equal(message, Marked.Message(Sources.Step(body)));

    [Fact]
    public void One_mistake_is_one_diagnostic_even_when_its_result_is_used() => Marked.Verify(Sources.Step(
        "{ var a = W * x + {|RNN0210:x|}; var c = a + U * h + b; var d = c * x; return d + a; }"));

    [Fact]
    public void Two_mistakes_are_two() => Marked.Verify(Sources.Step(
        "{ var a = W * {|RNN0210:h|}; var c = U * {|RNN0210:x|}; return a + c + b; }"));

    [Fact]
    public void The_state_of_a_tuple_at_its_element() => Assert.Equal(
        "the state `c` is (C=5), its next value `W * x` is (H=8)",
        Marked.Message(Sources.Cell(
            "[Step] (Vector h, Vector c) Next([Input(I)] Vector x, [State(H)] Vector h, [State(C)] Vector c) => (U * h + b, {|RNN0210:W * x|});",
            "public const int C = 5;")));

    [Fact]
    public void Names_do_not_matter_values_do() => Marked.Verify(Sources.Cell(
        "[Step] Vector Next([Input(2 * 2)] Vector x, [State(Constants.Size)] Vector h) => W * x + U * h + b;")
        + "\npublic static class Constants { public const int Size = 8; }");

    [Theory]
    [InlineData("2 * Constants.Size", "2*Size=16")]
    [InlineData("(I + H) * 2", "(I+H)*2=24")]
    [InlineData("7", "7")]
    [InlineData("0x0_7", "7")]
    public void Sizes_are_shown_as_written(string size, string shown)
    {
        string message = Marked.Message(Sources.Cell(
            $"[Step] Vector Next([Input({size})] Vector x, [State(H)] Vector h) => W * {{|RNN0210:x|}} + U * h + b;")
            + "\npublic static class Constants { public const int Size = 8; }");
        Assert.Equal($"`W` is (H=8, I=4), `x` is ({shown})", message);
    }

    [Theory]
    [InlineData("[Linear(H, V)]", "[Linear(V, V)]", "Next.Apply(Memory", "Next.Apply({|RNN0210:Memory", "tokens)))", "tokens))|})", "`Next` reads (B, T, V=128), `Memory` is (B, T, H=256)")]
    [InlineData("[Linear(H, V)]", "[Linear(H, E)]", "Shape(\"B\", \"T\", \"V\")", "{|RNN0210:Shape(\"B\", \"T\", \"V\")|}", "", "", "`Logits` is declared (B, T, V=128), `Next` gives (B, T, E=32)")]
    [InlineData("Shape(\"B\", \"T\", \"V\")", "{|RNN0210:Shape(\"B\", \"T\")|}", "", "", "", "", "`Logits` has 3 axes, (B, T, features); 2 are declared")]
    [InlineData("Shape(\"B\", \"T\", \"V\")", "{|RNN0210:Shape(\"B\", \"T\", \"256\")|}", "", "", "", "", "`Logits` is declared (B, T, 256), `Next` gives (B, T, V=128)")]
    [InlineData("[Shape(\"B\", \"T\")]", "[{|RNN0210:Shape(\"T\")|}]", "", "", "", "", "`tokens` has 2 axes, (B, T); 1 is declared")]
    public void Layers_of_a_model(string from1, string to1, string from2, string to2, string from3, string to3, string message)
    {
        string source = Sources.LineModel;
        foreach ((string from, string to) in new[] { (from1, to1), (from2, to2), (from3, to3) })
            if (from.Length > 0)
                source = source.Replace(from, to, System.StringComparison.Ordinal);
        Assert.Equal(message, Marked.Message(source));
    }

    [Theory]
    [InlineData("Sequence Run(Sequence x, Sequence y) => Memory.Scan(x) + {|RNN0210:Memory.Scan(y)|};", "`Memory` is (B, T, 5), `Memory` is (B, T, 5) along the steps of another parameter: give both parameters one name for the axis, `[Shape(\"B\", \"T\", ...)]`, if they have the same lengths")]
    [InlineData("Sequence Run(Sequence x) { var y = Memory.Scan(x); return y + {|RNN0210:x|}; }", "`Memory` is (B, T, 5), `x` is (B, T, 4)")]
    [InlineData("Sequence Run(Sequence x) { var y = Memory.Scan(x); return Memory.Scan({|RNN0210:Concat(y, y)|}); }", "`Memory` reads (B, T, 4), `Concat(y, y)` is (B, T, 10)")]
    [InlineData("Sequence Run(Sequence x) { var y = Memory.Scan(x); return Memory.Scan(x, {|RNN0210:Last(x)|}); }", "the state `h` of `Memory` is (B, 5), `Last(x)` is (B, 4)")]
    [InlineData("Sequence Run(Sequence x) { var y = Memory.Scan(x); return Memory.Scan(x, {|RNN0210:[Last(y), Last(y)]|}); }", "`Memory` carries 1 state (h), 2 given")]
    [InlineData("Vectors Run(Sequence x) => Out.Apply({|RNN0210:MeanOverTime(Memory.Scan(x))|});", "`Out` reads (B, 7), `MeanOverTime(Memory.Scan(x))` is (B, 5)")]
    [InlineData("[{|RNN0210:Shape(\"B\", \"6\")|}] Vectors Run(Sequence x) => MeanOverTime(Memory.Scan(x));", "`Run` is declared (B, 6), `MeanOverTime(Memory.Scan(x))` gives (B, 5)")]
    public void Values_of_a_forward_method(string method, string message) => Assert.Equal(message, Marked.Message(Sources.Usings + $$"""
        using static RnnGen.Sequences;

        [SequenceModel]
        public sealed partial class Model
        {
            [Gru(4, 5)] public partial Recurrent Memory { get; }
            [Linear(7, 2)] public partial Linear Out { get; }
            [Linear(5, 7)] public partial Linear Wide { get; }

            public Linear Unused => Wide;

            [Forward] {{method}}
        }
        """));

    [Theory]
    [InlineData("Memory.Scan({|RNN0210:x|})", "the cell of `Memory` attends over a memory (B, S, 6): `Memory.Scan(input, memory)`")]
    [InlineData("Memory.Scan(x, memory: {|RNN0210:x|})", "`Memory` attends over (B, S, 6), `x` is (B, T, 4)")]
    [InlineData("Plain.Scan(x, memory: {|RNN0210:y|})", "the cell of `Plain` attends over nothing: it has no [Memory] parameter")]
    public void The_memory_of_a_layer(string call, string message) => Assert.Equal(message, Marked.Message(Sources.Usings + $$"""
        [RecurrentCell]
        public sealed partial class Attending
        {
            [Weight(5, 4)] public partial Matrix W { get; }
            [Weight(5, 6)] public partial Matrix U { get; }
            [Step] Vector Next([Input(4)] Vector x, [State(5)] Vector h, [Memory(6)] Memory keys) => Tanh(W * x + U * Context(Softmax(Dot(h, U * keys)), keys));
        }

        [SequenceModel]
        public sealed partial class Model
        {
            [Recurrent(typeof(Attending))] public partial Recurrent Memory { get; }
            [Gru(4, 5)] public partial Recurrent Plain { get; }
            [Forward] Sequence Run([Shape("B", "T", "4")] Sequence x, [Shape("B", "S", "6")] Sequence y) => {{call}};
        }
        """));

    [Theory]
    [InlineData("Memory.Scan({|RNN0210:x|})", "the cell of `Memory` reads (B, T, 1) beside its input")]
    [InlineData("Memory.Scan(x, {|RNN0210:x|})", "`Memory` reads (B, T, 1) along the time axis of its input, `x` is (B, T, 4)")]
    [InlineData("Memory.Scan(x, {|RNN0210:other|})", "`Memory` reads (B, T, 1) along the time axis of its input, `other` is (B, T, 1) along another: declare one name for both, `[Shape(\"B\", \"T\", ...)]`")]
    [InlineData("Memory.Scan(x, dt, {|RNN0210:dt|})", "the cell of `Memory` reads (B, T, 1) beside its input")]
    public void The_further_inputs_of_a_layer(string call, string message) => Assert.Equal(message, Marked.Message(Sources.Usings + $$"""
        [SequenceModel]
        public sealed partial class Model
        {
            [Cfc(4, 5)] public partial Recurrent Memory { get; }
            [Forward] Sequence Run([Shape("B", "T", "4")] Sequence x, [Shape("B", "T", "1")] Sequence dt, [Shape("B", "S", "1")] Sequence other) => {{call}};
        }
        """));

    [Fact]
    public void Tied_weights_have_one_shape() => Assert.Equal(
        "the matrix of `Next` is (V=128, H=256), the table of `Characters` is (V=128, E=32): tied weights have one shape",
        Marked.Message(Sources.LineModel.Replace("[Linear(H, V)]", "[Linear(H, V, {|RNN0210:TiedTo = nameof(Characters)|})]", System.StringComparison.Ordinal)));

    [Fact]
    public void A_declared_axis_that_names_nothing_is_free() =>
        Marked.Verify(Sources.LineModel.Replace("\"V\")", "\"Classes\")", System.StringComparison.Ordinal));

    [Fact]
    public void Stacked_cells_need_one_size() => Marked.Verify(Sources.Step("=> Tanh(W * x + U * h + b);") + """

        [SequenceModel]
        public sealed partial class Model
        {
            [Recurrent(typeof(Cell), {|RNN0210:Layers = 2|})] public partial Recurrent Memory { get; }

            [Forward] Sequence Run(Sequence x) => Memory.Scan(x);
        }
        """);

    [Fact]
    public void It_cannot_be_configured_away()
    {
        Assert.Contains("NotConfigurable", Descriptors.EquationShape.CustomTags);
        Assert.Equal(Microsoft.CodeAnalysis.DiagnosticSeverity.Error, Descriptors.EquationShape.DefaultSeverity);
    }
}
