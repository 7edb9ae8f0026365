using System.Collections.Immutable;
using System.Composition;
using System.Linq;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using RnnGen.Analyzers;

namespace RnnGen.CodeFixes;

/// <summary>RNN0205: writes the constant that declares a size in the place of a number that is another one.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(DeclaredSizeFix)), Shared]
public sealed class DeclaredSizeFix : CodeFixProvider
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [RuleIds.FeatureExtent];

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
            if (diagnostic.Properties.TryGetValue(ShapeRule.Name, out string? name) && name is not null
                && diagnostic.Properties.TryGetValue(ShapeRule.Axis, out string? axis) && int.TryParse(axis, out int at)
                && root.FindNode(diagnostic.Location.SourceSpan, getInnermostNodeForTie: true) is BaseObjectCreationExpressionSyntax { ArgumentList.Arguments: var sizes } creation
                && TensorExpressions.IsTensor(creation, model, context.CancellationToken) && at < sizes.Count
                && model.GetConstantValue(sizes[at].Expression, context.CancellationToken) is { HasValue: true, Value: int }
                && model.LookupSymbols(creation.SpanStart, name: name).FirstOrDefault() is IFieldSymbol { HasConstantValue: true, ConstantValue: int })
            {
                ExpressionSyntax size = sizes[at].Expression;
                context.RegisterCodeFix(
                    CodeAction.Create(
                        "Write `" + name + "`",
                        _ => Task.FromResult(context.Document.WithSyntaxRoot(root.ReplaceNode(size, SyntaxFactory.IdentifierName(name).WithTriviaFrom(size)))),
                        nameof(DeclaredSizeFix)),
                    diagnostic);
            }
    }
}
