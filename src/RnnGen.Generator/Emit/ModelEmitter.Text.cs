using System;
using System.Linq;
using RnnGen.Generator.Model;

namespace RnnGen.Generator.Emit;

/// <content>Operations in words, for comments.</content>
internal sealed partial class ModelEmitter
{
    private string Describe(ForwardSpec spec, int index)
    {
        ForwardOp op = spec.Ops[index];
        return $"{ValueName(index)} = {TextOf(spec, op)}  ({Rows(op.Axis)}, {op.Size.Text}){(op.Name is null ? "" : "  " + op.Name)}";
    }

    private string TextOf(ForwardSpec spec, ForwardOp op)
    {
        string[] operands = [.. op.Operands.Select(value => spec.IsParameter(value) ? spec.Parameters[value].Name : ValueName(value - spec.Parameters.Count))];
        string all = string.Join(", ", operands);
        return op.Code switch
        {
            ForwardCode.Lookup or ForwardCode.Apply => $"{LayerOf(op).Name}.{op.Code}({all})",
            ForwardCode.Scan => $"{LayerOf(op).Name}.Scan({string.Join(", ", operands.Take(op.Inputs))}{(op.HasMemory ? ", memory: " + operands[op.Inputs] : "")}{(operands.Length > op.FirstInitial ? ", initial: [" + string.Join(", ", operands.Skip(op.FirstInitial)) + "]" : "")})",
            ForwardCode.Final => $"{operands[0]}.Final({LayerOf(op).States[op.Index % LayerOf(op).States.Count].Name})",
            ForwardCode.Add => $"{operands[0]} + {operands[1]}",
            ForwardCode.Subtract => $"{operands[0]} - {operands[1]}",
            ForwardCode.Multiply => $"{operands[0]} * {operands[1]}",
            ForwardCode.Scale => ScaleText(operands[0], BitConverter.Int64BitsToDouble(op.Bits), BitConverter.Int64BitsToDouble(op.SummandBits)),
            ForwardCode.Dropout => $"Dropout({all}, {Number(op.Bits)})",
            ForwardCode.Mean or ForwardCode.Sum or ForwardCode.Max => $"{op.Code}OverTime({all})",
            _ => $"{op.Code}({all})",
        };
    }

    private static string ScaleText(string operand, double factor, double summand)
    {
        string scaled = factor == 1 ? operand : $"{Literals.Double(factor)} * {operand}";
        return summand == 0 ? scaled : $"{scaled} + {Literals.Double(summand)}";
    }
}
