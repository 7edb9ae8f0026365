using System.Collections.Generic;
using System.Linq;
using RnnGen.Generator.Model;

namespace RnnGen.Generator.Passes;

/// <summary>A cell whose weights are cut into blocks for the compiler, and how its declared parameters are made of them.</summary>
/// <param name="Declared">The cell as its author wrote it.</param>
/// <param name="Compiled">The same equations over blocks: every block is a parameter.</param>
/// <param name="Blocks">For each declared parameter its blocks.</param>
internal sealed record SplitCell(CellSpec Declared, CellSpec Compiled, IReadOnlyList<ParameterBlocks> Blocks)
{
    /// <summary>The cell with every parameter in one piece, for a surface without passes.</summary>
    public static SplitCell Whole(CellSpec spec) => new(spec, spec, [.. spec.Parameters.Select((_, i) => ParameterBlocks.One(i))]);
}

/// <summary>The blocks of a declared parameter.</summary>
/// <param name="RowStarts">First row of each row of blocks.</param>
/// <param name="ColumnStarts">First column of each column of blocks.</param>
/// <param name="Parameters">The blocks, row by row, as positions in the compiled cell's parameters.</param>
internal sealed record ParameterBlocks(IReadOnlyList<int> RowStarts, IReadOnlyList<int> ColumnStarts, IReadOnlyList<int> Parameters)
{
    public static ParameterBlocks One(int parameter) => new([0], [0], [parameter]);

    public int At(int row, int column) => Parameters[(row * ColumnStarts.Count) + column];
}
