using System.Collections.Immutable;
using System.Composition;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using RnnGen.Analyzers;

namespace RnnGen.CodeFixes;

/// <summary>RNN0204 and RNN0202: takes away, or adds, the axis of one element that one side of a comparison has and the other has not.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(SqueezeFix)), Shared]
public sealed class SqueezeFix : CodeFixProvider
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [RuleIds.Broadcast, RuleIds.AxisExtent];

    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => WellKnownFixAllProviders.BatchFixer;

    /// <inheritdoc/>
    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        SyntaxNode? root = await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false);
        SemanticModel? model = await context.Document.GetSemanticModelAsync(context.CancellationToken).ConfigureAwait(false);
        foreach (Diagnostic diagnostic in context.Diagnostics)
            if (diagnostic.Properties.TryGetValue(ShapeRule.Repair, out string? repair) && diagnostic.Properties.TryGetValue(ShapeRule.Axis, out string? axis)
                && root?.FindNode(diagnostic.Location.SourceSpan, getInnermostNodeForTie: true) is ExpressionSyntax expression
                && TensorExpressions.IsTensor(expression, model, context.CancellationToken))
            {
                string call = repair + "(" + axis + ")";
                context.RegisterCodeFix(CodeAction.Create("Insert `" + call + "`", token => ReplaceAsync(context.Document, expression, call, token), nameof(SqueezeFix)), diagnostic);
            }
    }

    private static async Task<Document> ReplaceAsync(Document document, ExpressionSyntax expression, string call, CancellationToken token)
    {
        SyntaxNode root = (await document.GetSyntaxRootAsync(token).ConfigureAwait(false))!;
        return document.WithSyntaxRoot(root.ReplaceNode(expression, TensorExpressions.Call(expression, call).WithTriviaFrom(expression)));
    }
}
