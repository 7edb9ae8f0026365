using RnnGen.Analyzers.Tests.Harness;
using Xunit;

namespace RnnGen.Analyzers.Tests.Rules;

/// <summary>Mistakes about a memory, at their places.</summary>
public sealed class AttentionRuleTests
{
    private const string Sizes = "public const int K = 5; [Weight(H, K)] public partial Matrix V { get; }";

    [Theory]
    [InlineData("=> Tanh(W * x + V * Context(Softmax(Dot(h, {|RNN0210:m|})), m));", "`h` is (H=8), `m` is (S, K=5)")]
    [InlineData("=> Tanh(W * x + V * Context(Softmax(Dot(h, U * {|RNN0210:m|})), m));", "`U` is (H=8, H=8), `m` is (S, K=5)")]
    [InlineData("=> Tanh(W * x + V * Context(Softmax(Dot(h, V * m + {|RNN0210:x|})), m));", "`V * m` is (S, H=8), `x` is (I=4)")]
    [InlineData("=> Tanh(W * x + U * h + {|RNN0210:Context(Softmax(Dot(h, V * m)), m)|});", "`W * x + U * h` is (H=8), `Context(Softmax(Dot(h, V * m)), m)` is (K=5)")]
    public void Shapes(string body, string message) => Assert.Equal(message, Marked.Message(Sources.Cell(
        "[Step] Vector Next([Input(I)] Vector x, [State(H)] Vector h, [Memory(K)] Memory m) " + body, Sizes)));

    [Theory]
    [InlineData("[Step] Vector Next([Input(I)] Vector x, [State(H)] Vector h, [Memory(K)] Memory m, [Memory(K)] Memory {|RNN0221:n|}) => h;", "is a second memory besides `m`")]
    [InlineData("[Step] Vector Next([Input(I)] Vector x, [State(H)] Vector h, [Memory(K)] Vector {|RNN0221:m|}) => h;", "must be a plain `Memory`")]
    [InlineData("[Step] Vector Next([Input(I)] Vector x, [State(H)] Vector h, [Memory({|RNN0221:0|})] Memory m) => h;", "at least 1")]
    public void Declarations(string step, string says) => Assert.Contains(says, Marked.Message(Sources.Cell(step, Sizes)), System.StringComparison.Ordinal);

    [Fact]
    public void Scores_are_no_main_output() => Assert.Contains("the main output is a vector", Marked.Message(Sources.Cell(
        "[Step(Output = \"w\")] (Vector h, Scores w) {|RNN0222:Next|}([Input(I)] Vector x, [State(H)] Vector h, [Memory(K)] Memory m) => (h, Softmax(Dot(h, V * m)));",
        Sizes)), System.StringComparison.Ordinal);

    [Fact]
    public void Attention_is_accepted() => Marked.Verify(Sources.Cell(
        """
        [Step] (Vector h, Scores w) Next([Input(I)] Vector x, [State(H)] Vector h, [Memory(K)] Memory m)
        {
            Memory keys = V * m + b;
            Scores w = Softmax(-0.5 * Dot(Tanh(keys), h) + 1);
            return (Tanh(W * x + V * Context(w, m) + U * h), w);
        }
        """, Sizes));
}
