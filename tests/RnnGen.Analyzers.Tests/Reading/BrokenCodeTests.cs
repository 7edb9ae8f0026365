using RnnGen.Analyzers.Tests.Harness;
using Xunit;

namespace RnnGen.Analyzers.Tests.Reading;

/// <summary>Where the compiler already complains, no rule does.</summary>
public sealed class BrokenCodeTests
{
    [Theory]
    [InlineData("=> Tanh(W * x + U * missing + b);")]
    [InlineData("=> Tanh(W * x + U * h + b;")]
    [InlineData("=> Tanh(W * U);")]
    [InlineData("{ var a = Helper(h); var c = a + ; return h; }")]
    [InlineData("{ if (h) return h; return missing; }")]
    [InlineData("{ Vector a; return a + h; }")]
    [InlineData("{ }")]
    [InlineData("=> ;")]
    [InlineData("")]
    [InlineData("{ return Tanh(W * h + Missing(b)); }")]
    [InlineData("{ double k = h; return k * h; }")]
    [InlineData("{ return (h, h); }")]
    [InlineData("=> x.Sigmoid();")]
    public void Bodies(string body) => Marked.Verify(Sources.Step(body));

    [Theory]
    [InlineData("[Weight(H, J)] public partial Matrix V { get; }")]
    [InlineData("[Weight(H)] public partial Matrix V { get; }")]
    [InlineData("[Weight(H, \"3\")] public partial Matrix V { get; }")]
    [InlineData("[Weight(H, I)] public partial Matrx V { get; }")]
    [InlineData("[Bias(")]
    [InlineData("private const int N = M; [Bias(N)] public partial Vector v { get; }")]
    public void Declarations(string member) => Marked.Verify(Sources.Step("=> Tanh(W * x + U * h + b);", member));

    [Theory]
    [InlineData("[Step] Vectr Next([Input(I)] Vector x, [State(H)] Vector h) => h;")]
    [InlineData("[Step] Vector Next([Input(I)] Vectr x, [State(H)] Vector h) => h;")]
    [InlineData("[Step] Vector Next([Input(Q)] Vector x, [State(H)] Vector h) => W * x;")]
    [InlineData("[Step] (Vector h, Vectr c) Next([Input(I)] Vector x, [State(H)] Vector h) => (h, h);")]
    public void Steps(string step) => Marked.Verify(Sources.Cell(step));

    [Theory]
    [InlineData("Next.Apply(Memory.Scan(Characters.Lookup(token)))")]
    [InlineData("Next.Apply(Memory.Scan(tokens))")]
    [InlineData("Next.Apply(Memory.Scan(Characters.Lookup(")]
    [InlineData("Next.Aply(Memory.Scan(Characters.Lookup(tokens)))")]
    public void Models(string body) =>
        Marked.Verify(Sources.LineModel.Replace("Next.Apply(Memory.Scan(Characters.Lookup(tokens)))", body, System.StringComparison.Ordinal));

    [Fact]
    public void A_mistake_beside_a_broken_method_is_still_reported() => Marked.Verify(Sources.Step("=> Tanh(W * {|RNN0210:h|} + U * h + b);", "void Other() { missing(); }"));

    [Fact]
    public void Without_the_runtime_nothing_happens() => Assert.Empty(Compile.Analyze(Compile.From(Compile.Framework, """
        namespace Elsewhere
        {
            public sealed class RecurrentCellAttribute : System.Attribute;
            [RecurrentCell] public class Cell { }
        }
        """)));

    [Fact]
    public void Attributes_of_the_same_name_are_not_ours() => Marked.Verify("""
        public sealed class RecurrentCellAttribute : System.Attribute;

        [RecurrentCell] public class Cell { }
        """);
}
