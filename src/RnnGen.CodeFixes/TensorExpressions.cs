using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace RnnGen.CodeFixes;

/// <summary>Expressions whose value is a tensor of the library.</summary>
internal static class TensorExpressions
{
    public static bool IsTensor(ExpressionSyntax expression, SemanticModel? model, CancellationToken token) =>
        model?.GetTypeInfo(expression, token).Type is { Name: "Tensor", ContainingNamespace: { Name: "RnnGen", ContainingNamespace.IsGlobalNamespace: true } };

    /// <summary>A call on an expression, in parentheses where it needs them.</summary>
    public static ExpressionSyntax Call(ExpressionSyntax source, string call)
    {
        ExpressionSyntax bare = source.WithoutTrivia();
        bool isPrimary = bare is IdentifierNameSyntax or MemberAccessExpressionSyntax or InvocationExpressionSyntax or ElementAccessExpressionSyntax
            or ParenthesizedExpressionSyntax or ObjectCreationExpressionSyntax or ThisExpressionSyntax;
        return SyntaxFactory.ParseExpression((isPrimary ? bare.ToString() : "(" + bare + ")") + "." + call);
    }
}
