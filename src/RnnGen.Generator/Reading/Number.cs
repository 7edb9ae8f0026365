using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace RnnGen.Generator.Reading;

/// <summary>Arithmetic with numbers known at compile time, with the rounding of the type it is written in.</summary>
internal static class Number
{
    public static double? From(object? constant) => constant switch
    {
        double value => value,
        float value => value,
        int value => value,
        long value => value,
        uint value => value,
        ulong value => value,
        short value => value,
        ushort value => value,
        sbyte value => value,
        byte value => value,
        _ => null,
    };

    /// <summary>The value after a numeric conversion; null for a conversion that would lose more than rounding.</summary>
    public static double? Convert(double value, ITypeSymbol? type) => type?.SpecialType switch
    {
        SpecialType.System_Double => value,
        SpecialType.System_Single => (float)value,
        SpecialType.System_Int32 or SpecialType.System_Int64 when value == System.Math.Floor(value) => value,
        _ => null,
    };

    /// <summary>The value of an operator between two numbers; null for integers, whose rules are not those of the equations.</summary>
    public static double? Combine(BinaryOperatorKind kind, double left, double right, ITypeSymbol? type)
    {
        if (type?.SpecialType is not (SpecialType.System_Double or SpecialType.System_Single))
            return null;
        double? value = kind switch
        {
            BinaryOperatorKind.Add => left + right,
            BinaryOperatorKind.Subtract => left - right,
            BinaryOperatorKind.Multiply => left * right,
            BinaryOperatorKind.Divide => left / right,
            _ => null,
        };
        return value is { } exact ? Convert(exact, type) : null;
    }
}
