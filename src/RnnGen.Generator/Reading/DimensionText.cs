using System.Globalization;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace RnnGen.Generator.Reading;

/// <summary>How an author wrote a size: <c>H</c>, <c>4*H</c>. Spaces go, of a member access only the last name stays.</summary>
internal static class DimensionText
{
    public static string Of(ExpressionSyntax? expression, int value) =>
        expression is null ? Number(value) : Print(expression) ?? Number(value);

    private static string? Print(ExpressionSyntax expression) => expression switch
    {
        IdentifierNameSyntax name => name.Identifier.ValueText,
        MemberAccessExpressionSyntax member => member.Name.Identifier.ValueText,
        LiteralExpressionSyntax { Token.Value: int number } => Number(number),
        ParenthesizedExpressionSyntax inner => Print(inner.Expression) is { } text ? "(" + text + ")" : null,
        BinaryExpressionSyntax binary when Print(binary.Left) is { } left && Print(binary.Right) is { } right =>
            left + binary.OperatorToken.Text + right,
        _ => null,
    };

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);
}
