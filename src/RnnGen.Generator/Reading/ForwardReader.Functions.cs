using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using RnnGen.Generator.Model;

namespace RnnGen.Generator.Reading;

/// <content>Functions of <c>RnnGen.Sequences</c> and operators between values.</content>
internal sealed partial class ForwardReader
{
    private static readonly Dictionary<string, ForwardCode> Functions = new(StringComparer.Ordinal)
    {
        ["Tanh"] = ForwardCode.Tanh,
        ["Sigmoid"] = ForwardCode.Sigmoid,
        ["Relu"] = ForwardCode.Relu,
        ["Dropout"] = ForwardCode.Dropout,
        ["Concat"] = ForwardCode.Concat,
        ["First"] = ForwardCode.First,
        ["Last"] = ForwardCode.Last,
        ["MeanOverTime"] = ForwardCode.Mean,
        ["SumOverTime"] = ForwardCode.Sum,
        ["MaxOverTime"] = ForwardCode.Max,
        ["Repeat"] = ForwardCode.Repeat,
        ["Reverse"] = ForwardCode.Reverse,
    };

    private ForwardTerm? Function(IInvocationOperation call)
    {
        if (!Functions.TryGetValue(call.TargetMethod.Name, out ForwardCode code))
            return Refuse(call);
        IOperation[] arguments = [.. call.Arguments.OrderBy(argument => argument.Parameter?.Ordinal).Select(argument => argument.Value)];
        if (code == ForwardCode.Concat)
            return Concat(call, arguments[0]);
        if (Value(arguments[0]) is not { } value || KnownSize(arguments[0], value) is not { } size)
            return null;
        int axis = code switch
        {
            ForwardCode.First or ForwardCode.Last or ForwardCode.Mean or ForwardCode.Sum or ForwardCode.Max => -1,
            _ => graph.AxisOf(value),
        };
        long bits = 0;
        if (code == ForwardCode.Repeat)
        {
            if (Expression(arguments[1]) is not { } term)
                return null;
            if (term is not ForwardTerm.Value along)
                return Refuse(arguments[1]);
            axis = graph.AxisOf(along.Index);
        }
        else if (code == ForwardCode.Dropout)
        {
            if (arguments[1].ConstantValue is not { HasValue: true, Value: double rate and >= 0 and < 1 })
                return Refuse(arguments[1].Syntax.GetLocation(), "the rate of a dropout must be a constant: 0 or more, less than 1");
            bits = BitConverter.DoubleToInt64Bits(rate);
        }

        return Add(new ForwardOp(code, [value], axis, size, Bits: bits), Short(call.Syntax));
    }

    private ForwardTerm? Concat(IInvocationOperation call, IOperation argument)
    {
        if (Elements(argument) is not { } elements)
            return null;
        List<int> parts = [];
        foreach (IOperation element in elements)
        {
            if (Value(element) is not { } part || KnownSize(element, part) is null || (parts.Count > 0 && !SameAxis(parts[0], part, element)))
                return null;
            parts.Add(part);
        }

        if (parts.Count == 0)
            return Refuse(call);
        string text = string.Join("+", parts.Select(part => graph.SizeOf(part)!.Text));
        return Add(
            new ForwardOp(ForwardCode.Concat, parts.ToEquatableArray(), graph.AxisOf(parts[0]), Total(text, parts.Sum(part => graph.SizeOf(part)!.Value))),
            Short(call.Syntax));
    }

    private static Dimension Total(string text, int value) =>
        text.All(c => char.IsDigit(c) || c == '+') ? new Dimension(value.ToString(System.Globalization.CultureInfo.InvariantCulture), value) : new Dimension(text, value);

    private ForwardTerm? Binary(IOperation operation, BinaryOperatorKind kind, IOperation leftOperand, IOperation rightOperand)
    {
        ForwardTerm? left = Expression(leftOperand), right = Expression(rightOperand);
        if (left is null || right is null)
            return null;
        string text = Short(operation.Syntax);
        switch (kind, left, right)
        {
            case (BinaryOperatorKind.Add or BinaryOperatorKind.Subtract or BinaryOperatorKind.Multiply, ForwardTerm.Value a, ForwardTerm.Value b):
                if (KnownSize(leftOperand, a.Index) is not { } size || KnownSize(rightOperand, b.Index) is not { } other || !SameAxis(a.Index, b.Index, rightOperand))
                    return null;
                ForwardCode code = kind == BinaryOperatorKind.Add ? ForwardCode.Add : kind == BinaryOperatorKind.Subtract ? ForwardCode.Subtract : ForwardCode.Multiply;
                return size.Value == other.Value
                    ? Add(new ForwardOp(code, [a.Index, b.Index], graph.AxisOf(a.Index), size), text)
                    : Mismatch(rightOperand, "`" + graph.TextOf(a.Index) + "` is " + graph.ShapeOf(a.Index) + ", `" + graph.TextOf(b.Index) + "` is " + graph.ShapeOf(b.Index));
            case (BinaryOperatorKind.Add, ForwardTerm.Value a, ForwardTerm.Number k):
                return Scale(leftOperand, a.Index, 1, k.Known, text);
            case (BinaryOperatorKind.Add, ForwardTerm.Number k, ForwardTerm.Value a):
                return Scale(rightOperand, a.Index, 1, k.Known, text);
            case (BinaryOperatorKind.Subtract, ForwardTerm.Value a, ForwardTerm.Number k):
                return Scale(leftOperand, a.Index, 1, -k.Known, text);
            case (BinaryOperatorKind.Subtract, ForwardTerm.Number k, ForwardTerm.Value a):
                return Scale(rightOperand, a.Index, -1, k.Known, text);
            case (BinaryOperatorKind.Multiply, ForwardTerm.Value a, ForwardTerm.Number k):
                return Scale(leftOperand, a.Index, k.Known, 0, text);
            case (BinaryOperatorKind.Multiply, ForwardTerm.Number k, ForwardTerm.Value a):
                return Scale(rightOperand, a.Index, k.Known, 0, text);
            default:
                return Refuse(operation);
        }
    }

    private ForwardTerm? Scale(IOperation place, int value, double factor, double summand, string text) => KnownSize(place, value) is { } size
        ? Add(new ForwardOp(ForwardCode.Scale, [value], graph.AxisOf(value), size, Bits: BitConverter.DoubleToInt64Bits(factor), SummandBits: BitConverter.DoubleToInt64Bits(summand)), text)
        : null;

    private Dimension? KnownSize(IOperation place, int value)
    {
        if (graph.SizeOf(value) is { } size)
            return size;
        Refuse(place.Syntax.GetLocation(), "how many features `" + graph.TextOf(value) + "` has is not known here: " + DeclareSize(graph.Parameter(value)));
        return null;
    }

    private bool SameAxis(int first, int second, IOperation place)
    {
        if (graph.AxisOf(first) == graph.AxisOf(second))
            return true;
        bool vectors = graph.AxisOf(first) < 0 || graph.AxisOf(second) < 0;
        Mismatch(place, "`" + graph.TextOf(first) + "` is " + graph.ShapeOf(first) + ", `" + graph.TextOf(second) + "` is " + graph.ShapeOf(second)
            + (vectors
                ? ": take `Repeat(vectors, sequence)` to have a vector at every step, or pool the sequence"
                : " along the steps of another parameter: give both parameters one name for the axis, `[Shape(\"B\", \"T\", ...)]`, if they have the same lengths"));
        return false;
    }
}
