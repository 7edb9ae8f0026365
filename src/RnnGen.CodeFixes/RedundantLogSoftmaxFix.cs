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

/// <summary>RNN0506: removes the log-softmax where it stands; where it does not, takes the loss that wants its result.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(RedundantLogSoftmaxFix)), Shared]
public sealed class RedundantLogSoftmaxFix : CodeFixProvider
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [RuleIds.RedundantLogSoftmax];

    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => WellKnownFixAllProviders.BatchFixer;

    /// <inheritdoc/>
    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        SyntaxNode? root = await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false);
        foreach (Diagnostic diagnostic in context.Diagnostics)
            if (root is not null && root.FindNode(diagnostic.Location.SourceSpan, getInnermostNodeForTie: true) is { } found && Repair(found as ExpressionSyntax ?? (found as ArgumentSyntax)?.Expression) is { } repair)
                context.RegisterCodeFix(
                    CodeAction.Create("Write `" + repair.New + "`", _ => Task.FromResult(context.Document.WithSyntaxRoot(root.ReplaceNode(repair.Old, repair.New.WithTriviaFrom(repair.Old)))), nameof(RedundantLogSoftmaxFix)),
                    diagnostic);
    }

    private static (SyntaxNode Old, SyntaxNode New)? Repair(ExpressionSyntax? given) => given switch
    {
        InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "LogSoftmax" } access } => (given, access.Expression),
        { Parent.Parent.Parent: InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name: IdentifierNameSyntax { Identifier.ValueText: "CrossEntropy" } name }, ArgumentList.Arguments.Count: 2 } } =>
            (name, SyntaxFactory.IdentifierName("NegativeLogLikelihood")),
        _ => null,
    };
}
