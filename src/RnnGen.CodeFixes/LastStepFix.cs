using System.Collections.Immutable;
using System.Composition;
using System.Linq;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using RnnGen.Analyzers;

namespace RnnGen.CodeFixes;

/// <summary>RNN0202: takes the last real step of each sequence where one vector is wanted, when the method has lengths.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(LastStepFix)), Shared]
public sealed class LastStepFix : CodeFixProvider
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [RuleIds.AxisExtent];

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
            if (diagnostic.Properties.TryGetValue(ShapeRule.Repair, out string? repair) && repair == "GatherLast"
                && root.FindNode(diagnostic.Location.SourceSpan, getInnermostNodeForTie: true) is ExpressionSyntax expression
                && TensorExpressions.IsTensor(expression, model, context.CancellationToken) && Lengths(model, expression.SpanStart) is { } lengths)
            {
                string call = "GatherLast(" + lengths + ")";
                context.RegisterCodeFix(
                    CodeAction.Create(
                        "Take the last step: `" + call + "`",
                        _ => Task.FromResult(context.Document.WithSyntaxRoot(root.ReplaceNode(expression, TensorExpressions.Call(expression, call).WithTriviaFrom(expression)))),
                        nameof(LastStepFix)),
                    diagnostic);
            }
    }

    /// <summary>The one variable of lengths that can be read here.</summary>
    private static string? Lengths(SemanticModel model, int place)
    {
        string[] names = [.. model.LookupSymbols(place).Where(symbol => IsLengths(symbol) && symbol.Locations.All(location => location.SourceSpan.Start < place)).Select(symbol => symbol.Name)];
        return names is [var only] ? only : null;
    }

    private static bool IsLengths(ISymbol symbol) =>
        symbol.Name.EndsWith("engths", System.StringComparison.Ordinal)
        && symbol switch { ILocalSymbol local => local.Type, IParameterSymbol parameter => parameter.Type, _ => null } is IArrayTypeSymbol { Rank: 1, ElementType.SpecialType: SpecialType.System_Int32 };
}
