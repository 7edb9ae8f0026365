using System;
using RnnGen.Analyzers.Tests.Harness;
using Xunit;

namespace RnnGen.Analyzers.Tests.Flow;

/// <summary>A whole sequence-to-sequence program with attention over tensors: nothing but its declarations says a shape.</summary>
public sealed class Seq2SeqTests
{
    private const string Program = """
        using System;
        using System.Collections.Generic;
        using System.Linq;
        using RnnGen;

        [SequenceModel]
        public sealed partial class Encoder
        {
            [Dimension] public const int V = 900, E = 24, H = 64;

            [Embedding(V, E)] public partial Embedding Words { get; }
            [Gru(E, H)]       public partial Recurrent Memory { get; }

            [Forward, Shape("B", "S", "H")]
            Sequence States([Shape("B", "S")] Tokens source) => Memory.Scan(Words.Lookup(source));
        }

        [SequenceModel]
        public sealed partial class Decoder
        {
            [Dimension] public const int V = 700, E = 32, H = 64;

            [Embedding(V, E)] public partial Embedding Words { get; }
            [Gru(E, H)]       public partial Recurrent Memory { get; }

            [Forward, Shape("B", "T", "H")]
            Sequence States([Shape("B", "T")] Tokens target) => Memory.Scan(Words.Lookup(target));
        }

        public sealed record Pair([property: Shape("B", "S")] Tokens Source, [property: Shape("B", "T")] Tokens Target, [property: Shape("B", "T")] int[,] Next);

        public static class Training
        {
            public static double Run(Encoder encoder, Decoder decoder, IEnumerable<Pair> pairs, float[] weights)
            {
                Tensor projection = Tensor.FromArray(weights, 2 * Decoder.H, Decoder.V);
                double total = 0;
                int count = 0;
                foreach (Pair pair in pairs)
                {
                    Tensor keys = encoder.Predict(pair.Source).Unwrap("attention masks them");
                    Tensor queries = decoder.Predict(pair.Target).Unwrap("the loss masks them");
                    Tensor context = Attend(queries, keys, pair.Source.Lengths.ToArray());
                    Tensor joined = Tensor.Concat(2, queries, context);
                    Tensor logits = joined.MatMul(projection);
                    bool[,] keep = Masks.Keep(pair.Target.Lengths.ToArray(), queries.Dims[1]);
                    TokenLosses losses = Losses.CrossEntropy(logits, pair.Next, keep);
                    total += losses.Sum;
                    count += losses.Tokens;
                }

                return total / count;
            }

            private static Tensor Attend(Tensor queries, Tensor keys, int[] lengths)
            {
                Tensor scores = queries.MatMul(keys.Transpose(1, 2)) / Math.Sqrt(queries.Dims[2]);
                Tensor weights = scores.MaskedSoftmax(Masks.Keep(lengths, keys.Dims[1]));
                return weights.MatMul(keys);
            }
        }
        """;

    [Fact]
    public void The_right_program_is_silent() => FlowMarked.VerifyFile(Program);

    [Theory]
    [InlineData("queries.MatMul(keys.Transpose(1, 2))", "queries.MatMul(keys)", "RNN0205")]
    [InlineData("queries.MatMul(keys.Transpose(1, 2))", "queries.MatMul(keys.Permute(2, 0, 1))", "RNN0205")]
    [InlineData("Tensor.Concat(2, queries, context)", "Tensor.Concat(1, queries, context)", "RNN0205")]
    [InlineData("Masks.Keep(lengths, keys.Dims[1])", "Masks.Keep(lengths, queries.Dims[1])", "RNN0207")]
    [InlineData("weights.MatMul(keys);", "weights.MatMul(keys.Transpose(1, 2));", "RNN0205")]
    [InlineData("2 * Decoder.H, Decoder.V)", "Decoder.V, 2 * Decoder.H)", "RNN0205")]
    [InlineData("2 * Decoder.H, Decoder.V)", "Decoder.H, Decoder.V)", "RNN0205")]
    [InlineData("Losses.CrossEntropy(logits, pair.Next, keep)", "Losses.CrossEntropy(logits.Transpose(0, 1), pair.Next, keep)", "RNN0201")]
    [InlineData("Tensor.Concat(2, queries, context)", "Tensor.Concat(2, queries, keys)", "RNN0202")]
    [InlineData("Losses.CrossEntropy(logits, pair.Next, keep)", "Losses.CrossEntropy(logits.Slice(1, 1, queries.Dims[1] - 1), pair.Next, keep)", "RNN0202")]
    [InlineData("queries.Dims[1]);", "queries.Dims[1] + 1);", "RNN0207")]
    public void One_wrong_axis_is_one_diagnostic(string right, string wrong, string rule)
    {
        Assert.Contains(right, Program, StringComparison.Ordinal);
        Assert.Equal(rule, Assert.Single(FlowMarked.Analyze(Program.Replace(right, wrong, StringComparison.Ordinal))).Id);
    }
}
