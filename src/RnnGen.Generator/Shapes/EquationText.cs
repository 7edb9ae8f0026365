using System;
using System.Globalization;
using System.Linq;
using RnnGen.Generator.Model;

namespace RnnGen.Generator.Shapes;

/// <summary>A line as its author would write it; local variables and long operands stand for themselves.</summary>
internal static class EquationText
{
    private const int Longest = 60;

    public static string Of(CellSpec cell, StepSpec step, int line) =>
        step.Lines[line].Name ?? Expand(cell, step, line, minimum: 0);

    private static string Expand(CellSpec cell, StepSpec step, int index, int minimum)
    {
        Line line = step.Lines[index];
        int level = LevelOf(line.Op);
        string text = line.Op switch
        {
            OpCode.Input => cell.Inputs[line.Index].Name,
            OpCode.State => cell.States[line.Index].Name,
            OpCode.Memory => cell.Memory!.Name,
            OpCode.Parameter => cell.Parameters[line.Index].Member,
            OpCode.Constant => BitConverter.Int64BitsToDouble(line.Bits).ToString("R", CultureInfo.InvariantCulture),
            OpCode.Row => "Row(" + cell.Parameters[line.Index].Member + ", " + Operand(0, 0) + ")",
            OpCode.MatVec => cell.Parameters[line.Index].Member + " * " + Operand(0, level + 1),
            OpCode.TransposedMatVec => "Transpose(" + cell.Parameters[line.Index].Member + ") * " + Operand(0, level + 1),
            OpCode.Add => Operand(0, level) + " + " + Operand(1, level + 1),
            OpCode.Subtract => Operand(0, level) + " - " + Operand(1, level + 1),
            OpCode.Multiply => Operand(0, level) + " * " + Operand(1, level + 1),
            OpCode.Divide => Operand(0, level) + " / " + Operand(1, level + 1),
            OpCode.Negate => "-" + Operand(0, level),
            OpCode.Apply => Operand(0, level) + " * " + Operand(1, level + 1),
            OpCode.ApplyTransposed => "Transpose(" + Operand(0, 0) + ") * " + Operand(1, level + 1),
            OpCode.Slice => Operand(0, 4) + "[" + RowShapes.Range(line) + "]",
            OpCode.SumFeatures => "Sum(" + Operand(0, 0) + ")",
            OpCode.MaxFeatures => "Max(" + Operand(0, 0) + ")",
            OpCode.Greater => Operand(0, level) + " > " + Operand(1, level + 1),
            OpCode.GreaterOrEqual => Operand(0, level) + " >= " + Operand(1, level + 1),
            OpCode.Less => Operand(0, level) + " < " + Operand(1, level + 1),
            OpCode.LessOrEqual => Operand(0, level) + " <= " + Operand(1, level + 1),
            _ => line.Op + "(" + string.Join(", ", line.Operands.Select((_, position) => Operand(position, 0))) + ")",
        };
        if (text.Length > Longest)
            return "...";
        return level < minimum ? "(" + text + ")" : text;

        string Operand(int position, int needed) =>
            step.Lines[line.Operands[position]].Name ?? Expand(cell, step, line.Operands[position], needed);
    }

    private static int LevelOf(OpCode op) => op switch
    {
        OpCode.Greater or OpCode.GreaterOrEqual or OpCode.Less or OpCode.LessOrEqual => 0,
        OpCode.Add or OpCode.Subtract => 1,
        OpCode.MatVec or OpCode.TransposedMatVec or OpCode.Apply or OpCode.ApplyTransposed or OpCode.Multiply or OpCode.Divide => 2,
        OpCode.Negate => 3,
        _ => 4,
    };
}
