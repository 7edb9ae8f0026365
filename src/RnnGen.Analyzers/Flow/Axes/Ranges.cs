using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace RnnGen.Analyzers.Flow;

/// <summary>Indices and ranges with <c>^</c> and <c>..</c>, as far as they are constants.</summary>
internal static class Ranges
{
    /// <summary>A constant index into so many elements, or -1.</summary>
    public static int IndexIn(IOperation index, int count)
    {
        index = index.WithoutConversions();
        if (index is IUnaryOperation { OperatorKind: UnaryOperatorKind.Hat, Operand.ConstantValue: { HasValue: true, Value: int fromEnd } })
            return fromEnd >= 1 && fromEnd <= count ? count - fromEnd : -1;
        return index.ConstantValue is { HasValue: true, Value: int at } && at >= 0 && at < count ? at : -1;
    }

    /// <summary>An axis cut to a range: <c>[1..]</c> of T is T-1.</summary>
    public static Axis Cut(Axis axis, IRangeOperation range)
    {
        if (axis.Extent is not { } extent)
            return axis;
        Polynomial? first = range.LeftOperand is null ? Polynomial.Of(0) : End(range.LeftOperand, extent);
        Polynomial? end = range.RightOperand is null ? extent : End(range.RightOperand, extent);
        return new Axis(first is null || end is null ? null : end - first, axis.Name);
    }

    private static Polynomial? End(IOperation operand, Polynomial extent)
    {
        operand = operand.WithoutConversions();
        return operand is IUnaryOperation { OperatorKind: UnaryOperatorKind.Hat, Operand.ConstantValue: { HasValue: true, Value: int fromEnd } } ? extent - Polynomial.Of(fromEnd)
            : operand.ConstantValue is { HasValue: true, Value: int at } ? Polynomial.Of(at)
            : null;
    }
}
