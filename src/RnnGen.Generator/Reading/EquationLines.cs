using System.Collections.Generic;
using Microsoft.CodeAnalysis;
using RnnGen.Generator.Model;

namespace RnnGen.Generator.Reading;

/// <summary>The lines read so far, and beside each line (not in it) where it and its operands stand in the source.</summary>
internal sealed class EquationLines
{
    private readonly List<Line> lines = [];
    private readonly List<(SyntaxNode Node, SyntaxNode[] Operands)> sources = [];
    private readonly Dictionary<(OpCode Op, int Index), int> leaves = [];

    public IReadOnlyList<Line> Lines => lines;

    /// <summary>Tells the size of a line among those read so far; null when it does not follow yet.</summary>
    public System.Func<int, Dimension?>? SizeOf { get; set; }

    /// <summary>The line of an input, a state or a vector parameter; one line each.</summary>
    public int Leaf(OpCode op, int index, SyntaxNode node)
    {
        if (!leaves.TryGetValue((op, index), out int line))
            leaves.Add((op, index), line = Add(new Line(op, EquatableArray<int>.Empty, index), node));
        return line;
    }

    /// <summary>The line that reads a table; one line for each.</summary>
    public int RowOf(int table, int token, SyntaxNode node)
    {
        if (!leaves.TryGetValue((OpCode.Row, table), out int line))
            leaves.Add((OpCode.Row, table), line = Add(new Line(OpCode.Row, [token], table), node));
        return line;
    }

    public int Constant(double value, SyntaxNode node) =>
        Add(new Line(OpCode.Constant, EquatableArray<int>.Empty, Bits: System.BitConverter.DoubleToInt64Bits(value)), node);

    public int Add(Line line, SyntaxNode node, params SyntaxNode[] operands)
    {
        lines.Add(line);
        sources.Add((node, operands));
        return lines.Count - 1;
    }

    /// <summary>Remembers the first local variable a computed line was assigned to.</summary>
    public void Name(int line, string name)
    {
        if (lines[line] is { Name: null, Op: not (OpCode.Input or OpCode.State or OpCode.Parameter or OpCode.Constant) } unnamed)
            lines[line] = unnamed with { Name = name };
    }

    public Location Place(int line, int operand) =>
        (operand >= 0 && operand < sources[line].Operands.Length ? sources[line].Operands[operand] : sources[line].Node).GetLocation();
}
