using System.Collections.Immutable;
using System.Composition;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using RnnGen.Analyzers;

namespace RnnGen.CodeFixes;

/// <summary>RNN0501: removes a softmax. RNN0502: takes logarithms. RNN0106: turns a mask around.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(ValueKindFix)), Shared]
public sealed class ValueKindFix : CodeFixProvider
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [RuleIds.DoubleSoftmax, RuleIds.NotLogarithms, RuleIds.MaskPolarity];

    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => WellKnownFixAllProviders.BatchFixer;

    /// <inheritdoc/>
    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        SyntaxNode? root = await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false);
        foreach (Diagnostic diagnostic in context.Diagnostics)
            if (root is not null && ExpressionAt(root.FindNode(diagnostic.Location.SourceSpan, getInnermostNodeForTie: true)) is { } given && Repaired(diagnostic.Id, given) is { } repaired)
                context.RegisterCodeFix(
                    CodeAction.Create("Write `" + repaired + "`", _ => Task.FromResult(context.Document.WithSyntaxRoot(root.ReplaceNode(given, SyntaxFactory.ParseExpression(repaired).WithTriviaFrom(given)))), nameof(ValueKindFix)),
                    diagnostic);
    }

    private static ExpressionSyntax? ExpressionAt(SyntaxNode node) => node as ExpressionSyntax ?? (node as ArgumentSyntax)?.Expression;

    private static string? Repaired(string id, ExpressionSyntax given)
    {
        var softmax = given is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Softmax" } access } call ? (access.Expression, call.ArgumentList) : default;
        return id switch
        {
            RuleIds.DoubleSoftmax => softmax.Expression?.ToString(),
            RuleIds.NotLogarithms when softmax.Expression is not null => softmax.Expression + ".LogSoftmax" + softmax.ArgumentList,
            RuleIds.NotLogarithms => given is IdentifierNameSyntax or MemberAccessExpressionSyntax or InvocationExpressionSyntax ? given + ".LogSoftmax(-1)" : null,
            RuleIds.MaskPolarity when given is not BinaryExpressionSyntax => "Masks.Not(" + given + ")",
            _ => null,
        };
    }
}
