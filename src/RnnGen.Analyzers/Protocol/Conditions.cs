using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace RnnGen.Analyzers.Protocol;

/// <summary>What a condition decides by.</summary>
internal static class Conditions
{
    /// <summary>
    /// Whether a condition counts rounds: the head of a loop, a remainder, equal whole numbers, or a counter that is set back; neither the values of a
    /// training run nor a phase of it, such as a warm-up.
    /// </summary>
    public static bool IsCount(IOperation condition, LocalValues locals)
    {
        bool counts = false;
        foreach (IOperation part in condition.DescendantsAndSelf())
            switch (part)
            {
                case IInvocationOperation { TargetMethod.Name: "MoveNext" }:
                    return true;
                case ILocalReferenceOperation { Local: { Type.SpecialType: SpecialType.System_Boolean } local }:
                    return locals.Only(local) is { } value && IsCount(value, locals);
                case IBinaryOperation { OperatorKind: BinaryOperatorKind.Remainder } remainder when IsWhole(remainder.Type):
                    counts = true;
                    break;
                case IBinaryOperation comparison when IsComparison(comparison.OperatorKind) && IsWhole(comparison.LeftOperand.Type) && IsWhole(comparison.RightOperand.Type):
                    counts |= comparison.OperatorKind == BinaryOperatorKind.Equals || IsHeadOfLoop(comparison.Syntax)
                        || comparison.Descendants().OfType<ILocalReferenceOperation>().Any(reference => locals.IsRestarted(reference.Local));
                    break;
                case { Type.SpecialType: SpecialType.System_Single or SpecialType.System_Double }:
                    return false;
            }

        return counts;
    }

    private static bool IsHeadOfLoop(SyntaxNode condition)
    {
        SyntaxNode? node = condition;
        while (node is ExpressionSyntax)
            node = node.Parent;
        return node is ForStatementSyntax or WhileStatementSyntax or DoStatementSyntax;
    }

    private static bool IsComparison(BinaryOperatorKind kind) => kind is BinaryOperatorKind.Equals or BinaryOperatorKind.NotEquals
        or BinaryOperatorKind.LessThan or BinaryOperatorKind.LessThanOrEqual or BinaryOperatorKind.GreaterThan or BinaryOperatorKind.GreaterThanOrEqual;

    private static bool IsWhole(ITypeSymbol? type) => type?.SpecialType is SpecialType.System_Int32 or SpecialType.System_Int64 or SpecialType.System_UInt32 or SpecialType.System_Byte;
}
