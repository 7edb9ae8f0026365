using System.Collections.Immutable;
using System.Composition;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using RnnGen.Analyzers;
using RnnGen.Generator.Reading;

namespace RnnGen.CodeFixes;

/// <summary>RNN0221: adds <c>partial</c> to a cell or model, so that the generator can write its other half.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(MakePartialFix)), Shared]
public sealed class MakePartialFix : CodeFixProvider
{
    private const string Title = "Make the class partial";

    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [RuleIds.CellDeclaration];

    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => WellKnownFixAllProviders.BatchFixer;

    /// <inheritdoc/>
    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        SyntaxNode? root = await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false);
        foreach (Diagnostic diagnostic in context.Diagnostics)
            if (diagnostic.Properties.TryGetValue(CellAnalyzer.FixProperty, out string? fix) && fix == Fixes.MakePartial
                && root?.FindNode(diagnostic.Location.SourceSpan).FirstAncestorOrSelf<TypeDeclarationSyntax>() is { } type
                && !type.Modifiers.Any(SyntaxKind.PartialKeyword))
                context.RegisterCodeFix(CodeAction.Create(Title, token => MakePartialAsync(context.Document, type, token), nameof(MakePartialFix)), diagnostic);
    }

    private static async Task<Document> MakePartialAsync(Document document, TypeDeclarationSyntax type, CancellationToken token)
    {
        SyntaxNode root = (await document.GetSyntaxRootAsync(token).ConfigureAwait(false))!;
        SyntaxToken keyword = SyntaxFactory.Token(SyntaxKind.PartialKeyword).WithTrailingTrivia(SyntaxFactory.Space);
        if (type.Modifiers.Count > 0)
            return document.WithSyntaxRoot(root.ReplaceNode(type, type.AddModifiers(keyword)));

        TypeDeclarationSyntax bare = type.WithKeyword(type.Keyword.WithLeadingTrivia());
        keyword = keyword.WithLeadingTrivia(type.Keyword.LeadingTrivia);
        return document.WithSyntaxRoot(root.ReplaceNode(type, bare.WithModifiers(SyntaxFactory.TokenList(keyword))));
    }
}
