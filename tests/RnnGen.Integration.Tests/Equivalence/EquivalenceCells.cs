using System;
using System.Collections.Generic;
using System.Linq;
using RnnGen.Integration.Tests.Harness;

namespace RnnGen.Integration.Tests.Equivalence;

/// <summary>All cells that are compiled in this process, in one compilation.</summary>
internal static class EquivalenceCells
{
    public const string Unrolled = "Unrolled", WrittenOut = "WrittenOut", Single = "Single";

    // Some of these once tripped the planner: 264, 543, 715.
    private static readonly int[] Seeds = [.. Enumerable.Range(0, 40), 264, 543, 715];

    private static readonly IReadOnlyDictionary<string, string>[] Written = [HandPickedCells.Members, RowCells.Members, SplitCells.Members, MatrixCells.Members, TableCells.Members, PartCells.Members];

    // RNNGEN_SEEDS=1000-1500 runs these instead.
    private static readonly int[] RowSeeds = Environment.GetEnvironmentVariable("RNNGEN_SEEDS")?.Split('-') is [var first, var last]
        ? [.. Enumerable.Range(int.Parse(first), int.Parse(last) - int.Parse(first))]
        : [.. Enumerable.Range(0, 40)];

    private static readonly int[] FullSeeds = Environment.GetEnvironmentVariable("RNNGEN_SEEDS") is null ? [.. Enumerable.Range(0, 32)] : RowSeeds;

    /// <summary>Every cell.</summary>
    public static IReadOnlyList<string> Names { get; } =
        [.. Written.SelectMany(cells => cells.Keys), .. Seeds.Select(seed => "Random" + seed), .. Enumerable.Range(0, 24).Select(seed => "Wide" + seed), .. RowSeeds.Select(seed => "Rows" + seed), .. FullSeeds.Select(seed => "Full" + seed)];

    /// <summary>Cells that also exist with other forms of the time loop.</summary>
    public static IReadOnlyList<string> InOtherLoops { get; } =
    [
        "Vanilla", "MinimalGatedUnit", "StateUnchanged", "StatesSwapped", "OutputAffineElementwise", "OutputOfOldAndNewState", "HoistedChain",
        "ProductOfProductOfStateAndInput", "NewStateUsedByNextGate", "StatesOfTwoSizes", "ThreeStates", "DelayLine", "TakenNames", "ManyBlocks",
        "ConcatLstm", "TransposedSliced", "Mlstm", "DeltaRule", "LayerNormLstm", "StatesOfDifferentSizesByConcat", "ScalarGates", "TokensOnly", "TwoTables", "RowConcatenated", "LstmOfTokens", "ScalarHoisted", "NestedLstm", "DepthWithSharedParameters", "NoState",
        .. Names.Where(name => name.StartsWith("Random", StringComparison.Ordinal)).Take(8), .. RowSeeds.Take(6).Select(seed => "Rows" + seed),
    ];

    /// <summary>Cells that also exist in single precision.</summary>
    public static IReadOnlyList<string> InSinglePrecision { get; } =
    [
        "Vanilla", "MinimalGatedUnit", "StatesSwapped", "OutputAffineElementwise", "VectorElementwise", "Residual", "DivisionBySum", "StatesOfTwoSizes",
        "ThreeStates", "ManyBlocks", "FullBlocks", "SlicedLstmOfBlocks", "Mlstm", "MatricesOfTwoShapes", "LayerNormLstm", "LayerNormGru", "SoftmaxGate", "ConcatOfInputAndState", "ScalarGates", "TokensOnly", "RowBesideInput", "DiagonalAndGain", "ScalarsInsideLoop", "GateByACell", .. Names.Where(name => name.StartsWith("Random", StringComparison.Ordinal)).Take(12),
    ];

    private static readonly Lazy<CellCompilation> Compiled = new(() => new CellCompilation(
    [
        .. Names.Select(name => Source(name, "", "Precision = Precision.Double")),
        .. InOtherLoops.Select(name => Source(name, Unrolled, "Precision = Precision.Double, Unroll = 4")),
        .. InOtherLoops.Select(name => Source(name, WrittenOut, "Precision = Precision.Double, TimeSteps = 5")),
        .. InSinglePrecision.Select(name => Source(name, Single, "Precision = Precision.Single")),
    ]));

    public static CompiledCell Get(string name, string variant = "") => Compiled.Value[name + variant];

    private static CellSource Source(string name, string variant, string options) =>
        Written.FirstOrDefault(cells => cells.ContainsKey(name)) is { } members
            ? CellSource.Of(name + variant, members[name], options)
            : RandomCell.Source(
                name + variant, int.Parse(name.TrimStart([.. "RandomWideRowsFull"])), options, isFull: name.StartsWith("Full", StringComparison.Ordinal), isWide: name.StartsWith("Wide", StringComparison.Ordinal), withRows: name.StartsWith("Rows", StringComparison.Ordinal));
}
