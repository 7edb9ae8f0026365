using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using RnnGen.Generator.Model;
using RnnGen.Generator.Shapes;

namespace RnnGen.Generator.Passes;

/// <summary>
/// Cuts weights into blocks, so that forms over one large matrix become the forms over several that the planner hoists and lays side by side.
/// Before: <c>a = W * Concat(x, h) + b; i = Sigmoid(a[..H])</c>. After: <c>i = Sigmoid(W_i_x * x + W_i_h * h + b_i)</c>.
/// </summary>
internal sealed class SplitWeights
{
    private readonly CellSpec cell;
    private readonly StepSpec step;
    private readonly IReadOnlyList<Dimension?> sizes;
    private readonly WeightCuts cuts;
    private readonly List<ParameterSpec> parameters;
    private readonly List<ParameterBlocks> blocks = [];
    private readonly List<Line> lines = [];
    private readonly Dictionary<int, int> whole = [];
    private readonly Dictionary<int, int[]> pieces = [];
    private readonly Dictionary<(int Line, int Start), int> slices = [];

    private SplitWeights(CellSpec cell)
    {
        this.cell = cell;
        step = WithoutSlicesOfSlices(cell.Step!);
        sizes = ShapeInference.Infer(cell, step).Sizes;
        cuts = new WeightCuts(cell, step, sizes);
        parameters = [.. cell.Parameters];
    }

    public static SplitCell Run(CellSpec spec) => spec.Step is null ? SplitCell.Whole(spec) : new SplitWeights(spec).Split();

    private SplitCell Split()
    {
        for (int i = 0; i < cell.Parameters.Count; i++)
        {
            blocks.Add(CutParameter(i));
        }

        if (blocks.All(b => b.Parameters.Count == 1))
        {
            return SplitCell.Whole(cell);
        }

        for (int i = 0; i < step.Lines.Count; i++)
        {
            if (cuts.IsLive(i))
            {
                Rewrite(i);
            }
        }

        StepSpec compiled = step with
        {
            Lines = lines.ToEquatableArray(),
            NextStates = step.NextStates.Select(i => whole[i]).ToEquatableArray(),
            Output = whole[step.Output],
            Others = step.Others.Select(o => o with { Line = whole[o.Line] }).ToEquatableArray(),
            Scores = step.Scores.Select(s => s with { Line = whole[s.Line] }).ToEquatableArray(),
        };
        return new SplitCell(cell, cell with { Parameters = parameters.ToEquatableArray(), Step = compiled }, blocks);
    }

    private static StepSpec WithoutSlicesOfSlices(StepSpec step)
    {
        Line[] lines = [.. step.Lines];
        for (int i = 0; i < lines.Length; i++)
        {
            if (lines[i].Op == OpCode.Slice && lines[lines[i].Operands[0]] is { Op: OpCode.Slice } outer)
            {
                int count = lines[i].Count >= 0 ? lines[i].Count : outer.Count >= 0 ? outer.Count - lines[i].Index : -1;
                lines[i] = lines[i] with { Operands = outer.Operands, Index = outer.Index + lines[i].Index, Count = count };
            }
        }

        return step with { Lines = lines.ToEquatableArray() };
    }

    // The first block takes the parameter's place, so that whatever else names a parameter by its position still finds its own.
    private ParameterBlocks CutParameter(int index)
    {
        if (cell.Parameters[index].Blocks > 1)
        {
            return CutDiagonal(index);
        }

        (int[] rows, int[] columns) = cuts.OfParameter(index);
        if (rows.Length * columns.Length == 1)
        {
            return ParameterBlocks.One(index);
        }

        ParameterSpec declared = cell.Parameters[index];
        int use = Enumerable.Range(0, step.Lines.Count).First(i => cuts.IsLive(i) && step.Lines[i].Index == index && step.Lines[i].Op is OpCode.MatVec or OpCode.TransposedMatVec or OpCode.Parameter);
        var made = new List<int>();
        for (int r = 0; r < rows.Length; r++)
        {
            for (int c = 0; c < columns.Length; c++)
            {
                Dimension height = Length(rows, r, declared.Rows), width = declared.Columns is null ? height : Length(columns, c, declared.Columns);
                string name = declared.Name + (rows.Length > 1 ? "_" + NameOf(use, rows, r) : "") + (columns.Length > 1 ? "_" + NameOf(use, columns, c, ofOperand: true) : "");
                AddBlock(made, index, declared with { Name = Unique(name), Rows = height, Columns = declared.Columns is null ? null : width });
            }
        }

        return new ParameterBlocks(rows, columns, made);
    }

    private void AddBlock(List<int> made, int index, ParameterSpec block)
    {
        made.Add(made.Count == 0 ? index : parameters.Count);
        if (made.Count == 1)
        {
            parameters[index] = block;
        }
        else
        {
            parameters.Add(block);
        }
    }

    private ParameterBlocks CutDiagonal(int index)
    {
        ParameterSpec declared = cell.Parameters[index];
        int[] rows = cuts.BlockStarts(index, ofRows: true), columns = cuts.BlockStarts(index, ofRows: false);
        Dimension height = Length(rows, 0, declared.Rows), width = Length(columns, 0, declared.Columns!);
        var made = new List<int>();
        for (int block = 0; block < rows.Length; block++)
        {
            string name = Unique(declared.Name + "_" + block.ToString(CultureInfo.InvariantCulture));
            AddBlock(made, index, declared with { Name = name, Rows = height, Columns = width, Blocks = 1 });
        }

        return new ParameterBlocks(rows, [0], made);
    }

    private Dimension Length(int[] starts, int index, Dimension total)
    {
        int length = (index + 1 < starts.Length ? starts[index + 1] : total.Value) - starts[index];
        return cell.Inputs.Concat(cell.States).Select(v => v.Size).Concat(sizes.OfType<Dimension>())
            .FirstOrDefault(size => size.Value == length && size.Columns is null && size.ToString() != size.Text)
            ?? new Dimension(length.ToString(CultureInfo.InvariantCulture), length);
    }

    private string Unique(string name)
    {
        while (parameters.Any(p => p.Name == name) || cell.Parameters.Any(p => p.Name == name))
        {
            name += "_";
        }

        return name;
    }

    // W_x for the columns that multiply x; W_i for the rows of which i = Sigmoid(a[..H]) is made; else a number.
    private string NameOf(int use, int[] starts, int index, bool ofOperand = false)
    {
        bool transposed = step.Lines[use].Op == OpCode.TransposedMatVec;
        string? name = ofOperand != transposed
            ? NameOf(cuts.PartsOf(step.Lines[use].Operands[0])[index])
            : Enumerable.Range(0, step.Lines.Count)
                .Where(i => cuts.IsLive(i) && step.Lines[i].Op == OpCode.Slice && step.Lines[i].Index == starts[index] && LeadsTo(use, step.Lines[i].Operands[0]))
                .Select(i => NameOf(i) ?? step.Lines.Where(line => line.Operands.Contains(i)).Select(line => line.Name).FirstOrDefault())
                .FirstOrDefault(n => n is not null);
        return name ?? index.ToString(CultureInfo.InvariantCulture);
    }

    private bool LeadsTo(int line, int target) =>
        line == target || step.Lines.Select((l, i) => (l, i)).Any(u => u.l.Operands.Contains(line) && cuts.Of(u.i) is not null && LeadsTo(u.i, target));

    private string? NameOf(int line) => step.Lines[line] switch
    {
        { Op: OpCode.Input } input => cell.Inputs[input.Index].Name,
        { Op: OpCode.State } state => cell.States[state.Index].Name,
        { Op: OpCode.Parameter } parameter => cell.Parameters[parameter.Index].Name,
        { } other => other.Name,
    };

    private void Rewrite(int i)
    {
        Line line = step.Lines[i];
        if (line.Op == OpCode.Slice && cuts.Of(line.Operands[0]) is { } starts)
        {
            int piece = pieces[line.Operands[0]][System.Array.IndexOf(starts, line.Index)];
            whole.Add(i, piece);
            if (lines[piece].Name is null && lines[piece].Op is not (OpCode.Input or OpCode.State or OpCode.Parameter or OpCode.Constant))
            {
                lines[piece] = lines[piece] with { Name = line.Name };
            }
        }
        else if (cuts.Of(i) is { } own)
        {
            pieces.Add(i, [.. own.Select((_, k) => Piece(i, line, own, k))]);
        }
        else if (line.Op is OpCode.MatVec or OpCode.TransposedMatVec && blocks[line.Index].Parameters.Count > 1)
        {
            whole.Add(i, cell.Parameters[line.Index].Blocks > 1 ? WholeOfDiagonal(line) : Product(line, 0, line.Name));
        }
        else
        {
            whole.Add(i, Add(line with { Operands = line.Operands.Select(o => whole[o]).ToEquatableArray() }));
        }
    }

    private int Piece(int i, Line line, int[] starts, int k)
    {
        if (line.Op == OpCode.Parameter)
        {
            return Add(new Line(OpCode.Parameter, [], blocks[line.Index].Parameters[k]));
        }

        if (line.Op is OpCode.MatVec or OpCode.TransposedMatVec)
        {
            return cell.Parameters[line.Index].Blocks > 1 ? ProductOfBlock(line, k) : Product(line, k, null);
        }

        int size = (k + 1 < starts.Length ? starts[k + 1] : cuts.Size(i)) - starts[k];
        return Add(line with { Operands = line.Operands.Select(o => PieceOf(o, starts, k, size)).ToEquatableArray(), Name = null });
    }

    private int PieceOf(int operand, int[] starts, int k, int size)
    {
        if (cuts.Of(operand) is { } own && own.SequenceEqual(starts))
        {
            return pieces[operand][k];
        }

        if (cuts.Size(operand) == 1)
        {
            return whole[operand];
        }

        if (!slices.TryGetValue((operand, starts[k]), out int slice))
        {
            slice = Add(new Line(OpCode.Slice, [whole[operand]], starts[k], Count: size));
            slices.Add((operand, starts[k]), slice);
        }

        return slice;
    }

    // The k-th piece of a product: the sum of its blocks' products with the parts of the operand.
    private int Product(Line line, int k, string? name)
    {
        ParameterBlocks cut = blocks[line.Index];
        bool transposed = line.Op == OpCode.TransposedMatVec;
        int count = transposed ? cut.RowStarts.Count : cut.ColumnStarts.Count;
        IReadOnlyList<int> parts = count == 1 ? [line.Operands[0]] : cuts.PartsOf(line.Operands[0]);
        int sum = -1;
        for (int part = 0; part < count; part++)
        {
            int product = Add(new Line(line.Op, [whole[parts[part]]], transposed ? cut.At(part, k) : cut.At(k, part)));
            sum = sum < 0 ? product : Add(new Line(OpCode.Add, [sum, product]));
        }

        lines[sum] = lines[sum] with { Name = name };
        return sum;
    }

    private int WholeOfDiagonal(Line line) => Add(new Line(
        OpCode.Concat, Enumerable.Range(0, cell.Parameters[line.Index].Blocks).Select(block => ProductOfBlock(line, block)).ToEquatableArray(), Name: line.Name));

    // A block of the diagonal multiplies its own part of the vector only.
    private int ProductOfBlock(Line line, int block)
    {
        int operand = line.Operands[0];
        int[] starts = cuts.BlockStarts(line.Index, ofRows: line.Op == OpCode.TransposedMatVec);
        IReadOnlyList<int> parts = cuts.PartsOf(operand);
        int size = cuts.Size(operand) / starts.Length;
        int part = cuts.Starts(parts).SequenceEqual(starts) ? whole[parts[block]] : PieceOf(operand, starts, block, size);
        return Add(new Line(line.Op, [part], blocks[line.Index].Parameters[block]));
    }

    private int Add(Line line)
    {
        lines.Add(line);
        return lines.Count - 1;
    }
}
