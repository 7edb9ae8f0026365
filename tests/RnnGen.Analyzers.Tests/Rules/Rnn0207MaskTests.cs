using RnnGen.Analyzers.Tests.Harness;
using Xunit;

namespace RnnGen.Analyzers.Tests.Rules;

public sealed class Rnn0207MaskTests
{
    /// <summary>Half of these are wrong, half only look it.</summary>
    [Fact]
    public void Programs() => FlowMarked.Verify("""
            static void Use([Shape("B", "T", "F")] Tensor x, [Shape("B", "T")] bool[,] mask) { }

            static void New([Shape("B", "T", "F")] Tensor x) { Use(x, {|RNN0207:new bool[x.Dims[0], x.Dims[1] - 1]|}); Use(x, new bool[x.Dims[0], x.Dims[1]]); }
            static void Kept([Shape("B", "T", "F")] Tensor x, int[] lengths) { Use(x, Masks.Keep(lengths, x.Dims[1])); Use(x, {|RNN0207:Masks.Keep(lengths, x.Dims[1] + 1)|}); }
            static void Cut([Shape("B", "T", "F")] Tensor x, [Shape("B", "T")] bool[,] mask)
            {
                Tensor rest = x.Slice(1, 1, x.Dims[1] - 1);
                rest.Where({|RNN0207:mask|}, 0);
                rest.Where(Masks.Slice(mask, 1, x.Dims[1] - 1), 0);
                Use(rest, {|RNN0207:mask|});
            }

            static void Loss([Shape("B", "T", "V")] Tensor z, [Shape("B", "T")] int[,] y, int[] lengths)
            {
                int n = z.Dims[1] - 1;
                Losses.CrossEntropy(z.Slice(1, 0, n), new int[z.Dims[0], n], Masks.Keep(lengths, n));
                Losses.CrossEntropy(z.Slice(1, 0, n), new int[z.Dims[0], n], {|RNN0207:Masks.Keep(lengths, n + 1)|});
                Losses.CrossEntropy(z, y, Masks.Keep(lengths, int.Parse("7")));
            }

            static void Attend([Shape("B", "T", "S")] Tensor scores, [Shape("B", "S")] bool[,] source, [Shape("B", "T")] bool[,] target)
            {
                scores.MaskedSoftmax(source);
                scores.MaskedSoftmax({|RNN0207:target|});
                scores.Where(source, -1e9, axis: 2);
                scores.Where(target, 0);
                scores.Where({|RNN0207:source|}, 0);
            }

            static void Lengths([Shape("B", "T", "F")] Tensor x, [Shape("B")] int[] lengths) => Sequence.From(x, lengths);
            static void LengthsOfOneMore([Shape("B", "T", "F")] Tensor x) => Sequence.From(x, {|RNN0207:new int[x.Dims[0] + 1]|});
        """);
}
