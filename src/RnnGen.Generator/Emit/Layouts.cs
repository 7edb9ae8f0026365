using System.Collections.Generic;
using System.Linq;
using RnnGen.Generator.Model;
using RnnGen.Generator.Passes;
using RnnGen.Generator.Planning;

namespace RnnGen.Generator.Emit;

/// <summary>Where each weight group, each vector and each table begins in the cell's flat parameter buffer.</summary>
internal sealed class Layouts
{
    public Layouts(CellSpec spec, IReadOnlyList<WeightGroup> groups)
    {
        int offset = 0;
        foreach (WeightGroup group in groups)
        {
            Groups.Add((group, offset));
            offset += Blocks(group.Rows) * group.Depth.Value * group.Parameters.Count * 16;
        }

        for (int i = 0; i < spec.Parameters.Count; i++)
        {
            if (spec.Parameters[i].IsTable)
            {
                Tables.Add((i, offset));
                offset += spec.Parameters[i].Rows.Value * Blocks(spec.Parameters[i].Columns!) * 16;
            }

            if (!spec.Parameters[i].IsMatrix)
            {
                Vectors.Add((i, offset));
                offset += Blocks(spec.Parameters[i].Rows) * 16;
            }
        }

        Length = offset;
    }

    public List<(WeightGroup Group, int Offset)> Groups { get; } = [];

    public List<(int Parameter, int Offset)> Vectors { get; } = [];

    public List<(int Parameter, int Offset)> Tables { get; } = [];

    public int Length { get; }

    /// <summary>The runtime layout of a declared parameter, as source.</summary>
    public string Of(SplitCell cell, int declared)
    {
        ParameterBlocks blocks = cell.Blocks[declared];
        return blocks.Parameters.Count == 1
            ? Of(cell.Compiled, blocks.Parameters[0])
            : $"ElementLayout.Blocks([{Numbers(blocks.RowStarts)}], [{Numbers(blocks.ColumnStarts)}], {string.Join(", ", blocks.Parameters.Select(p => Of(cell.Compiled, p)))})";
    }

    private static string Numbers(IEnumerable<int> values) => string.Join(", ", values.Select(Literals.Int));

    private string Of(CellSpec spec, int parameter)
    {
        ParameterSpec p = spec.Parameters[parameter];
        if (!p.IsMatrix)
        {
            return $"ElementLayout.Vector({Literals.Int(p.Rows.Value)}, {Literals.Int(Vectors.First(v => v.Parameter == parameter).Offset)})";
        }

        if (p.IsTable)
        {
            return $"ElementLayout.Table({Literals.Int(p.Rows.Value)}, {Literals.Int(p.Columns!.Value)}, {Literals.Int(Tables.First(t => t.Parameter == parameter).Offset)})";
        }

        (WeightGroup group, int offset) = Groups.First(g => g.Group.Parameters.Contains(parameter));
        return $"ElementLayout.Gate({Literals.Int(p.Rows.Value)}, {Literals.Int(p.Columns!.Value)}, {Literals.Int(offset)}, "
            + $"slots: {Literals.Int(group.Parameters.Count)}, slot: {Literals.Int(group.Parameters.ToList().IndexOf(parameter))})";
    }

    private static int Blocks(Dimension size) => (size.Value + 15) / 16;
}
