using RnnGen.Analyzers.Tests.Harness;
using Xunit;

namespace RnnGen.Analyzers.Tests.Rules;

/// <summary>RNN0706: parameters and layers nothing depends on.</summary>
public sealed class Rnn0706UnusedTests
{
    private const string Unused = "[Bias(H)] public partial Vector {|RNN0706:bo|} { get; }";

    [Fact]
    public void Never_mentioned() => Assert.Equal(
        "`bo` is declared but never used: neither the output nor a state depends on it",
        Marked.Message(Sources.Step("=> Tanh(W * x + U * h + b);", Unused)));

    [Fact]
    public void A_parameter_written_twice_is_named() => Assert.Equal(
        "`bo` is declared but never used: neither the output nor a state depends on it; `b`, of the same shape, is used by `f` and `o`",
        Marked.Message(Sources.Step("{ var f = Sigmoid(W * x + b); var o = Sigmoid(U * h + b); return f * o; }", Unused)));

    [Fact]
    public void Used_only_by_a_value_nobody_uses() => Marked.Verify(Sources.Step(
        "{ var o = Sigmoid(U * h + bo); return Tanh(W * x + U * h + b); }", Unused));

    [Fact]
    public void A_matrix() => Marked.Verify(Sources.Step("=> Tanh(W * x + U * h + b);", "[Weight(H, H)] public partial Matrix {|RNN0706:V|} { get; }"));

    [Fact]
    public void A_layer() => Marked.Verify(Sources.LineModel.Replace(
        "public partial Linear Next { get; }", "public partial Linear Next { get; } [Linear(H, V)] public partial Linear {|RNN0706:Spare|} { get; }", System.StringComparison.Ordinal));

    [Fact]
    public void Used_by_a_state_only_is_used() => Marked.Verify(Sources.Cell(
        "[Step] (Vector h, Vector c) Next([Input(I)] Vector x, [State(H)] Vector h, [State(H)] Vector c) => (W * x + U * h, c + b);"));

    [Fact]
    public void Pragma_silences_it() => Marked.Verify(Sources.Step("=> Tanh(W * x + U * h + b);", """

        #pragma warning disable RNN0706
            [Bias(H)] public partial Vector bo { get; }
        #pragma warning restore RNN0706
        """));

    [Fact]
    public void An_attribute_with_a_reason_silences_it() => Marked.Verify(Sources.Step("=> Tanh(W * x + U * h + b);", """
        [System.Diagnostics.CodeAnalysis.SuppressMessage("RnnGen.Cell", "RNN0706", Justification = "read by an old file")]
        [Bias(H)] public partial Vector bo { get; }
        """));

    [Theory]
    [InlineData("none", 0)]
    [InlineData("error", 1)]
    public void Editorconfig_sets_its_severity(string severity, int count)
    {
        var diagnostics = Compile.Analyze(Compile.From(Sources.Step("=> Tanh(W * x + U * h + b);", "[Bias(H)] public partial Vector bo { get; }")).WithSeverity("RNN0706", severity));
        Assert.Equal(count, diagnostics.Count);
        Assert.All(diagnostics, diagnostic => Assert.Equal(severity, diagnostic.Severity.ToString(), ignoreCase: true));
    }
}
