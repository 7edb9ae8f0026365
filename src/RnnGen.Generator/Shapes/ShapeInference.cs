using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using RnnGen.Generator.Model;

namespace RnnGen.Generator.Shapes;

/// <summary>Two shapes that do not fit.</summary>
/// <param name="Line">The line of the operation, or -1 when a state's next value has the wrong size.</param>
/// <param name="Operand">The operand at fault; with line -1 the state.</param>
/// <param name="Message">Both shapes with the names their author gave them.</param>
internal sealed record ShapeMismatch(int Line, int Operand, string Message);

/// <summary>The size of every line of a step.</summary>
/// <param name="Sizes">Per line its size; null for a scalar, and for a value whose operands do not fit.</param>
/// <param name="Mismatches">One entry per root cause.</param>
internal sealed record ShapeResult(IReadOnlyList<Dimension?> Sizes, IReadOnlyList<ShapeMismatch> Mismatches);

/// <summary>Walks the lines of a step once and gives each its size. Sizes fit when their values are equal; names are for messages.</summary>
internal static class ShapeInference
{
    public static ShapeResult Infer(CellSpec cell, StepSpec step)
    {
        var sizes = new Dimension?[step.Lines.Count];
        var unknown = new bool[step.Lines.Count];
        var positions = new bool[step.Lines.Count];
        List<ShapeMismatch> mismatches = [];
        for (int i = 0; i < step.Lines.Count; i++)
        {
            Line line = step.Lines[i];
            positions[i] = line.Op == OpCode.Memory || (line.Op != OpCode.Context && line.Operands.Any(operand => positions[operand]));
            switch (line.Op)
            {
                case OpCode.Memory:
                    sizes[i] = cell.Memory!.Size;
                    break;
                case OpCode.Context:
                    (sizes[i], unknown[i]) = (sizes[line.Operands[1]], unknown[line.Operands[1]]);
                    break;
                case OpCode.Input:
                    sizes[i] = cell.Inputs[line.Index].Size;
                    break;
                case OpCode.State:
                    sizes[i] = cell.States[line.Index].Size;
                    break;
                case OpCode.Parameter:
                    sizes[i] = cell.Parameters[line.Index].Rows;
                    break;
                case OpCode.Row:
                    sizes[i] = cell.Parameters[line.Index].Columns;
                    break;
                case OpCode.MatVec:
                    sizes[i] = cell.Parameters[line.Index].Rows;
                    if (!unknown[line.Operands[0]])
                        CheckProduct(i);
                    break;
                case OpCode.TransposedMatVec:
                    sizes[i] = cell.Parameters[line.Index].Columns;
                    if (!unknown[line.Operands[0]])
                        CheckProduct(i);
                    break;
                case var op when RowShapes.Contains(op):
                    Rows(i);
                    break;
                default:
                    for (int operand = 0; operand < line.Operands.Count; operand++)
                        Combine(i, operand);
                    break;
            }
        }

        for (int state = 0; state < step.NextStates.Count; state++)
            CheckState(state);
        foreach (int output in step.Outputs.Select(o => o.Line))
        {
            if (!unknown[output] && sizes[output]?.Columns is not null)
                mismatches.Add(new ShapeMismatch(output, -1, Shaped(output) + ", but an output of a cell is a vector: return one as the first element"));
        }

        return new ShapeResult(sizes, mismatches);

        void CheckProduct(int i)
        {
            Line line = step.Lines[i];
            ParameterSpec matrix = cell.Parameters[line.Index];
            Dimension? vector = sizes[line.Operands[0]];
            bool transposed = line.Op == OpCode.TransposedMatVec;
            if (vector?.Value == (transposed ? matrix.Rows.Value : matrix.Columns?.Value))
                return;
            string shape = transposed
                ? "`Transpose(" + matrix.Member + ")` is (" + matrix.Columns + ", " + matrix.Rows + "), "
                : "`" + matrix.Member + "` is (" + matrix.Rows + ", " + matrix.Columns + "), ";
            mismatches.Add(new ShapeMismatch(i, 1, shape + Shaped(line.Operands[0]) + Hint(matrix, vector, transposed)));
        }

        // All operands of an elementwise operation have one size; a number has any.
        void Combine(int i, int position)
        {
            EquatableArray<int> operands = step.Lines[i].Operands;
            int operand = operands[position];
            if (unknown[operand] || unknown[i])
                unknown[i] = true;
            else if (sizes[i] is not { } a || sizes[operand] is not { } b)
                sizes[i] ??= sizes[operand];
            else if (a.IsScalar || b.IsScalar)
                sizes[i] = a.IsScalar ? b : a;
            else if (a.Fits(b))
                sizes[i] = IsNumber(a) ? b : a;
            else
            {
                unknown[i] = true;
                mismatches.Add(new ShapeMismatch(i, position, Shaped(operands.First(other => sizes[other] is not null)) + ", " + Shaped(operand)));
            }
        }

        void Rows(int i)
        {
            Line line = step.Lines[i];
            unknown[i] = line.Operands.Any(o => unknown[o] || sizes[o] is null);
            if (unknown[i])
                return;
            Dimension[] operands = [.. line.Operands.Select(o => sizes[o]!)];
            int misfit = RowShapes.Misfit(line, operands);
            unknown[i] = misfit >= 0;
            if (misfit < 0)
                sizes[i] = RowShapes.Size(line, operands);
            else
                mismatches.Add(new ShapeMismatch(i, misfit, line.Op == OpCode.Slice
                    ? Shaped(line.Operands[0]) + ", the slice is " + RowShapes.Range(line)
                    : Shaped(line.Operands[0]) + ", " + Shaped(line.Operands[misfit])));
        }

        void CheckState(int state)
        {
            int line = step.NextStates[state];
            VariableSpec declared = cell.States[state];
            if (!unknown[line] && (sizes[line] is not { } size || !size.Fits(declared.Size)))
                mismatches.Add(new ShapeMismatch(-1, state, "the state `" + declared.Name + "` is (" + declared.Size + "), its next value " + Shaped(line)));
        }

        string Shaped(int line) => "`" + EquationText.Of(cell, step, line) + "` is " + (sizes[line] is not { } size ? "a number"
            : positions[line] ? (size.IsScalar ? "(S)" : "(S, " + size + ")")
            : size.IsScalar ? "a scalar" : "(" + size + ")");
    }

    private static string Hint(ParameterSpec matrix, Dimension? vector, bool transposed)
    {
        if (vector is null || vector.Value != (transposed ? matrix.Columns!.Value : matrix.Rows.Value))
            return "";
        return transposed
            ? ": write `" + matrix.Member + "` without Transpose if it is meant as it is"
            : ": write `Transpose(" + matrix.Member + ")` if its transpose is meant";
    }

    private static bool IsNumber(Dimension size) => size.Text.All(c => char.IsDigit(c) && CharUnicodeInfo.GetUnicodeCategory(c) == UnicodeCategory.DecimalDigitNumber);
}
