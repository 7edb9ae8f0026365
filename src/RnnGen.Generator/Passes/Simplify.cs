using System;
using System.Collections.Generic;
using System.Linq;
using RnnGen.Generator.Ir;
using RnnGen.Generator.Model;

namespace RnnGen.Generator.Passes;

/// <summary>
/// Rebuilds a graph operand by operand: constants are folded, neutral elements disappear, equal operations become one value, and what no
/// root needs is dropped.
/// Before: <c>1 * dy</c>, <c>-(-a)</c>, <c>2 * 3</c>. After: <c>dy</c>, <c>a</c>, <c>6</c>.
/// </summary>
internal static class Simplify
{
    public static CellGraph Run(CellGraph graph)
    {
        var builder = new GraphBuilder(graph.Spec);
        var done = new Dictionary<Value, Value>();
        foreach (Value value in CellGraph.Reachable(graph.ForwardRoots.Concat(graph.BackwardRoots)))
        {
            Value[] operands = [.. value.Operands.Select(o => done[o])];
            Value result = Fold(builder, value, operands);
            if (!result.IsConstant)
            {
                result.TakeNames(value);
            }

            done.Add(value, result);
        }

        return graph.Map(builder, v => done[v]);
    }

    private static Value Fold(GraphBuilder builder, Value value, Value[] operands)
    {
        if (value.IsRowOperation)
        {
            return FoldRows(builder, value, operands);
        }

        if (value.Op == OpCode.Broadcast)
        {
            return builder.Broadcast(operands[0], value.Size!);
        }

        if (!value.IsElementwise)
        {
            return builder.Copy(value, operands);
        }

        Value a = operands[0];
        if (operands.All(o => o.IsConstant))
        {
            double last = operands[operands.Length - 1].Constant;
            return builder.Constant(OpTable.Row(value.Op).Compute!(a.Constant, operands[Math.Min(1, operands.Length - 1)].Constant, last));
        }

        Value? b = operands.Length > 1 ? operands[1] : null;
        switch (value.Op)
        {
            case OpCode.Add when Is(a, 0):
            case OpCode.Multiply when Is(a, 1):
                return b!;
            case OpCode.Add when Is(b, 0):
            case OpCode.Subtract when Is(b, 0):
            case OpCode.Multiply when Is(b, 1):
            case OpCode.Divide when Is(b, 1):
                return a;
            case OpCode.Subtract when Is(a, 0):
                return builder.Apply(OpCode.Negate, b!);
            case OpCode.Negate when a.Op == OpCode.Negate:
                return a.Operands[0];
            case OpCode.Add when b!.Op == OpCode.Negate:
                return builder.Apply(OpCode.Subtract, a, b.Operands[0]);
            case OpCode.Add when a.Op == OpCode.Negate:
                return builder.Apply(OpCode.Subtract, b!, a.Operands[0]);
            case OpCode.Subtract when b!.Op == OpCode.Negate:
                return builder.Apply(OpCode.Add, a, b.Operands[0]);
            default:
                return builder.Copy(value, operands);
        }
    }

    // A vector of one feature is its own sum, maximum and slice; the slice of a concatenation is a slice of one of its parts.
    private static Value FoldRows(GraphBuilder builder, Value value, Value[] operands)
    {
        Value a = operands[0];
        Dimension size = value.Size!;
        bool isWhole = a.Size!.Fits(size);
        switch (value.Op)
        {
            case OpCode.SumFeatures or OpCode.MaxFeatures or OpCode.Slice or OpCode.Embed or OpCode.Concat when isWhole:
                return a;
            case OpCode.SumFeatures when a.Op == OpCode.Broadcast:
                return builder.Apply(OpCode.Multiply, builder.Constant(a.Size.Count), a.Operands[0]);
            case OpCode.Slice:
                return Slice(builder, a, value.Index, size);
            default:
                return builder.Copy(value, operands);
        }
    }

    private static Value Slice(GraphBuilder builder, Value a, int start, Dimension size)
    {
        if (a.Size!.Fits(size))
        {
            return a;
        }

        if (a.Op == OpCode.Slice)
        {
            return Slice(builder, a.Operands[0], a.Index + start, size);
        }

        int first = start;
        foreach (Value part in a.Op == OpCode.Concat ? a.Operands : [])
        {
            if (first >= 0 && first + size.Value <= part.Size!.Value)
            {
                return Slice(builder, part, first, size);
            }

            first -= part.Size!.Value;
        }

        return builder.Rows(OpCode.Slice, size, [a], start);
    }

    private static bool Is(Value? value, double constant) => value is { IsConstant: true } && value.Constant == constant;
}
