using RnnGen.Analyzers.Tests.Harness;
using Xunit;

namespace RnnGen.Analyzers.Tests.Rules;

public sealed class Rnn0202ExtentTests
{
    [Fact]
    public void Both_shapes_are_named() => Assert.Equal(
        "`y` is (B, T-1), (B, T) is needed",
        FlowMarked.Message("""
            static void Run([Shape("B", "T", "V")] Tensor x, [Shape("B", "T-1")] int[,] y) => Losses.CrossEntropy(x, {|RNN0202:y|});
            """));

    /// <summary>Half of these are wrong, half only look it.</summary>
    [Fact]
    public void Programs() => FlowMarked.Verify("""
            static void Use([Shape("B", "T", "F")] Tensor x, [Shape("B", "T")] Tensor y) { }
            static void Head([Shape("B", "H")] Tensor x) { }
            static int Ask() => int.Parse("3");

            static void Shorter([Shape("B", "T", "F")] Tensor x) => Use(x, {|RNN0202:new Tensor(x.Dims[0], x.Dims[1] - 1)|});
            static void AsLong([Shape("B", "T", "F")] Tensor x) => Use(x, new Tensor(x.Dims[0], x.Dims[1]));
            static void BothShorter([Shape("B", "T", "F")] Tensor x, [Shape("B", "T")] Tensor y) => Use(x.Slice(1, 0, x.Dims[1] - 1), y.Slice(1, 1, y.Dims[1] - 1));
            static void OneShorter([Shape("B", "T", "F")] Tensor x, [Shape("B", "T")] Tensor y) => Use(x, {|RNN0202:y.Slice(1, 1, y.Dims[1] - 1)|});
            static void Rank([Shape("B", "T", "F")] Tensor x) => Use(x, {|RNN0202:new Tensor(x.Dims[0])|});
            static void RunTime([Shape("B", "T", "F")] Tensor x) { int n = Ask(); Use(x, new Tensor(x.Dims[0], n)); }
            static void RunTimeTwice() { int n = Ask(), m = Ask(); Use(new Tensor(2, n, 5), new Tensor(2, m)); }
            static void RunTimePlusOne() { int n = Ask(); Use(new Tensor(2, n, 5), {|RNN0202:new Tensor(2, n + 1)|}); }
            static void Parameter([Shape("B", "T", "F")] Tensor x, int steps) => Use(x, new Tensor(x.Dims[0], steps));
            static void Growing([Shape("B", "T", "F")] Tensor x) { int n = 1; while (n < 9) { n++; Use(x, new Tensor(x.Dims[0], n)); } }
            static void Window([Shape("B", "T", "F")] Tensor x, [Shape("B", "T")] Tensor y, int k) => Use(x.Slice(1, k, x.Dims[1] - k), y);
            static void EncoderAgainstDecoder([Shape("B", "S", "F")] Tensor x, [Shape("B", "T")] Tensor y) => Use(x, {|RNN0202:y|});
            static void EncoderWithItsOwn([Shape("B", "S", "F")] Tensor x, [Shape("B", "S")] Tensor y) => Use(x, y);
            static void AllSteps([Shape("B", "T", "H")] Tensor y) => Head({|RNN0202:y|});
            static void OneStep([Shape("B", "T", "H")] Tensor y) => Head(y.Select(1, -1));
            static void Pooled([Shape("B", "T", "H")] Tensor y) => Head(y.Mean(1));
            static void AllOutputs(Reader cell, [Shape("B", "T", "E")] Tensor x) => Head({|RNN0202:cell.ScanBatchFirst(x).Outputs|});
            static void Tuple([Shape("B", "T", "F")] Tensor x) { var (b, t) = (x.Dims[0], x.Dims[1]); Use(x, {|RNN0202:new Tensor(b, t + 2)|}); Use(x, new Tensor(b, t)); }
            static void Flat([Shape("B", "T", "F")] Tensor x) { _ = x.Reshape(x.Dims[0] * x.Dims[1], -1) + {|RNN0202:x|}; }
            static void Batches2(IEnumerable<SequenceBatch> batches, LineModel model) { foreach (var batch in batches) { var pass = model.Forward(batch.Inputs); Losses.CrossEntropy(pass.Logits, batch.Targets); } }
            static void Joined([Shape("B", "T", "F")] Tensor x) { _ = {|RNN0202:Tensor.Concat(1, x, x.Sum(1))|}; }
        """);
}
