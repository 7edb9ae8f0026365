using System;
using System.Collections.Generic;
using RnnGen.Generator.Model;

namespace RnnGen.Analyzers.Declarations;

/// <summary>Sums, products and gates as they stand in the lines of a step.</summary>
internal sealed class StepTerms(CellSpec cell, StepSpec step)
{
    public CellSpec Cell => cell;

    public StepSpec Step => step;

    public Line this[int index] => step.Lines[index];

    /// <summary>The summands of a line, with their signs; the line itself when it is no sum.</summary>
    public IReadOnlyList<(int Line, bool Negative)> Summands(int line, bool negative = false) => this[line] switch
    {
        { Op: OpCode.Add, Operands: [var a, var b] } => [.. Summands(a, negative), .. Summands(b, negative)],
        { Op: OpCode.Subtract, Operands: [var a, var b] } => [.. Summands(a, negative), .. Summands(b, !negative)],
        { Op: OpCode.Negate, Operands: [var a] } => Summands(a, !negative),
        { Op: OpCode.Broadcast, Operands: [var a, ..] } => Summands(a, negative),
        _ => [(line, negative)],
    };

    /// <summary>The factors of a line; the line itself when it is no product.</summary>
    public IReadOnlyList<int> Factors(int line) => this[line] switch
    {
        { Op: OpCode.Multiply, Operands: [var a, var b] } => [.. Factors(a), .. Factors(b)],
        { Op: OpCode.Broadcast, Operands: [var a, ..] } => Factors(a),
        _ => [line],
    };

    public bool IsState(int line, int state) => this[line] is { Op: OpCode.State } value && value.Index == state;

    public bool IsConstant(int line, double number) => this[line].Op == OpCode.Constant && BitConverter.Int64BitsToDouble(this[line].Bits) == number;

    /// <summary>Whether a line depends on a line, itself included.</summary>
    public bool DependsOn(int line, Func<Line, bool> leaf)
    {
        var seen = new HashSet<int>();
        var open = new Stack<int>([line]);
        while (open.Count > 0)
        {
            int index = open.Pop();
            if (!seen.Add(index))
                continue;
            if (leaf(this[index]))
                return true;
            foreach (int operand in this[index].Operands)
                open.Push(operand);
        }

        return false;
    }

    /// <summary>
    /// The gate in a product with a state: the line of what its sigmoid reads and whether it is the complement 1 - sigmoid; null for anything
    /// else, an exponential gate for example.
    /// </summary>
    public (int Argument, bool IsComplement)? Gate(int line)
    {
        if (this[line] is { Op: OpCode.Sigmoid, Operands: [var argument] })
            return (argument, false);
        return Summands(line) is [(var one, false), (var gate, true)] && IsConstant(one, 1) && this[gate] is { Op: OpCode.Sigmoid, Operands: [var inner] } ? (inner, true) : null;
    }
}
