using RnnGen.Analyzers.Tests.Harness;
using Xunit;

namespace RnnGen.Analyzers.Tests.Rules;

public sealed class Rnn0206StateTests
{
    /// <summary>Half of these are wrong, half only look it.</summary>
    [Fact]
    public void Programs() => FlowMarked.Verify("""
            static void Own(Reader cell, [Shape("B", "T", "E")] Tensor x) => cell.ScanBatchFirst(x, null, cell.InitialState(x.Dims[0]));
            static void OwnTimeMajor(Reader cell, [Shape("T", "B", "E")] Tensor x) => cell.ScanTimeMajor(x, null, cell.InitialState(x.Dims[1]));
            static void StepsForSequences(Reader cell, [Shape("T", "B", "E")] Tensor x) => cell.ScanTimeMajor(x, null, {|RNN0206:cell.InitialState(x.Dims[0])|});
            static void OtherCell(Reader cell, [Shape("B", "T", "E")] Tensor x) => cell.ScanBatchFirst(x, null, {|RNN0206:cell.StateOf(new Tensor(x.Dims[0], 32))|});
            static void OneMore(Reader cell, [Shape("B", "T", "E")] Tensor x) => cell.ScanBatchFirst(x, null, {|RNN0206:cell.InitialState(x.Dims[0] + 1)|});
            static void Constant(Reader cell, [Shape("B", "T", "E")] Tensor x) => cell.ScanBatchFirst(x, null, {|RNN0206:cell.InitialState(32)|});
            static void ConstantOnBothSides(Reader cell) => cell.ScanBatchFirst(new Tensor(32, 7, 32), null, cell.InitialState(32));
            static void OtherConstant(Reader cell) => cell.ScanBatchFirst(new Tensor(32, 7, 32), null, {|RNN0206:cell.InitialState(16)|});
            static void OneSequence(Reader cell, Sequence x) => cell.Scan(x, cell.InitialState());
            static Sequence RunTime(Reader cell, Sequence x) => cell.Scan(x, cell.InitialState(x.Batch));
            static void Unknown(Reader cell, Sequence x, RecurrentState state) => cell.Scan(x, state);
            static void Stack(LineModel model, [Shape("B", "T", "32")] Tensor x) => model.Memory.ScanBatchFirst(x, null, new Tensor(1, x.Dims[0], 256), new Tensor(1, x.Dims[0], 256));
            static void StackOfTwo(LineModel model, [Shape("B", "T", "32")] Tensor x) => model.Memory.ScanBatchFirst(x, null, {|RNN0206:new Tensor(2, x.Dims[0], 256)|}, new Tensor(2, x.Dims[0], 256));
            static void StackColumns(LineModel model, [Shape("B", "T", "32")] Tensor x) => model.Memory.ScanBatchFirst(x, null, {|RNN0206:new Tensor(1, x.Dims[0], 128)|});
            static void Carried(Reader cell, [Shape("B", "T", "E")] Tensor x) { var first = cell.ScanBatchFirst(x); cell.ScanBatchFirst(x, null, first.Final); }
        """);

    [Fact]
    public void A_constant_batch_is_a_warning() => Assert.Equal(
        Microsoft.CodeAnalysis.DiagnosticSeverity.Warning,
        Assert.Single(FlowMarked.Verify("""
            static void Constant(Reader cell, [Shape("B", "T", "E")] Tensor x) => cell.ScanBatchFirst(x, null, {|RNN0206:cell.InitialState(32)|});
        """)).Severity);
}
