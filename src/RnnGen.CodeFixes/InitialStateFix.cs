using System.Collections.Immutable;
using System.Composition;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using RnnGen.Analyzers;

namespace RnnGen.CodeFixes;

/// <summary>RNN0206: lets the cell make its own initial state, for as many sequences as the input has.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(InitialStateFix)), Shared]
public sealed class InitialStateFix : CodeFixProvider
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [RuleIds.StateShape];

    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => WellKnownFixAllProviders.BatchFixer;

    /// <inheritdoc/>
    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        SyntaxNode? root = await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false);
        SemanticModel? model = await context.Document.GetSemanticModelAsync(context.CancellationToken).ConfigureAwait(false);
        foreach (Diagnostic diagnostic in context.Diagnostics)
            if (root?.FindNode(diagnostic.Location.SourceSpan, getInnermostNodeForTie: true) is ExpressionSyntax state
                && model?.GetTypeInfo(state, context.CancellationToken).Type is { Name: "RecurrentState" } && Replacement(state, model, context.CancellationToken) is { } text)
                context.RegisterCodeFix(CodeAction.Create("Use `" + text + "`", token => ReplaceAsync(context.Document, state, text, token), nameof(InitialStateFix)), diagnostic);
    }

    /// <summary>The state that fits the call which the expression is an argument of, or null when it cannot be written in one expression.</summary>
    private static string? Replacement(ExpressionSyntax state, SemanticModel model, CancellationToken token)
    {
        if (state.Parent is not ArgumentSyntax { Parent: ArgumentListSyntax { Parent: InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax method } call } list }
            || list.Arguments.FirstOrDefault() is not { NameColon: null, Expression: IdentifierNameSyntax input } || !HasInitialState(method.Expression, model, token))
            return null;
        string batch = model.GetTypeInfo(input, token).Type?.Name switch
        {
            "Tensor" => input + (method.Name.Identifier.ValueText.EndsWith("TimeMajor", System.StringComparison.Ordinal) ? ".Dims[1]" : ".Dims[0]"),
            "Sequence" or "Tokens" or "ScannedSequence" => input + ".Batch",
            _ => "",
        };
        return batch.Length == 0 || call.ContainsDiagnostics ? null : method.Expression.WithoutTrivia() + ".InitialState(" + batch + ")";
    }

    private static bool HasInitialState(ExpressionSyntax cell, SemanticModel model, CancellationToken token)
    {
        for (ITypeSymbol? type = model.GetTypeInfo(cell, token).Type; type is not null; type = type.BaseType)
            if (type.Name == "RecurrentCell")
                return true;
        return false;
    }

    private static async Task<Document> ReplaceAsync(Document document, ExpressionSyntax state, string text, CancellationToken token)
    {
        SyntaxNode root = (await document.GetSyntaxRootAsync(token).ConfigureAwait(false))!;
        return document.WithSyntaxRoot(root.ReplaceNode(state, SyntaxFactory.ParseExpression(text).WithTriviaFrom(state)));
    }
}
