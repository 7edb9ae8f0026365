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

/// <summary>RNN0706: removes a parameter or layer that nothing depends on.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(RemoveParameterFix)), Shared]
public sealed class RemoveParameterFix : CodeFixProvider
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [RuleIds.UnusedParameter];

    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => WellKnownFixAllProviders.BatchFixer;

    /// <inheritdoc/>
    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        SyntaxNode? root = await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false);
        SemanticModel? model = await context.Document.GetSemanticModelAsync(context.CancellationToken).ConfigureAwait(false);
        foreach (Diagnostic diagnostic in context.Diagnostics)
            if (root?.FindNode(diagnostic.Location.SourceSpan).FirstAncestorOrSelf<PropertyDeclarationSyntax>() is { } property
                && !IsMentioned(property, model, context.CancellationToken))
                context.RegisterCodeFix(
                    CodeAction.Create("Remove `" + property.Identifier.ValueText + "`", token => RemoveAsync(context.Document, property, token), nameof(RemoveParameterFix)),
                    diagnostic);
    }

    /// <summary>A line whose value nobody uses may still name the parameter; removing it would not compile.</summary>
    private static bool IsMentioned(PropertyDeclarationSyntax property, SemanticModel? model, CancellationToken token)
    {
        if (model?.GetDeclaredSymbol(property, token) is not { } symbol)
            return true;
        foreach (SyntaxReference part in symbol.ContainingType.DeclaringSyntaxReferences)
            foreach (SyntaxNode node in part.GetSyntax(token).DescendantNodes())
                if (node is IdentifierNameSyntax name && name.Identifier.ValueText == symbol.Name)
                    return true;
        return false;
    }

    private static async Task<Document> RemoveAsync(Document document, PropertyDeclarationSyntax property, CancellationToken token)
    {
        SyntaxNode root = (await document.GetSyntaxRootAsync(token).ConfigureAwait(false))!;
        return document.WithSyntaxRoot(root.RemoveNode(property, SyntaxRemoveOptions.KeepUnbalancedDirectives)!);
    }
}
