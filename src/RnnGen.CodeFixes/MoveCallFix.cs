using System.Collections.Generic;
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

namespace RnnGen.CodeFixes;

/// <summary>RNN0302, 0303, 0304, 0306 and 0308: moves a call to where it belongs, in front of or behind the one it depends on.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(MoveCallFix)), Shared]
public sealed class MoveCallFix : CodeFixProvider
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } =
        [RuleIds.ClippedTooLate, RuleIds.ClippedTooEarly, RuleIds.ClippedScaled, RuleIds.ClippedPerMicroBatch, RuleIds.Discarded];

    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => WellKnownFixAllProviders.BatchFixer;

    /// <inheritdoc/>
    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        SyntaxNode? root = await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false);
        foreach (Diagnostic diagnostic in context.Diagnostics)
            if (root is not null && MoveOf(diagnostic, root) is var (moved, anchor, after))
                context.RegisterCodeFix(
                    CodeAction.Create(
                        $"Move `{Name(moved)}` {(after ? "behind" : "in front of")} `{Name(anchor)}`",
                        token => MoveAsync(context.Document, moved, anchor, after, token),
                        nameof(MoveCallFix) + diagnostic.Id),
                    diagnostic);
    }

    private static (StatementSyntax Moved, StatementSyntax Anchor, bool After)? MoveOf(Diagnostic diagnostic, SyntaxNode root)
    {
        if (diagnostic.AdditionalLocations.Count == 0 || diagnostic.AdditionalLocations[0].SourceTree != diagnostic.Location.SourceTree)
            return null;
        SyntaxNode shown = root.FindNode(diagnostic.Location.SourceSpan, getInnermostNodeForTie: true);
        SyntaxNode other = root.FindNode(diagnostic.AdditionalLocations[0].SourceSpan, getInnermostNodeForTie: true);
        StatementSyntax? statement = (StatementSyntax?)Statements.OfCall(shown) ?? (diagnostic.Id == RuleIds.ClippedTooLate ? Statements.Around(shown) as LocalDeclarationStatementSyntax : null);
        StatementSyntax? related = Statements.Around(other);
        if (statement is null || related is null || statement == related)
            return null;
        bool isNested = diagnostic.Id is RuleIds.ClippedPerMicroBatch or RuleIds.Discarded;
        if (Statements.ListOf(statement) is not { } list || !(isNested ? IsBelow(related, list) : Statements.ListOf(related) == list))
            return null;
        // The scaled gradients: it is the other call that moves.
        return diagnostic.Id == RuleIds.ClippedScaled
            ? (Statements.OfCall(other) is { } unscale ? (unscale, statement, false) : null)
            : (statement, related, diagnostic.Id is RuleIds.ClippedTooEarly or RuleIds.Discarded);
    }

    /// <summary>Whether a statement is in a list or deeper, or the list's loop lies in front of it.</summary>
    private static bool IsBelow(StatementSyntax related, SyntaxNode list) =>
        related.Ancestors().Contains(list) || list.FirstAncestorOrSelf<CommonForEachStatementSyntax>()?.Parent == Statements.ListOf(related) || list.FirstAncestorOrSelf<ForStatementSyntax>()?.Parent == Statements.ListOf(related);

    private static async Task<Document> MoveAsync(Document document, StatementSyntax moved, StatementSyntax anchor, bool after, CancellationToken token)
    {
        DocumentEditor editor = await DocumentEditor.CreateAsync(document, token).ConfigureAwait(false);
        Statements.Insert(editor, anchor, Statements.Copy(moved), after);
        Statements.Remove(editor, moved);
        return editor.GetChangedDocument();
    }

    private static string Name(StatementSyntax statement)
    {
        IEnumerable<InvocationExpressionSyntax> calls = statement.DescendantNodes().OfType<InvocationExpressionSyntax>();
        return calls.FirstOrDefault()?.Expression switch
        {
            MemberAccessExpressionSyntax member => member.Name.Identifier.ValueText,
            IdentifierNameSyntax name => name.Identifier.ValueText,
            MemberBindingExpressionSyntax binding => binding.Name.Identifier.ValueText,
            _ => "call",
        };
    }
}
