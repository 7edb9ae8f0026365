using System.Collections.Immutable;
using System.Composition;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Editing;
using RnnGen.Analyzers;
using RnnGen.Analyzers.Rules;

namespace RnnGen.CodeFixes;

/// <summary>RNN0307: clears the gradients at the start of every round.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(ClearInLoopFix)), Shared]
public sealed class ClearInLoopFix : CodeFixProvider
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [RuleIds.NotCleared];

    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => WellKnownFixAllProviders.BatchFixer;

    /// <inheritdoc/>
    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        SyntaxNode? root = await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false);
        foreach (Diagnostic diagnostic in context.Diagnostics)
            if (root?.FindNode(diagnostic.Location.SourceSpan, getInnermostNodeForTie: true) is { } shown && BodyOf(shown) is { } body
                && diagnostic.Properties.TryGetValue(TrainingRules.ClearProperty, out string? call) && call is not null)
                context.RegisterCodeFix(
                    CodeAction.Create($"Insert `{call}` at the start of the loop", token => InsertAsync(context.Document, body, call, token), nameof(ClearInLoopFix)), diagnostic);
    }

    /// <summary>The body of the loop around a call.</summary>
    private static StatementSyntax? BodyOf(SyntaxNode shown) => shown.Ancestors()
        .TakeWhile(node => node is not (AnonymousFunctionExpressionSyntax or MemberDeclarationSyntax or LocalFunctionStatementSyntax) || node is GlobalStatementSyntax)
        .Select(node => node switch
        {
            CommonForEachStatementSyntax loop => loop.Statement,
            ForStatementSyntax loop => loop.Statement,
            WhileStatementSyntax loop => loop.Statement,
            DoStatementSyntax loop => loop.Statement,
            _ => null,
        }).FirstOrDefault(body => body is not null);

    private static async Task<Document> InsertAsync(Document document, StatementSyntax body, string call, CancellationToken token)
    {
        DocumentEditor editor = await DocumentEditor.CreateAsync(document, token).ConfigureAwait(false);
        StatementSyntax anchor = body is BlockSyntax { Statements.Count: > 0 } block ? block.Statements[0] : body;
        Statements.Insert(editor, anchor, Statements.Parse(call + ";"), after: false);
        return editor.GetChangedDocument();
    }
}
