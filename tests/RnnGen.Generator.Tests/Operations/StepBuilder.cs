using System;
using System.Collections.Generic;
using RnnGen.Generator.Model;

namespace RnnGen.Generator.Tests.Operations;

/// <summary>Writes a step line by line, as the reader would.</summary>
internal sealed class StepBuilder
{
    private readonly List<Line> lines = [];

    public int Count => lines.Count;

    public int Input => Leaf(OpCode.Input, 0);

    /// <summary>The memory (S, 2).</summary>
    public int Memory => Leaf(OpCode.Memory, 0);

    public int State => Leaf(OpCode.State, 0);

    public int Parameter(int index) => Leaf(OpCode.Parameter, index);

    public int Constant(double value) => Add(new Line(OpCode.Constant, [], Bits: BitConverter.DoubleToInt64Bits(value)));

    public int Apply(OpCode op, params int[] operands) => Add(new Line(op, operands.ToEquatableArray()));

    public int Slice(int operand, int start, int size) => Add(new Line(OpCode.Slice, [operand], start, Count: size));

    public int LayerNorm(params int[] operands) => Add(new Line(OpCode.LayerNorm, operands.ToEquatableArray(), Bits: BitConverter.DoubleToInt64Bits(1e-5)));

    public int Product(int matrix, int operand) => Add(new Line(OpCode.MatVec, [operand], matrix));

    public int TransposedProduct(int matrix, int operand) => Add(new Line(OpCode.TransposedMatVec, [operand], matrix));

    /// <summary>
    /// A cell of one input (I) and one state (H): matrices 0 (H, I) and 1, 2 (H, H), vectors 3 and 4 (H).
    /// </summary>
    public CellSpec Cell(int next, int output, int inputs = 3, int states = 2, bool attends = false)
    {
        Dimension i = new("I", inputs), h = new("H", states);
        return new CellSpec(
            new TypeSpec("", [], "partial class Cell", "Cell", "Cell", HasConstructor: false), default, 1, 0,
            [Matrix("W", h, i), Matrix("U", h, h), Matrix("V", h, h), Vector("b", h), Vector("c", h)],
            [new VariableSpec("x", i)],
            [new VariableSpec("h", h)],
            new StepSpec("Next", lines.ToEquatableArray(), [next], output, "y"),
            Memory: attends ? new VariableSpec("keys", h) : null);
    }

    private static ParameterSpec Matrix(string name, Dimension rows, Dimension columns) => new(name, rows, columns, "public", default, 0, 0, null, 0);

    private static ParameterSpec Vector(string name, Dimension rows) => new(name, rows, null, "public", default, 0, 0, null, 0);

    private int Leaf(OpCode op, int index) => Add(new Line(op, [], index));

    private int Add(Line line)
    {
        lines.Add(line);
        return lines.Count - 1;
    }
}
