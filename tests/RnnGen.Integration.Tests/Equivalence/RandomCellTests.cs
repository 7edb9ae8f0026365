using System;
using System.Linq;
using RnnGen.Integration.Tests.Harness;
using Xunit;

namespace RnnGen.Integration.Tests.Equivalence;

public class RandomCellTests
{
    private const int Count = 240;

    private static readonly Lazy<CellCompilation> Cells = new(() =>
        new CellCompilation(Enumerable.Range(0, Count).Select(seed => RandomCell.Source("Random" + seed, seed))));

    public static TheoryData<string> Names => [.. Enumerable.Range(0, Count).Select(seed => "Random" + seed)];

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
