using System.Collections.Immutable;
using System.Composition;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using RnnGen.Analyzers;
using RnnGen.Analyzers.Rules;

namespace RnnGen.CodeFixes;

/// <summary>RNN0401: cuts a state from its history where it is handed on. RNN0402: leaves it whole inside the loop.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(StateHistoryFix)), Shared]
public sealed class StateHistoryFix : CodeFixProvider
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [RuleIds.LiveState, RuleIds.StoppedInside];

    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => WellKnownFixAllProviders.BatchFixer;

    /// <inheritdoc/>
    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        SyntaxNode? root = await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false);
        foreach (Diagnostic diagnostic in context.Diagnostics)
            if (root?.FindNode(diagnostic.Location.SourceSpan, getInnermostNodeForTie: true) is ExpressionSyntax expression && Replacement(diagnostic, expression) is { } replacement)
                context.RegisterCodeFix(
                    CodeAction.Create($"Write `{replacement}`", token => ReplaceAsync(context.Document, expression, replacement, token), nameof(StateHistoryFix) + diagnostic.Id), diagnostic);
    }

    private static ExpressionSyntax? Replacement(Diagnostic diagnostic, ExpressionSyntax expression)
    {
        if (diagnostic.Id == RuleIds.StoppedInside)
            return expression is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Expression: var whole }, Parent: not ExpressionStatementSyntax } ? whole.WithoutTrivia() : null;
        if (!diagnostic.Properties.TryGetValue(StateRules.StopProperty, out string? stop) || stop is null)
            return null;
        ExpressionSyntax receiver = expression is IdentifierNameSyntax or MemberAccessExpressionSyntax or InvocationExpressionSyntax ? expression.WithoutTrivia() : SyntaxFactory.ParenthesizedExpression(expression.WithoutTrivia());
        return SyntaxFactory.InvocationExpression(SyntaxFactory.MemberAccessExpression(SyntaxKind.SimpleMemberAccessExpression, receiver, SyntaxFactory.IdentifierName(stop)));
    }

    private static async Task<Document> ReplaceAsync(Document document, ExpressionSyntax old, ExpressionSyntax replacement, CancellationToken token)
    {
        SyntaxNode root = (await document.GetSyntaxRootAsync(token).ConfigureAwait(false))!;
        return document.WithSyntaxRoot(root.ReplaceNode(old, replacement.WithTriviaFrom(old)));
    }
}
