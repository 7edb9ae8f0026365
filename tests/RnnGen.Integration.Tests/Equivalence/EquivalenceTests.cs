using Xunit;

namespace RnnGen.Integration.Tests.Equivalence;

public class EquivalenceTests
{
    public static TheoryData<string> Cells => [.. EquivalenceCells.Names];

    public static TheoryData<string> CellsInOtherLoops => [.. EquivalenceCells.InOtherLoops];

    public static TheoryData<string> CellsInSinglePrecision => [.. EquivalenceCells.InSinglePrecision];

    [Theory]
    [MemberData(nameof(Cells))]
    public void GeneratedCodeAgreesWithTheInterpreter(string name) => Agreement.WithInterpreter(EquivalenceCells.Get(name));

    [Theory]
    [MemberData(nameof(Cells))]
    public void NamedValuesOfAPassAgreeWithTheInterpreter(string name) => Agreement.OfNamedValues(EquivalenceCells.Get(name));

    [Theory]
    [MemberData(nameof(Cells))]
    public void GeneratedCodeAgreesWithPlainCSharp(string name) => Agreement.WithPlainCSharp(EquivalenceCells.Get(name));

    [Theory]
    [MemberData(nameof(Cells))]
    public void ABatchIsItsSequencesAlone(string name) => Agreement.WithSequencesAlone(EquivalenceCells.Get(name));

    [Theory]
    [MemberData(nameof(Cells))]
    public void AStreamGivesWhatAScanGives(string name) => Agreement.StreamWithScan(EquivalenceCells.Get(name));

    [Theory]
    [MemberData(nameof(CellsInOtherLoops))]
    public void AnUnrolledLoopGivesTheSameBits(string name) =>
        Agreement.Exactly(EquivalenceCells.Get(name), EquivalenceCells.Get(name, EquivalenceCells.Unrolled));

    [Theory]
    [MemberData(nameof(CellsInOtherLoops))]
    public void StepsWrittenOutGiveTheSameBits(string name) =>
        Agreement.Exactly(EquivalenceCells.Get(name), EquivalenceCells.Get(name, EquivalenceCells.WrittenOut));

    [Theory]
    [MemberData(nameof(CellsInSinglePrecision))]
    public void SinglePrecisionAgreesWithDouble(string name) =>
        Agreement.SingleWithDouble(EquivalenceCells.Get(name), EquivalenceCells.Get(name, EquivalenceCells.Single));

    [Theory]
    [MemberData(nameof(CellsInSinglePrecision))]
    public void SinglePrecisionAgreesWithPlainCSharp(string name) =>
        Agreement.SingleWithPlainCSharp(EquivalenceCells.Get(name), EquivalenceCells.Get(name, EquivalenceCells.Single));
}
