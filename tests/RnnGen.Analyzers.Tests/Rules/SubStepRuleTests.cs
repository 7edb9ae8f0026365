using RnnGen.Analyzers.Tests.Harness;
using Xunit;

namespace RnnGen.Analyzers.Tests.Rules;

/// <summary>What is said about tokens, tables and cells inside a step.</summary>
public sealed class SubStepRuleTests
{
    private const string Gate = """

        [RecurrentCell]
        public sealed partial class Gate
        {
            public const int I = 4, H = 8;
            [Weight(H, I)] public partial Matrix W { get; }
            [Weight(H, H)] public partial Matrix U { get; }
            public static Vector Other(Vector v) => v;
            [Step] public Vector Next([Input(I)] Vector x, [Input(H)] Vector h) => Sigmoid(W * x + U * h);
        }
        """;

    [Theory]
    [InlineData("=> {|RNN0220:Row(E, 3)|} + h;", "the row is chosen by the step's token")]
    [InlineData("=> {|RNN0220:E * x|};", "a token chooses a row of it: `Row(E, token)`")]
    [InlineData("=> {|RNN0220:Transpose(E)|} * h;", "a token chooses a row of it")]
    [InlineData("=> {|RNN0220:(double)token|} * h;", "a token only chooses a row")]
    [InlineData("{ int next = {|RNN0220:token + 1|}; return h; }", "a token only chooses a row")]
    [InlineData("=> {|RNN0220:Row(U, token)|} + h;", "rows are read of a property marked [Table(count, size)]")]
    public void Tokens_and_tables(string body, string says) => Says(says, Sources.Cell(
        "[Step] Vector Next([Input(I)] Vector x, [Input] int token, [State(H)] Vector h) " + body, "[Table(5, H)] public partial Matrix E { get; }"));

    [Theory]
    [InlineData("=> {|RNN0220:Forget.ToString()|}.Length * h;", "only the method marked [Step] is called")]
    [InlineData("{ var f = {|RNN0220:Forget|}; return h; }", "call its step: `Forget.Next(...)`")]
    [InlineData("=> {|RNN0220:Gate.Other(h)|};", "make it the step of a [RecurrentCell] class and that a [SubCell]")]
    [InlineData("=> {|RNN0220:Forget.W|} * x;", "Forget.W")]
    public void Parts(string body, string says) => Says(says, Cell(body));

    [Theory]
    [InlineData("=> Forget.Next({|RNN0210:h|}, h);", "`x` of `Forget.Next` is (I=4), `h` is (H=8)")]
    [InlineData("=> Forget.Next(x, {|RNN0210:x * 0.5 + Concat(h, x)[..4]|});", "`h` of `Forget.Next` is (H=8)")]
    [InlineData("=> Forget.Next(h: {|RNN0210:Outer(x, x) * x|}, x: x);", "`h` of `Forget.Next` is (H=8)")]
    [InlineData("=> Forget.Next(x, W * x * 0.5 + {|RNN0210:Concat(h, x)[..4]|});", "is (H=8)")]
    [InlineData("=> Forget.Next(h: Outer(h, h) * {|RNN0210:x|}, x: x);", "`x` is (I=4)")]
    public void Arguments_of_parts(string body, string says) => Says(says, Cell(body));

    [Fact]
    public void A_circle_of_parts_is_named_once_at_each_place() => Marked.Verify(Sources.Usings + """
        [RecurrentCell] public sealed partial class A { [SubCell] public partial B {|RNN0221:Other|} { get; } [Step] public Vector Next([Input(2)] Vector x, [State(2)] Vector h) => Other.Next(x, h); }
        [RecurrentCell] public sealed partial class B { [SubCell] public partial A {|RNN0221:Other|} { get; } [Step] public Vector Next([Input(2)] Vector x, [State(2)] Vector h) => Other.Next(x, h); }
        """);

    [Fact]
    public void A_mistake_inside_a_part_is_reported_once() => Marked.Verify(Cell("=> Forget.Next(x, h);").Replace("Sigmoid(W * x + U * h)", "Sigmoid(W * {|RNN0210:h|} + U * h)", System.StringComparison.Ordinal));

    [Fact]
    public void A_part_that_is_never_called_is_unused() => Assert.Equal(
        "`Forget` is declared but never used: neither the output nor a state depends on it",
        Marked.Message(Cell("=> Tanh(W * x + U * h + b);").Replace("Gate Forget {", "Gate {|RNN0706:Forget|} {", System.StringComparison.Ordinal)));

    [Fact]
    public void Parts_that_can_be_read_are_silent() => Marked.Verify(Cell("{ var f = Forget.Next(x, h); return f * h + (1 - f) * Tanh(W * x + U * h + b); }"));

    private static string Cell(string body) => Sources.Cell("[Step] Vector Next([Input(I)] Vector x, [State(H)] Vector h) " + body, "[SubCell] public partial Gate Forget { get; }") + Gate;

    private static void Says(string says, string source) => Assert.Contains(
        Marked.Verify(source), diagnostic => diagnostic.GetMessage(System.Globalization.CultureInfo.InvariantCulture).Contains(says, System.StringComparison.Ordinal));
}
