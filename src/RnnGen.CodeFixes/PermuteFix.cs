using System.Collections.Immutable;
using System.Composition;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using RnnGen.Analyzers;

namespace RnnGen.CodeFixes;

/// <summary>RNN0201, RNN0203 and, in a product, RNN0205: brings the axes of a tensor into the order that is needed.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(PermuteFix)), Shared]
public sealed class PermuteFix : CodeFixProvider
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [RuleIds.AxisOrder, RuleIds.ReshapeMixes, RuleIds.FeatureExtent];

    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => WellKnownFixAllProviders.BatchFixer;

    /// <inheritdoc/>
    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        SyntaxNode? root = await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false);
        SemanticModel? model = await context.Document.GetSemanticModelAsync(context.CancellationToken).ConfigureAwait(false);
        foreach (Diagnostic diagnostic in context.Diagnostics)
            if (diagnostic.Properties.TryGetValue(ShapeRule.Permutation, out string? order) && order is not null
                && root?.FindNode(diagnostic.Location.SourceSpan, getInnermostNodeForTie: true) is ExpressionSyntax expression
                && TensorExpressions.IsTensor(expression, model, context.CancellationToken)
                && SourceOf(expression, diagnostic.Id) is { } source)
                context.RegisterCodeFix(
                    CodeAction.Create("Insert `" + Call(order) + "`", token => ReplaceAsync(context.Document, expression, source, order, token), nameof(PermuteFix)), diagnostic);
    }

    /// <summary>What is permuted: the expression itself, or what a reshape was called on.</summary>
    private static ExpressionSyntax? SourceOf(ExpressionSyntax expression, string id) => id != RuleIds.ReshapeMixes ? expression
        : expression is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax member } ? member.Expression : null;

    /// <summary>Two axes exchanged are a transpose.</summary>
    private static string Call(string order)
    {
        int[] axes = [.. order.Split(',').Select(int.Parse)];
        int[] moved = [.. Enumerable.Range(0, axes.Length).Where(i => axes[i] != i)];
        return moved.Length == 2 ? "Transpose(" + moved[0] + ", " + moved[1] + ")" : "Permute(" + string.Join(", ", axes) + ")";
    }

    private static async Task<Document> ReplaceAsync(Document document, ExpressionSyntax expression, ExpressionSyntax source, string order, CancellationToken token)
    {
        SyntaxNode root = (await document.GetSyntaxRootAsync(token).ConfigureAwait(false))!;
        return document.WithSyntaxRoot(root.ReplaceNode(expression, TensorExpressions.Call(source, Call(order)).WithTriviaFrom(expression)));
    }
}
