using RnnGen.Analyzers.Tests.Harness;
using Xunit;

namespace RnnGen.Analyzers.Tests.Rules;

/// <summary>RNN0707: parameters whose gradient is always 0.</summary>
public sealed class Rnn0707NoGradientTests
{
    private const string Stuck = "[Bias(H)] public partial Vector {|RNN0707:s|} { get; }";

    [Theory]
    [InlineData("=> Tanh(W * x + U * h + b + 0 * s);")]
    [InlineData("=> Tanh(W * x + U * h + b + s * 0.0);")]
    [InlineData("=> Tanh(W * x + U * h + b + 0 / Exp(s));")]
    [InlineData("{ const double off = 0; var k = off * Sigmoid(s); return Tanh(W * x + U * h + b + k); }")]
    [InlineData("{ var k = -0.0 * Sigmoid(s); return Tanh(W * x + U * h + b + k); }")]
    public void Multiplied_by_zero(string body) => Marked.Verify(Sources.Step(body, Stuck));

    [Fact]
    public void The_message_names_it() => Assert.StartsWith(
        "`s` is used, but its gradient is always 0", Marked.Message(Sources.Step("=> Tanh(W * x + U * h + b + 0 * s);", Stuck)), System.StringComparison.Ordinal);

    [Theory]
    [InlineData("=> Tanh(W * x + U * h + b + 0.001 * s);")]
    [InlineData("=> Tanh(W * x + U * h + b + 0 * s + s);")]
    [InlineData("=> Tanh(W * x + U * h + b + s / 5);")]
    public void With_a_path_it_is_silent(string body) => Marked.Verify(Sources.Step(body, "[Bias(H)] public partial Vector s { get; }"));

    [Fact]
    public void A_matrix() => Marked.Verify(Sources.Step(
        "=> Tanh(W * x + U * h + b + 0 * (V * h));", "[Weight(H, H)] public partial Matrix {|RNN0707:V|} { get; }"));

    [Fact]
    public void Pragma_silences_it() => Marked.Verify(Sources.Step("=> Tanh(W * x + U * h + b + 0 * s);", """

        #pragma warning disable RNN0707
            [Bias(H)] public partial Vector s { get; }
        #pragma warning restore RNN0707
        """));

    [Fact]
    public void Editorconfig_silences_it() => Assert.Empty(Compile.Analyze(
        Compile.From(Sources.Step("=> Tanh(W * x + U * h + b + 0 * s);", "[Bias(H)] public partial Vector s { get; }")).WithSeverity("RNN0707", "none")));
}
