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

/// <summary>RNN0208: lets a softmax run over the classes.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(ClassAxisFix)), Shared]
public sealed class ClassAxisFix : CodeFixProvider
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [RuleIds.NormalisedAxis];

    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => WellKnownFixAllProviders.BatchFixer;

    /// <inheritdoc/>
    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        SyntaxNode? root = await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false);
        SemanticModel? model = await context.Document.GetSemanticModelAsync(context.CancellationToken).ConfigureAwait(false);
        if (root is null || model is null)
            return;
        foreach (Diagnostic diagnostic in context.Diagnostics)
            if (diagnostic.Properties.TryGetValue(ShapeRule.Axis, out string? axis) && axis is not null
                && root.FindNode(diagnostic.Location.SourceSpan, getInnermostNodeForTie: true) is InvocationExpressionSyntax
                {
                    Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Softmax" or "LogSoftmax" },
                    ArgumentList.Arguments: [{ Expression: var normalised }],
                } call
                && TensorExpressions.IsTensor(call, model, context.CancellationToken))
                context.RegisterCodeFix(
                    CodeAction.Create(
                        "Normalise axis " + axis,
                        _ => Task.FromResult(context.Document.WithSyntaxRoot(root.ReplaceNode(normalised, SyntaxFactory.ParseExpression(axis).WithTriviaFrom(normalised)))),
                        nameof(ClassAxisFix)),
                    diagnostic);
    }
}
