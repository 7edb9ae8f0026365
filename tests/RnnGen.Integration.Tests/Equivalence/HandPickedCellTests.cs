using System;
using RnnGen.Integration.Tests.Harness;
using Xunit;

namespace RnnGen.Integration.Tests.Equivalence;

public class HandPickedCellTests
{
    private static readonly Lazy<CellCompilation> Cells = new(() => new CellCompilation(HandPickedCells.Sources));

    public static TheoryData<string> Names => [.. HandPickedCells.Members.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void GeneratedCodeAgreesWithTheInterpreter(string name) => Agreement.WithInterpreter(Cells.Value[name]);

    [Theory]
    [MemberData(nameof(Names))]
    public void GeneratedCodeAgreesWithPlainCSharp(string name) => Agreement.WithPlainCSharp(Cells.Value[name]);

    [Theory]
    [MemberData(nameof(Names))]
    public void ABatchIsItsSequencesAlone(string name) => Agreement.WithSequencesAlone(Cells.Value[name]);
}
