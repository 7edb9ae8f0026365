using RnnGen.Analyzers.Tests.Harness;
using Xunit;

namespace RnnGen.Analyzers.Tests.Rules;

public sealed class Rnn0201AxisOrderTests
{
    [Fact]
    public void Both_shapes_are_named() => Assert.Equal(
        "`x` is (B, T, F), (T, B, F) is needed: the axes are in another order",
        FlowMarked.Message("""
            static void TimeMajor([Shape("T", "B", "F")] Tensor x) { }
            static void Run([Shape("B", "T", "F")] Tensor x) => TimeMajor({|RNN0201:x|});
            """));

    /// <summary>Half of these are wrong, half only look it.</summary>
    [Fact]
    public void Programs() => FlowMarked.Verify("""
            static void TimeMajor([Shape("T", "B", "F")] Tensor x) { }
            static void BatchFirst([Shape("B", "T", "F")] Tensor x) { }
            static double Loss([Shape("B", "V", "T")] Tensor logits) => 0;
            static Tensor Swap(Tensor x) => x.Transpose(0, 1);
            static Tensor Same(Tensor x) => x.Tanh() * 0.5;

            // The output of a scan has the layout of its input.
            static void Out(Reader cell, [Shape("B", "T", "E")] Tensor x) => TimeMajor({|RNN0201:cell.ScanBatchFirst(x).Outputs|});
            static void OutRight(Reader cell, [Shape("B", "T", "E")] Tensor x) => BatchFirst(cell.ScanBatchFirst(x).Outputs);
            static void TwoLayers(Reader first, Reader second, [Shape("T", "B", "E")] Tensor x) => second.ScanBatchFirst({|RNN0201:first.ScanTimeMajor(x).Outputs|});
            static void TwoSwaps([Shape("B", "T", "E")] Tensor x) => BatchFirst(Swap(Swap(x)));
            static void OneSwap([Shape("B", "T", "E")] Tensor x) => BatchFirst({|RNN0201:Swap(Same(x))|});
            static void ChannelsFirst([Shape("B", "V", "T")] Tensor x) { Loss(x); BatchFirst({|RNN0201:x|}); }
            static void Conv([Shape("B", "T", "V")] Tensor x) { Loss(x.Transpose(1, 2)); Loss({|RNN0201:x|}); }

            // Other names, the same meaning.
            static void Names([Shape("N", "Steps", "D")] Tensor x) { BatchFirst(x); TimeMajor({|RNN0201:x|}); }

            // A batch of one sequence is still a batch; a step of one is still a step.
            static void One([Shape("B", "T", "F")] Tensor x) { TimeMajor({|RNN0201:x.Slice(0, 0, 1)|}); TimeMajor(x.Select(0, 0).Unsqueeze(1)); }

            // Steps taken for rows on purpose: there is no batch to mistake them for.
            static void Rows([Shape("T", "F")] Tensor x) => Vectors.From(x);
            static Sequence FromTimeMajor([Shape("T", "B", "F")] Tensor x) => Sequence.From({|RNN0201:x|});
            static Sequence FromTimeMajorRight([Shape("T", "B", "F")] Tensor x, [Shape("B")] int[] lengths) => Sequence.From(x.Permute(1, 0, 2), lengths);

            static Tensor Attend([Shape("B", "T", "H")] Tensor q, [Shape("B", "S", "H")] Tensor k) => Attention.DotProduct(q, k, k).Context;
            static Tensor AttendTimeMajor([Shape("T", "B", "H")] Tensor q, [Shape("S", "B", "H")] Tensor k) => Attention.DotProduct({|RNN0201:q|}, k, k).Context;
            static void Sum([Shape("B", "T", "H")] Tensor a, [Shape("T", "B", "H")] Tensor b) { _ = a + {|RNN0201:b|}; _ = a + b.Transpose(0, 1); }
            static Tensor Local() { int B = 3, T = 5; var x = new Tensor(B, T, 7); TimeMajor({|RNN0201:x|}); BatchFirst(x); return x; }
            static void Conditional([Shape("B", "T", "F")] Tensor x, bool timeMajor) { if (timeMajor) x = x.Transpose(0, 1); if (timeMajor) TimeMajor(x); else BatchFirst(x); }
        """);
}
