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

namespace RnnGen.CodeFixes;

/// <summary>RNN0209: declares the shape that a method returns, or that a field or property is given.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(DeclaredShapeFix)), Shared]
public sealed class DeclaredShapeFix : CodeFixProvider
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [RuleIds.DeclaredShape];

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
            if (diagnostic.Properties.TryGetValue(ShapeRule.Repair, out string? axes) && axes is not null
                && AttributeOf(root.FindNode(diagnostic.Location.SourceSpan, getInnermostNodeForTie: true), model, context.CancellationToken) is { } attribute)
            {
                string text = "(" + string.Join(", ", axes.Split(',').Select(axis => "\"" + axis + "\"")) + ")";
                context.RegisterCodeFix(
                    CodeAction.Create(
                        "Declare " + text,
                        _ => Task.FromResult(context.Document.WithSyntaxRoot(root.ReplaceNode(attribute, attribute.WithArgumentList(SyntaxFactory.ParseAttributeArgumentList(text))))),
                        nameof(DeclaredShapeFix)),
                    diagnostic);
            }
    }

    /// <summary>The declaration in this document that a value contradicts.</summary>
    private static AttributeSyntax? AttributeOf(SyntaxNode value, SemanticModel model, CancellationToken token)
    {
        SyntaxNode? declaration = value.FirstAncestorOrSelf<ExpressionSyntax>(node => node.Parent is AssignmentExpressionSyntax assignment && assignment.Right == node) is { Parent: AssignmentExpressionSyntax { Left: var target } }
            ? model.GetSymbolInfo(target, token).Symbol?.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax(token)
            : value;
        for (; declaration is not null; declaration = declaration.Parent)
            if (Lists(declaration) is { } lists)
                return declaration.SyntaxTree == value.SyntaxTree
                    ? lists.SelectMany(list => list.Attributes).FirstOrDefault(attribute => model.GetTypeInfo(attribute, token).Type is { Name: "ShapeAttribute", ContainingNamespace.Name: "RnnGen" })
                    : null;
        return null;
    }

    private static SyntaxList<AttributeListSyntax>? Lists(SyntaxNode node) => node switch
    {
        MemberDeclarationSyntax member => member.AttributeLists,
        LocalFunctionStatementSyntax function => function.AttributeLists,
        _ => null,
    };
}
