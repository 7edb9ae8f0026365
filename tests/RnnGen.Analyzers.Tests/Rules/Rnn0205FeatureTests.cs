using RnnGen.Analyzers.Tests.Harness;
using Xunit;

namespace RnnGen.Analyzers.Tests.Rules;

public sealed class Rnn0205FeatureTests
{
    /// <summary>Half of these are wrong, half only look it.</summary>
    [Fact]
    public void Programs() => FlowMarked.Verify("""
            const int V = 18866;
            static void Score([Shape("B", "V")] Tensor x) { }
            static void Any([Shape("B", "F")] Tensor x, [Shape("F", "O")] Tensor w) { }

            static void HardCoded(int b) => Score({|RNN0205:new Tensor(b, 18864)|});
            static void Named(int b) => Score(new Tensor(b, V));
            static void SameNumber(int b) => Score(new Tensor(b, 18866));
            static void WithPad(int b) => Score({|RNN0205:new Tensor(b, V + 1)|});
            static void RunTime(int b) => Score(new Tensor(b, int.Parse("5")));
            static void Inner(int b) => Any(new Tensor(b, 3), {|RNN0205:new Tensor(4, 3)|});
            static void InnerRight(int b) => Any(new Tensor(b, 3), new Tensor(3, 9));
            static Tensor Product([Shape("B", "T", "H")] Tensor x, [Shape("H", "V")] Tensor w) => x.MatMul(w);
            static Tensor ProductTurned([Shape("B", "T", "H")] Tensor x) => x.MatMul({|RNN0205:x|});
            static Tensor Gram([Shape("B", "T", "H")] Tensor x) => x.MatMul(x.Transpose(1, 2));
            static Tensor OverSteps([Shape("B", "T", "H")] Tensor x, [Shape("B", "1", "T")] Tensor w) => w.MatMul(x);
            static Tensor OtherFeatures([Shape("B", "T", "H")] Tensor x, [Shape("E", "V")] Tensor w) => x.MatMul(w);
            static void Cell(Reader cell, int b, int t) { cell.ScanBatchFirst(new Tensor(b, t, 32)); cell.ScanBatchFirst({|RNN0205:new Tensor(b, t, 64)|}); }
            static void Outputs(Reader cell, int b, int t) => cell.ScanBatchFirst({|RNN0205:cell.ScanBatchFirst(new Tensor(b, t, 32)).Outputs|});
            static void Layers(LineModel model, Sequence x, Tokens ids)
            {
                Sequence vectors = model.Characters.Lookup(ids);
                model.Next.Apply(model.Memory.Scan(vectors));
                model.Next.Apply({|RNN0205:vectors|});
                model.Memory.Scan({|RNN0205:model.Memory.Scan(vectors)|});
            }
        """);
}
