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
using RnnGen.Analyzers.Rules;

namespace RnnGen.CodeFixes;

/// <summary>RNN0702: declares a clip policy. RNN0703: sets the bias of a gate. RNN0704: keeps one mask for a whole sequence.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(DeclarationFix)), Shared]
public sealed class DeclarationFix : CodeFixProvider
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [RuleIds.Unbounded, RuleIds.Forgetting, RuleIds.DropoutOnMemory];

    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => WellKnownFixAllProviders.BatchFixer;

    /// <inheritdoc/>
    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        SyntaxNode? root = await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false);
        foreach (Diagnostic diagnostic in context.Diagnostics)
            if (root?.FindNode(diagnostic.Location.SourceSpan, getInnermostNodeForTie: true) is { } shown && Change(diagnostic, shown) is var (title, old, replacement))
                context.RegisterCodeFix(CodeAction.Create(title, token => ReplaceAsync(context.Document, old, replacement, token), nameof(DeclarationFix) + diagnostic.Id), diagnostic);
    }

    private static (string Title, SyntaxNode Old, SyntaxNode New)? Change(Diagnostic diagnostic, SyntaxNode shown) => diagnostic.Id switch
    {
        RuleIds.Unbounded => Policy(shown),
        RuleIds.DropoutOnMemory => Variational(shown),
        _ => Bias(diagnostic, shown),
    };

    private static (string, SyntaxNode, SyntaxNode)? Policy(SyntaxNode shown)
    {
        if (shown.FirstAncestorOrSelf<TypeDeclarationSyntax>() is not { AttributeLists: [.., var last] } type)
            return null;
        AttributeListSyntax changed = last.AddAttributes(SyntaxFactory.Attribute(
            SyntaxFactory.IdentifierName("GradientPolicy"), SyntaxFactory.ParseAttributeArgumentList("(Clip.GlobalNorm, Bound = 1)")!));
        return ($"Declare `[GradientPolicy(Clip.GlobalNorm, Bound = 1)]` on `{type.Identifier.ValueText}`", last, changed);
    }

    private static (string, SyntaxNode, SyntaxNode)? Variational(SyntaxNode shown) =>
        shown.FirstAncestorOrSelf<InvocationExpressionSyntax>() is { Expression: IdentifierNameSyntax { Identifier.ValueText: "Dropout" } name }
            ? ("Draw one mask for the whole sequence", name, SyntaxFactory.IdentifierName("VariationalDropout").WithTriviaFrom(name))
            : null;

    private static (string, SyntaxNode, SyntaxNode)? Bias(Diagnostic diagnostic, SyntaxNode shown)
    {
        if (!diagnostic.Properties.TryGetValue(CellRules.ValueProperty, out string? value) || value is null || shown.FirstAncestorOrSelf<MemberDeclarationSyntax>() is not { } member)
            return null;
        foreach (AttributeSyntax attribute in member.AttributeLists.SelectMany(list => list.Attributes))
        {
            string name = attribute.Name.ToString().Split('.').Last();
            string? argument = name is "Bias" or "BiasAttribute" ? "Value" : name is "Lstm" or "LstmAttribute" ? "ForgetBias" : null;
            if (argument is null || attribute.ArgumentList is not { } list)
                continue;
            AttributeArgumentSyntax written = SyntaxFactory.AttributeArgument(SyntaxFactory.ParseExpression(value)).WithNameEquals(
                SyntaxFactory.NameEquals(SyntaxFactory.IdentifierName(argument).WithTrailingTrivia(SyntaxFactory.Space)).WithTrailingTrivia(SyntaxFactory.Space));
            AttributeArgumentSyntax? old = list.Arguments.FirstOrDefault(candidate => candidate.NameEquals?.Name.Identifier.ValueText == argument);
            AttributeArgumentListSyntax changed = old is null ? list.AddArguments(written.WithLeadingTrivia(SyntaxFactory.Space)) : list.ReplaceNode(old, written.WithTriviaFrom(old));
            return ($"Set `{argument} = {value}`", list, changed);
        }

        return null;
    }

    private static async Task<Document> ReplaceAsync(Document document, SyntaxNode old, SyntaxNode replacement, CancellationToken token)
    {
        SyntaxNode root = (await document.GetSyntaxRootAsync(token).ConfigureAwait(false))!;
        return document.WithSyntaxRoot(root.ReplaceNode(old, replacement));
    }
}
