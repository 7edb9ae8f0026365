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
    [InlineData("Sequence Logits(Tokens tokens) { var y = Memory.Scan(Characters.Lookup(tokens)); {|RNN0223:foreach (var n in y.Lengths) { }|} return Next.Apply(y); }", "write the layers out one after another")]
    [InlineData("Sequence Logits(Tokens tokens) => Next.Apply(Memory.Scan({|RNN0223:Sequence.From(new Tensor(1, 2, 32))|}));", "is not part of the forward language")]
    [InlineData("Sequence Logits(Tokens tokens) => Next.Apply(Sequences.Dropout(Memory.Scan(Characters.Lookup(tokens)), {|RNN0223:0.1 * tokens.Batch|}));", "must be a constant")]
    [InlineData("Vectors Logits(Tokens tokens) => Memory.Scan(Characters.Lookup(tokens)).Final({|RNN0223:\"g\"|});", "`Memory` has no state `g`: its states are `h`, `c`")]
    [InlineData("(Sequence A, Sequence B) Logits(Tokens tokens) { var y = Next.Apply(Memory.Scan(Characters.Lookup(tokens))); return {|RNN0223:(y, y)|}; }", "is returned twice")]
    [InlineData("(Vectors A, Vectors B) Logits(Tokens tokens, Vectors v) => (Sequences.Last(Memory.Scan(Characters.Lookup(tokens))), {|RNN0223:v|} * 2);", "how many features `v` has is not known here")]
    [InlineData("Sequence Logits(Tokens tokens) => {|RNN0223:other.Next.Apply(Memory.Scan(Characters.Lookup(tokens)))|}; private LineModel other = null!; LineModel Me => other;", "forward language")]
    [InlineData("Sequence {|RNN0223:Logits|}(Tokens tokens, int k) => Next.Apply(Memory.Scan(Characters.Lookup(tokens)));", "takes `Tokens`, `Sequence` or `Vectors`")]
    [InlineData("object {|RNN0223:Logits|}(Tokens tokens) => Next.Apply(Memory.Scan(Characters.Lookup(tokens)));", "returns a `Sequence`, `Vectors` or a tuple of these")]
    [InlineData("Sequence {|RNN0223:Logits|}(Sequence x) => x;", "applies no layer")]
    [InlineData("static Sequence {|RNN0223:Logits|}(Tokens tokens) => null!;", "instance method")]
    public void Refused(string method, string says) =>
        Assert.Contains(says, Marked.Message(Sources.LineModel.Replace("[Forward, Shape(\"B\", \"T\", \"V\")]", "[Forward]", System.StringComparison.Ordinal).Replace(Method, method, System.StringComparison.Ordinal)), System.StringComparison.Ordinal);

    [Theory]
    [InlineData("Sequence Logits(Tokens tokens) { var e = Characters.Lookup(tokens); Sequence y = Memory.Scan(e); y = Next.Apply(y); return (y); }")]
    [InlineData("Sequence Logits(Tokens tokens) { var e = Characters.Lookup(tokens); var (y, z) = (Memory.Scan(e), Memory.Scan(Sequences.Reverse(e))); return Next.Apply(z + Memory.Scan(initial: [z.Final(\"h\"), z.Final(\"c\"), z.Final(\"h\"), z.Final(\"c\")], input: e)); }")]
    [InlineData("(Vectors, Sequence) Logits(Tokens tokens, [Shape(\"B\", \"3\")] Vectors v) { var y = Memory.Scan(Characters.Lookup(tokens)); Sequence z = y; z += Sequences.Reverse(y) * 2; _ = v; return (Sequences.Concat(Sequences.Last(z), v), Next.Apply(1 - z)); }")]
    [InlineData("Sequence Logits(Tokens tokens) { return this.Next.Apply(this.Memory.Scan(this.Characters.Lookup(tokens))); }")]
    public void Accepted(string method) => Marked.Verify(Sources.LineModel.Replace(Method, method, System.StringComparison.Ordinal));
}
