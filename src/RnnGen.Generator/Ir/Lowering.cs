using System;
using System.Collections.Generic;
using System.Linq;
using RnnGen.Generator.Model;

namespace RnnGen.Generator.Ir;

/// <summary>The lines of a step as a graph.</summary>
internal static class Lowering
{
    /// <summary>The graph to compile.</summary>
    public static CellGraph Run(CellSpec spec) => Run(spec, expands: true);

    /// <summary>The graph to show: composites stay the functions their author wrote.</summary>
    public static CellGraph AsWritten(CellSpec spec) => Run(spec, expands: false);

    private static CellGraph Run(CellSpec spec, bool expands)
    {
        StepSpec step = spec.Step ?? throw new ArgumentException("The step could not be read.", nameof(spec));
        var builder = new GraphBuilder(spec);
        var values = new List<Value>();
        foreach (Line line in step.Lines)
        {
            Value value = Lower(builder, line, [.. line.Operands.Select(i => values[i])], expands);
            value.Name ??= line.Name;
            values.Add(value);
        }

        var graph = new CellGraph(builder, [.. step.NextStates.Select(i => values[i])], [.. step.Outputs.Select(o => values[o.Line])], [], [], [], [], [])
        {
            Scores = [.. step.Scores.Select(s => values[s.Line])],
        };
        Label(graph);
        return graph;
    }

    // hNext for a new state that is unnamed or named like the old one; fSum for the unnamed sum inside f = Sigmoid(...); fh for an unnamed
    // f * h that a matrix multiplies; tanhC for an unnamed Tanh(c); W_h for an unnamed W * h + b.
    private static void Label(CellGraph graph)
    {
        for (int i = 0; i < graph.NextStates.Count; i++)
        {
            Value next = graph.NextStates[i];
            string state = graph.Spec.States[i].Name;
            if (!next.IsLeaf && next.Name is null)
            {
                next.Label ??= state + "Next";
            }
            else if (!next.IsLeaf && next.Name == state)
            {
                next.Name = state + "Next";
            }
        }

        foreach (Value value in CellGraph.Reachable(graph.ForwardRoots))
        {
            if (value.Op is OpCode.MatVec or OpCode.TransposedMatVec && value.Operands[0] is { IsLeaf: false, Name: null } operand && operand.Operands.All(o => o.Name is not null))
            {
                operand.Label ??= string.Concat(operand.Operands.Select(o => o.Name));
            }

            if (value.Op == OpCode.Broadcast)
            {
                continue;
            }

            (OpRow row, Value? first) = (OpTable.Row(value.Written?.Op ?? value.Op), (value.Written?.Operands ?? value.Operands).FirstOrDefault());
            bool isFunction = value.Written is not null || row.Arity == 1;
            if (value.Name is null && isFunction && row.Precedence == 4 && first?.Name is { } argument)
            {
                int state = graph.NextStates.ToList().IndexOf(first);
                argument = state >= 0 ? graph.Spec.States[state].Name : argument;
                string function = row.Op.ToString();
                value.Label ??= char.ToLowerInvariant(function[0]) + function.Substring(1) + char.ToUpperInvariant(argument[0]) + argument.Substring(1);
            }

            if ((value.Name ?? value.Label) is { } name && isFunction && first is { IsLeaf: false, Name: null } inner)
            {
                inner.Label ??= name + "Sum";
            }
        }

        foreach (Value value in CellGraph.Reachable(graph.ForwardRoots).Where(v => v.Name is null && IsAffine(v)))
        {
            value.Label ??= value.Op is OpCode.MatVec or OpCode.TransposedMatVec
                ? graph.Spec.Parameters[value.Index].Name + (value.Op == OpCode.MatVec ? "_" : "T_") + (value.Operands[0].Name ?? value.Operands[0].Label ?? "u")
                : string.Join("_", value.Operands.Where(IsAffine).Select(o => o.Name ?? o.Label));
        }
    }

    /// <summary>Whether the value is a sum of matrix products and biases.</summary>
    public static bool IsAffine(Value value) => value.Op is OpCode.MatVec or OpCode.TransposedMatVec
        || (value.Op == OpCode.Add && value.Operands.Any(IsAffine) && value.Operands.All(o => IsAffine(o) || o.Op == OpCode.Parameter));

    private static Value Lower(GraphBuilder builder, Line line, Value[] operands, bool expands) => line.Op switch
    {
        _ when Expansions.Table.TryGetValue(line.Op, out Expansions.Expansion? expansion) => Expand(builder, expansion, line.Op, operands),
        not (OpCode.MatVec or OpCode.TransposedMatVec) when operands.Any(o => o.HasPositions()) => LoweringOfMemories.Run(builder, line.Op, operands, expands),
        OpCode.SumFeatures or OpCode.MaxFeatures or OpCode.Dot => builder.Rows(line.Op, Dimension.Scalar, operands),
        OpCode.Outer => builder.Rows(line.Op, operands[0].Size! with { Columns = operands[1].Size, IsScalar = false }, operands),
        OpCode.Apply => builder.Rows(line.Op, operands[0].Size!.Rows, operands),
        OpCode.ApplyTransposed => builder.Rows(line.Op, operands[0].Size!.Columns!, operands),
        OpCode.Softmax => builder.Rows(line.Op, operands[0].Size!, operands),
        OpCode.Concat => builder.Rows(line.Op, SizeNamed(builder.Spec, operands.Sum(o => o.Size!.Value)), operands),
        OpCode.Slice => builder.Rows(
            line.Op, SizeNamed(builder.Spec, line.Count < 0 ? operands[0].Size!.Value - line.Index : line.Count), operands, line.Index),
        OpCode.Mean or OpCode.LogSoftmax or OpCode.LayerNorm when expands =>
            Composites.Expand(builder, line.Op, operands, BitConverter.Int64BitsToDouble(line.Bits), line.Name),
        OpCode.Mean => builder.Rows(line.Op, Dimension.Scalar, operands),
        OpCode.LogSoftmax or OpCode.LayerNorm => builder.Rows(line.Op, operands[0].Size!, operands, constant: BitConverter.Int64BitsToDouble(line.Bits)),

        OpCode.Input => builder.Input(line.Index),
        OpCode.State => builder.State(line.Index),
        OpCode.Parameter => builder.Parameter(line.Index),
        OpCode.Constant => builder.Constant(BitConverter.Int64BitsToDouble(line.Bits)),
        OpCode.MatVec => builder.MatVec(line.Index, operands[0]),
        OpCode.TransposedMatVec => builder.TransposedMatVec(line.Index, operands[0]),
        OpCode.Row => builder.Row(line.Index, operands[0]),
        OpCode.Memory => builder.Memory(),
        _ => builder.Apply(line.Op, operands),
    };

    private static Value Expand(GraphBuilder builder, Expansions.Expansion expansion, OpCode op, Value[] operands)
    {
        Value value = expansion(new Expansions.Writer(builder), operands);
        if (operands.All(o => o.Id < value.Id))
        {
            value.Written ??= new Written(op, operands);
        }

        return value;
    }

    // The name of a size that the cell declares.
    private static Dimension SizeNamed(CellSpec spec, int value) =>
        spec.Inputs.Concat(spec.States).Select(v => v.Size).Concat(spec.Parameters.Select(p => p.Rows))
            .FirstOrDefault(size => size.Value == value && size.Columns is null && size.ToString() != size.Text)
        ?? new Dimension(value.ToString(System.Globalization.CultureInfo.InvariantCulture), value);
}
