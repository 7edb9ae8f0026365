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

/// <summary>RNN0207: cuts a mask as the values were cut that it is used with.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(CutMaskFix)), Shared]
public sealed class CutMaskFix : CodeFixProvider
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [RuleIds.MaskShape];

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
            if (root.FindNode(diagnostic.Location.SourceSpan, getInnermostNodeForTie: true) is ExpressionSyntax mask
                && model.GetTypeInfo(mask, context.CancellationToken).Type is IArrayTypeSymbol { Rank: 2, ElementType.SpecialType: SpecialType.System_Boolean }
                && mask.FirstAncestorOrSelf<ArgumentSyntax>() is { Parent.Parent: InvocationExpressionSyntax call } && CutOf(call) is { } cut)
            {
                string text = "Masks.Slice(" + mask.WithoutTrivia() + ", " + cut + ")";
                context.RegisterCodeFix(
                    CodeAction.Create(
                        "Cut the mask as well: `" + text + "`",
                        _ => Task.FromResult(context.Document.WithSyntaxRoot(root.ReplaceNode(mask, SyntaxFactory.ParseExpression(text).WithTriviaFrom(mask)))),
                        nameof(CutMaskFix)),
                    diagnostic);
            }
    }

    /// <summary>First step and number of steps of the values a call is about: what it is called on, or its first argument.</summary>
    private static string? CutOf(InvocationExpressionSyntax call) =>
        CutOf(call, (call.Expression as MemberAccessExpressionSyntax)?.Expression) ?? CutOf(call, call.ArgumentList.Arguments.FirstOrDefault()?.Expression);

    private static string? CutOf(SyntaxNode place, ExpressionSyntax? values) => values switch
    {
        InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Slice" }, ArgumentList.Arguments: [{ Expression: LiteralExpressionSyntax { Token.Value: 1 } }, var start, var count] } =>
            start + ", " + count,
        IdentifierNameSyntax name when place.Ancestors().OfType<MemberDeclarationSyntax>().FirstOrDefault() is { } member
            && member.DescendantNodes().OfType<VariableDeclaratorSyntax>().Where(variable => variable.Identifier.ValueText == name.Identifier.ValueText).ToList() is [{ Initializer.Value: InvocationExpressionSyntax value }] =>
            CutOf(place, value),
        _ => null,
    };
}
