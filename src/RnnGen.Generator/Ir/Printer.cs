using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using RnnGen.Generator.Model;

namespace RnnGen.Generator.Ir;

/// <summary>Values as equations people read. Named values stand by their name.</summary>
internal sealed class Printer(CellSpec spec, Func<Value, string?>? nameOf = null)
{
    /// <summary><c>f = Sigmoid(Wf * x + Uf * h + bf)</c>.</summary>
    public string Equation(string left, Value value) => left + " = " + Definition(value);

    /// <summary>The right-hand side, even when the value has a name.</summary>
    public string Definition(Value value) => Write(value, 0, useName: false);

    /// <summary>The value as an operand: its name if it has one.</summary>
    public string Text(Value value) => Write(value, 0, useName: true);

    /// <summary>Every value of a graph, one per line, for looking at a pass.</summary>
    public static string Dump(CellGraph graph)
    {
        var lines = new List<string>();
        foreach (Value value in CellGraph.Reachable(graph.ForwardRoots.Concat(graph.BackwardRoots)))
        {
            string operands = string.Join(", ", value.Operands.Select(o => "%" + Invariant(o.Id)));
            lines.Add($"%{Invariant(value.Id)} = {value.Op}({operands}) index {Invariant(value.Index)} constant {Number(value.Constant)} size {value.Size} name {value.Name}");
        }

        return string.Join("\n", lines);
    }

    /// <summary>A constant as a person writes it, in no culture: 0.1 also for the float 0.1f, whose exact value has more digits.</summary>
    public static string Number(double value)
    {
        string exact = value.ToString("R", CultureInfo.InvariantCulture), single = ((float)value).ToString("R", CultureInfo.InvariantCulture);
        return (float)value == value && single.Length < exact.Length ? single : exact;
    }

    private static string Invariant(int value) => value.ToString(CultureInfo.InvariantCulture);

    private string Write(Value value, int minimum, bool useName)
    {
        string? name = nameOf?.Invoke(value) ?? value.Name;
        if (name is not null && (useName || value.IsLeaf))
        {
            return name;
        }

        switch (value)
        {
            case { Op: OpCode.Constant }:
                return Number(value.Constant);
            case { Op: OpCode.Row }:
                return "Row(" + spec.Parameters[value.Index].Name + ", " + Write(value.Operands[0], 0, true) + ")";
            case { Op: OpCode.MatVec }:
                return Parenthesised(spec.Parameters[value.Index].Name + " * " + Write(value.Operands[0], 3, true), 2, minimum);
            case { Op: OpCode.TransposedMatVec }:
                return Parenthesised(spec.Parameters[value.Index].Name + "ᵀ * " + Write(value.Operands[0], 3, true), 2, minimum);
            case Affine affine:
                IEnumerable<string> terms = affine.Products
                    .Select(p => spec.Parameters[p.Parameter].Name + (p.Transposed ? "ᵀ" : "") + " * " + Write(p.Operand, 3, true))
                    .Concat(affine.Biases.Select(b => spec.Parameters[b].Name));
                return Parenthesised(string.Join(" + ", terms), affine.Operands.Count + affine.Biases.Count > 1 ? 1 : 2, minimum);
            case { Op: OpCode.Broadcast or OpCode.RowSum }:
                return Write(value.Operands[0], minimum, true);
            case { Op: OpCode.Mean or OpCode.LogSoftmax or OpCode.LayerNorm }:
                return Composites.Text(value, value.Operands.Select(o => Write(o, 0, true)));
            case { Op: OpCode.Apply or OpCode.ApplyTransposed }:
                return Parenthesised(RowTable.Row(value.Op).Equation(value, [.. value.Operands.Select(o => Write(o, 3, true))]), 2, minimum);
            case var _ when RowTable.Contains(value.Op):
                return RowTable.Row(value.Op).Equation(value, [.. value.Operands.Select(o => Write(o, value.Op == OpCode.Slice ? 4 : 0, true))]);
            default:
                OpRow row = OpTable.Row(value.Written?.Op ?? value.Op);
                bool call = row.Precedence == 4;
                object[] operands = [.. (value.Written?.Operands ?? value.Operands).Select((o, i) => (object)Write(o, call ? 0 : row.Precedence + i, true))];
                return Parenthesised(string.Format(CultureInfo.InvariantCulture, row.Equation, operands), row.Precedence, minimum);
        }
    }

    private static string Parenthesised(string text, int precedence, int minimum) => precedence < minimum ? "(" + text + ")" : text;
}
