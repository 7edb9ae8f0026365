using RnnGen.Analyzers.Tests.Harness;
using Xunit;

namespace RnnGen.Analyzers.Tests.Rules;

/// <summary>RNN0223: forward methods.</summary>
public sealed class Rnn0223ForwardTests
{
    private const string Method = "Sequence Logits([Shape(\"B\", \"T\")] Tokens tokens) => Next.Apply(Memory.Scan(Characters.Lookup(tokens)));";

    [Theory]
    [InlineData("Sequence Logits(Tokens tokens) => Next.Apply(Memory.Scan({|RNN0223:Help(Characters.Lookup(tokens))|})); Sequence Help(Sequence s) => s;", "`Help(Characters.Lookup(tokens))` is not part of the forward language")]
    [InlineData("Sequence Logits(Tokens tokens) { {|RNN0223:if (V > 3) return Memory.Scan(Characters.Lookup(tokens));|} return Next.Apply(Memory.Scan(Characters.Lookup(tokens))); }", "is not part of the forward language")]
    [InlineData("Sequence Logits(Tokens tokens) => {|RNN0223:tokens is null ? null! : Next.Apply(Memory.Scan(Characters.Lookup(tokens)))|};", "forward language")]
    [InlineData("Sequence Logits(Tokens tokens) { var y = Memory.Scan(Characters.Lookup(tokens)); y = {|RNN0223:Memory.Scan(y)|}; return Next.Apply(y); }", "`Memory` is called twice")]
    [InlineData("Sequence Logits(Tokens tokens) => {|RNN0223:other.Next.Apply(Memory.Scan(Characters.Lookup(tokens)))|}; private LineModel other = null!; LineModel Me => other;", "forward language")]
    [InlineData("Sequence {|RNN0223:Logits|}(Tokens tokens, int k) => Next.Apply(Memory.Scan(Characters.Lookup(tokens)));", "takes one `Tokens` or `Sequence`")]
    [InlineData("object {|RNN0223:Logits|}(Tokens tokens) => Next.Apply(Memory.Scan(Characters.Lookup(tokens)));", "returns a `Sequence`")]
    [InlineData("Sequence {|RNN0223:Logits|}(Sequence x) => x;", "applies no layer")]
    [InlineData("static Sequence {|RNN0223:Logits|}(Tokens tokens) => null!;", "instance method")]
    public void Refused(string method, string says) =>
        Assert.Contains(says, Marked.Message(Sources.LineModel.Replace("[Forward, Shape(\"B\", \"T\", \"V\")]", "[Forward]", System.StringComparison.Ordinal).Replace(Method, method, System.StringComparison.Ordinal)), System.StringComparison.Ordinal);

    [Theory]
    [InlineData("Sequence Logits(Tokens tokens) { var e = Characters.Lookup(tokens); Sequence y = Memory.Scan(e); y = Next.Apply(y); return (y); }")]
    [InlineData("Sequence Logits(Tokens tokens) { return this.Next.Apply(this.Memory.Scan(this.Characters.Lookup(tokens))); }")]
    public void Accepted(string method) => Marked.Verify(Sources.LineModel.Replace(Method, method, System.StringComparison.Ordinal));
}
