using System.Collections.Generic;
using System.Linq;
using RnnGen.Generator.Ir;
using RnnGen.Generator.Model;

namespace RnnGen.Generator.Passes;

/// <summary>
/// Where the weights of a step can be cut: by columns where a matrix multiplies a concatenation, by rows where all that becomes of its
/// products are equal slices. A cut that not every use of a parameter agrees with is not made.
/// </summary>
internal sealed class WeightCuts
{
    private static readonly int[] Uncut = [0];

    private readonly CellSpec cell;
    private readonly StepSpec step;
    private readonly IReadOnlyList<Dimension?> sizes;
    private readonly bool[] isLive;
    private readonly List<int>[] users;
    private readonly HashSet<int> roots;
    private readonly HashSet<int> keptWhole = [];
    private readonly HashSet<int> keptColumns = [];
    private readonly Dictionary<int, int[]> cuts = [];

    public WeightCuts(CellSpec cell, StepSpec step, IReadOnlyList<Dimension?> sizes)
    {
        this.cell = cell;
        this.step = step;
        this.sizes = sizes;
        roots = [.. step.NextStates, .. step.Outputs.Select(o => o.Line), .. step.Scores.Select(s => s.Line)];
        isLive = Live();
        users = [.. step.Lines.Select(_ => new List<int>())];
        for (int i = 0; i < step.Lines.Count; i++)
        {
            foreach (int operand in isLive[i] ? step.Lines[i].Operands : [])
            {
                users[operand].Add(i);
            }
        }

        do
        {
            CutLines();
        }
        while (Revise());
    }

    public bool IsLive(int line) => isLive[line];

    /// <summary>Starts of the pieces a line is computed in, or null when it is computed whole.</summary>
    public int[]? Of(int line) => cuts.TryGetValue(line, out int[]? starts) ? starts : null;

    /// <summary>Starts of a parameter's blocks.</summary>
    public (int[] Rows, int[] Columns) OfParameter(int parameter)
    {
        int line = UsesOf(parameter).Concat([-1]).First();
        return line < 0 ? (Uncut, Uncut) : CutsOf(line);
    }

    /// <summary>The vectors a concatenation is made of; any other line is its own only part.</summary>
    public IReadOnlyList<int> PartsOf(int line) =>
        step.Lines[line].Op == OpCode.Concat ? [.. step.Lines[line].Operands.SelectMany(PartsOf)] : [line];

    /// <summary>End of a slice.</summary>
    public int End(int slice)
    {
        Line line = step.Lines[slice];
        return line.Count < 0 ? Size(line.Operands[0]) : line.Index + line.Count;
    }

    public int Size(int line) => sizes[line]?.Value ?? 1;

    private static bool IsProduct(Line line) => line.Op is OpCode.MatVec or OpCode.TransposedMatVec;

    private bool[] Live()
    {
        var live = new bool[step.Lines.Count];
        foreach (int root in roots)
        {
            live[root] = true;
        }

        for (int i = live.Length - 1; i >= 0; i--)
        {
            foreach (int operand in live[i] ? step.Lines[i].Operands : [])
            {
                live[operand] = true;
            }
        }

        return live;
    }

    // From the last line to the first: a line is cut where all that read it are slices, or are elementwise and cut alike.
    private void CutLines()
    {
        cuts.Clear();
        for (int i = step.Lines.Count - 1; i >= 0; i--)
        {
            if (isLive[i] && !roots.Contains(i) && !keptWhole.Contains(i) && CanBeCut(step.Lines[i]) && Demanded(i) is { Length: > 1 } starts
                && (!IsBlockDiagonal(step.Lines[i]) || starts.SequenceEqual(BlockStarts(step.Lines[i].Index, ofRows: step.Lines[i].Op == OpCode.MatVec))))
            {
                cuts.Add(i, starts);
            }
        }
    }

    private bool IsBlockDiagonal(Line line) => IsProduct(line) && cell.Parameters[line.Index].Blocks > 1;

    /// <summary>First rows, or columns, of the blocks of a block-diagonal matrix.</summary>
    public int[] BlockStarts(int parameter, bool ofRows)
    {
        ParameterSpec matrix = cell.Parameters[parameter];
        int size = (ofRows ? matrix.Rows : matrix.Columns!).Value / matrix.Blocks;
        return [.. Enumerable.Range(0, matrix.Blocks).Select(block => block * size)];
    }

    private static bool CanBeCut(Line line) => IsProduct(line) || line.Op == OpCode.Parameter || IsElementwise(line);

    // A random mask is drawn for the whole vector: pieces would draw the same.
    private static bool IsElementwise(Line line) => OpTable.Row(line.Op).IsElementwise
        && line.Op is not (OpCode.Broadcast or OpCode.Dropout or OpCode.VariationalDropout or OpCode.Zoneout);

    private int[]? Demanded(int line)
    {
        if (users[line].Count == 0 || sizes[line] is not { Value: > 1 })
        {
            return null;
        }

        var starts = new SortedSet<int> { 0 };
        foreach (int user in users[line])
        {
            if (step.Lines[user].Op == OpCode.Slice)
            {
                starts.Add(step.Lines[user].Index);
                starts.Add(End(user));
            }
            else if (IsElementwise(step.Lines[user]) && cuts.TryGetValue(user, out int[]? alike))
            {
                starts.UnionWith(alike);
            }
            else
            {
                return null;
            }
        }

        starts.Remove(Size(line));
        bool fit = users[line].All(user => step.Lines[user].Op == OpCode.Slice
            ? starts.All(start => start <= step.Lines[user].Index || start >= End(user))
            : starts.SetEquals(cuts[user]));
        return fit ? [.. starts] : null;
    }

    // Takes back what does not pay or not fit; true when the lines must be cut anew.
    private bool Revise()
    {
        int before = keptWhole.Count + keptColumns.Count;
        for (int parameter = 0; parameter < cell.Parameters.Count; parameter++)
        {
            List<int> uses = [.. cell.Parameters[parameter].Blocks > 1 ? [] : UsesOf(parameter)];
            if (uses.Any(use => !CutsOf(use).Rows.SequenceEqual(CutsOf(uses[0]).Rows)))
            {
                KeepTogether(parameter, uses, uses.All(keptWhole.Contains));
            }
            else if (uses.Any(use => !CutsOf(use).Columns.SequenceEqual(CutsOf(uses[0]).Columns)))
            {
                KeepTogether(parameter, uses, !keptColumns.Contains(parameter));
            }
        }

        keptWhole.UnionWith(cuts.Keys.Where(i => IsElementwise(step.Lines[i]) && !step.Lines[i].Operands.Any(cuts.ContainsKey)));
        return keptWhole.Count + keptColumns.Count > before;
    }

    private void KeepTogether(int parameter, List<int> uses, bool columns)
    {
        if (columns)
        {
            keptColumns.Add(parameter);
        }
        else
        {
            keptWhole.UnionWith(uses);
        }
    }

    private IEnumerable<int> UsesOf(int parameter) => Enumerable.Range(0, step.Lines.Count)
        .Where(i => isLive[i] && (IsProduct(step.Lines[i]) || step.Lines[i].Op == OpCode.Parameter) && step.Lines[i].Index == parameter);

    private (int[] Rows, int[] Columns) CutsOf(int use)
    {
        Line line = step.Lines[use];
        int[] result = Of(use) ?? Uncut;
        if (line.Op == OpCode.Parameter)
        {
            return (result, Uncut);
        }

        int[] operand = keptColumns.Contains(line.Index) ? Uncut : Starts(PartsOf(line.Operands[0]));
        return line.Op == OpCode.MatVec ? (result, operand) : (operand, result);
    }

    public int[] Starts(IReadOnlyList<int> parts)
    {
        var starts = new int[parts.Count];
        for (int i = 1; i < starts.Length; i++)
        {
            starts[i] = starts[i - 1] + Size(parts[i - 1]);
        }

        return starts;
    }
}
