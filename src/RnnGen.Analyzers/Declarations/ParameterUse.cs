using System;
using System.Collections.Generic;
using System.Linq;
using RnnGen.Generator.Model;

namespace RnnGen.Analyzers;

/// <summary>Which parameters the output and the states depend on, and through which of them a gradient flows.</summary>
internal sealed class ParameterUse
{
    private readonly CellSpec cell;
    private readonly StepSpec step;
    private readonly bool[] used;
    private readonly bool[] trained;

    public ParameterUse(CellSpec cell, StepSpec step)
    {
        (this.cell, this.step) = (cell, step);
        used = Reach(static (_, _) => false);
        trained = Reach(IsCut);
    }

    public bool IsUsed(int parameter) => used[parameter];

    public bool HasGradient(int parameter) => trained[parameter];

    /// <summary>Names a parameter of the same shape that is used twice: often the other one was meant.</summary>
    public string Suggestion(int parameter)
    {
        ParameterSpec unused = cell.Parameters[parameter];
        for (int i = 0; i < cell.Parameters.Count; i++)
        {
            ParameterSpec other = cell.Parameters[i];
            bool sameShape = other.Rows.Value == unused.Rows.Value && other.Columns?.Value == unused.Columns?.Value;
            if (i != parameter && sameShape && Readers(i) is { Count: > 1 } readers)
                return "; `" + other.Member + "`, of the same shape, is used by " + string.Join(" and ", readers.Select(name => "`" + name + "`"));
        }

        return "";
    }

    private bool[] Reach(Func<Line, int, bool> isCut)
    {
        var reached = new bool[cell.Parameters.Count];
        var seen = new bool[step.Lines.Count];
        var open = new Stack<int>(step.NextStates.Concat(step.Outputs.Select(output => output.Line)));
        while (open.Count > 0)
        {
            int index = open.Pop();
            if (seen[index])
                continue;
            seen[index] = true;
            Line line = step.Lines[index];
            if (line.ReadsParameter && !isCut(line, 0))
                reached[line.Index] = true;
            for (int operand = 0; operand < line.Operands.Count; operand++)
                if (!isCut(line, operand))
                    open.Push(line.Operands[operand]);
        }

        foreach (VariableSpec state in cell.States)
            if (cell.InitialOf(state) is >= 0 and int initial)
                reached[initial] = true;
        return reached;
    }

    /// <summary>Whether the derivative by an operand is 0 whatever the values: the other factor is the constant 0, or the operation is flat or stops.</summary>
    private bool IsCut(Line line, int operand) => line.Op switch
    {
        OpCode.Multiply => IsZero(line.Operands[1 - operand]),
        OpCode.Divide => operand == 1 && IsZero(line.Operands[0]),
        OpCode.StopGradient or OpCode.Floor or OpCode.Greater or OpCode.GreaterOrEqual or OpCode.Less or OpCode.LessOrEqual => true,
        OpCode.Select => operand == 0,
        _ => false,
    };

    private bool IsZero(int line) =>
        step.Lines[line].Op == OpCode.Constant && BitConverter.Int64BitsToDouble(step.Lines[line].Bits) == 0;

    /// <summary>The named values a parameter goes into, in order.</summary>
    private IReadOnlyList<string> Readers(int parameter)
    {
        List<string> names = [];
        var carries = new bool[step.Lines.Count];
        for (int i = 0; i < step.Lines.Count; i++)
        {
            Line line = step.Lines[i];
            bool reads = (line.ReadsParameter && line.Index == parameter) || line.Operands.Any(operand => carries[operand]);
            if (reads && line.Name is { } name)
                names.Add(name);
            carries[i] = reads && line.Name is null;
        }

        return names;
    }
}
