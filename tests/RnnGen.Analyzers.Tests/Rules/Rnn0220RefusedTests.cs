using RnnGen.Analyzers.Tests.Harness;
using Xunit;

namespace RnnGen.Analyzers.Tests.Rules;

/// <summary>RNN0220: every refused construct, where it is reported and what the message says.</summary>
public sealed class Rnn0220RefusedTests
{
    [Theory]
    [InlineData("{ {|RNN0220:for (int k = 0; k < 3; k++) h = Tanh(h);|} return h; }", "A loop")]
    [InlineData("{ {|RNN0220:foreach (var v in new[] { x }) h = Tanh(h);|} return h; }", "A loop")]
    [InlineData("{ {|RNN0220:while (true) h = Tanh(h);|} }", "A loop")]
    [InlineData("{ {|RNN0220:if (I > H) h = Tanh(h);|} return h; }", "`if`")]
    [InlineData("{ var y = {|RNN0220:h.Size > 3 ? h : b|}; return y; }", "?:")]
    [InlineData("{ {|RNN0220:switch (I) { case 4: return h; }|} return b; }", "`switch`")]
    [InlineData("=> {|RNN0220:I switch { 4 => h, _ => b }|};", "`switch`")]
    [InlineData("=> {|RNN0220:h ?? b|};", "null check")]
    [InlineData("=> {|RNN0220:Helper(h)|};", "Calling `Cell.Helper`")]
    [InlineData("=> {|RNN0220:Other.Tanh(h)|};", "write `RnnGen.Equations.Tanh`")]
    [InlineData("{ System.Func<Vector, Vector> f = {|RNN0220:v => v|}; return h; }", "lambda")]
    [InlineData("{ System.Func<Vector, Vector> f = {|RNN0220:Tanh|}; return h; }", "lambda or delegate")]
    [InlineData("{ {|RNN0220:Vector Local(Vector v) => v;|} return {|RNN0220:Local(h)|}; }", "local function")]
    [InlineData("=> h * {|RNN0220:x[0]|};", "single elements")]
    [InlineData("=> ({|RNN0220:W + Outer(h, x)|}) * x;", "a weight or a transposed matrix multiplies a vector")]
    [InlineData("=> ({|RNN0220:Transpose(Outer(x, h)) * 2|}) * x;", "a weight or a transposed matrix multiplies a vector")]
    [InlineData("=> {|RNN0220:Tanh(W)|} * x;", "a weight or a transposed matrix multiplies a vector")]
    [InlineData("=> ({|RNN0220:-U|}) * h;", "operator")]
    [InlineData("=> {|RNN0220:Row(U, 3)|} + h;", "rows are read of a property marked [Table(count, size)]")]
    [InlineData("{ var M = Outer(h, h); return h * {|RNN0220:M[0, 0]|}; }", "single elements")]
    [InlineData("=> {|RNN0220:Vector.Zeros(H)|};", "Calling `Vector.Zeros`")]
    [InlineData("=> {|RNN0220:Matrix.From(new double[8, 8])|} * h;", "Calling `Matrix.From`")]
    [InlineData("{ var d = {|RNN0220:new double[3]|}; return h; }", "Creating a value")]
    [InlineData("{ var d = {|RNN0220:new object()|}; return h; }", "Creating a value")]
    [InlineData("=> h * {|RNN0220:gain|};", "field `gain`")]
    [InlineData("=> h + {|RNN0220:Plain|};", "mark the property")]
    [InlineData("=> {|RNN0220:other.W|} * x;", "other.W")]
    [InlineData("{ {|RNN0220:saved|} = h; return h; }", "Writing to `saved`")]
    [InlineData("{ {|RNN0220:Plain|} = h; return h; }", "Writing to `Plain`")]
    [InlineData("{ {|RNN0220:x[0]|} = 1; return h; }", "Writing to `x[0]`")]
    [InlineData("{ ref Vector {|RNN0220:r = ref h|}; return h; }", "`ref` local")]
    [InlineData("{ int k = 0; {|RNN0220:k++|}; return h; }", "`++`")]
    [InlineData("=> {|RNN0220:throw new System.Exception()|};", "`throw`")]
    [InlineData("{ {|RNN0220:throw new System.Exception();|} }", "`throw`")]
    [InlineData("{ {|RNN0220:try { return h; } finally { }|} }", "`try`")]
    [InlineData("{ {|RNN0220:lock (h) { return h; }|} }", "`lock`")]
    [InlineData("{ {|RNN0220:using (Resource) return h;|} }", "`using`")]
    [InlineData("{ {|RNN0220:using var r = Resource;|} return h; }", "`using`")]
    [InlineData("{ {|RNN0220:goto done;|} {|RNN0220:done: return h;|} }", "jump")]
    [InlineData("{ int k = 2; int m = {|RNN0220:k % 2|}; return m * h; }", "operator (Remainder)")]
    [InlineData("{ int k = 7; int m = {|RNN0220:k / 2|}; return m * h; }", "operator (Divide)")]
    [InlineData("{ {|RNN0220:Tanh(h)|}; return h; }", "A value that is not used")]
    [InlineData("{ {|RNN0220:Helper(h)|}; return h; }", "Calling `Cell.Helper`")]
    [InlineData("{ var s = {|RNN0220:\"text\"|}; return h; }", "The value")]
    [InlineData("{ object o = {|RNN0220:(object)h|}; return h; }", "conversion")]
    [InlineData("{ Vector y = {|RNN0220:null|}!; return h; }", "The value")]
    [InlineData("{ var t = {|RNN0220:this|}; return h; }", "`this`")]
    [InlineData("{ var q = {|RNN0220:h is null|}; return h; }", "")]
    public void Refused(string body, string says)
    {
        Assert.Contains(Marked.Verify(Sources.Step(body, Members) + Look), diagnostic =>
            diagnostic.GetMessage(System.Globalization.CultureInfo.InvariantCulture).Contains(says, System.StringComparison.Ordinal));
    }

    [Fact]
    public void Every_refused_construct_is_reported_once_and_the_rest_is_still_read() => Marked.Verify(Sources.Step(
        """
        {
            var a = {|RNN0220:Helper(x)|};
            var c = a + h;
            var d = {|RNN0220:Helper(c)|} * c;
            var e = Tanh(U * x);
            return {|RNN0220:Helper(d)|};
        }
        """, Members) + Look);

    [Fact]
    public void The_message_says_what_to_write_instead()
    {
        string message = Marked.Message(Sources.Step("=> {|RNN0220:h.Size > 3 ? h : b|};"));
        Assert.Equal("The conditional operator `?:` is not part of the equation language: choose between both branches: `Select(a > b, a, b)`, or blend them with a gate: `g * a + (1 - g) * b`", message);
    }

    [Fact]
    public void Someone_elses_functions_and_operators_are_not_ours() => Marked.Verify("""
        using RnnGen;
        using static Mine.Functions;

        namespace Mine
        {
            public static class Functions { public static Vector Tanh(Vector x) => x; }

            [RecurrentCell]
            public sealed partial class Cell
            {
                [Weight(3, 2)] public partial Matrix W { get; }

                [Step] Vector Next([Input(2)] Vector x, [State(3)] Vector h) => {|RNN0220:Tanh(h + W * x)|};
            }
        }
        """);

    [Fact]
    public void Aliases_and_qualified_names_are_ours() => Marked.Verify("""
        using E = RnnGen.Equations;
        using V = RnnGen.Vector;

        [RnnGen.RecurrentCell]
        public sealed partial class Cell
        {
            [RnnGen.Weight(3, 2)] public partial RnnGen.Matrix W { get; }

            [RnnGen.Step] V Next([RnnGen.Input(2)] V x, [RnnGen.State(3)] V h) => E.Tanh(h + global::RnnGen.Equations.Exp(W * x));
        }
        """);

    [Fact]
    public void An_error_that_makes_the_code_wrong_cannot_be_configured_away()
    {
        Assert.Contains("NotConfigurable", Descriptors.EquationConstruct.CustomTags);
        Marked.Verify(Sources.Step("=> {|RNN0220:Helper(h)|};", "#pragma warning disable RNN0210\n" + Members) + Look);
    }

    private const string Members = """
            private double gain = 2;
            private Vector saved = null!;
            private Cell other = null!;
            private Vector Plain { get; set; } = null!;
            private System.IDisposable Resource => null!;
            private Vector Helper(Vector v) => v;
            public double Read() => gain + (saved is null ? 0 : 1) + (other is null ? 0 : 1);
        """;

    private const string Look = """

        public static class Other { public static Vector Tanh(Vector v) => v; }
        """;
}
