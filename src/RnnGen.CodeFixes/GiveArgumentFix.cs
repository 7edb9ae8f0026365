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

/// <summary>RNN0602: switches teacher forcing off. RNN0804: gives a mask the id that was padded with.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(GiveArgumentFix)), Shared]
public sealed class GiveArgumentFix : CodeFixProvider
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [RuleIds.TruthVisible, RuleIds.PadId];

    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => WellKnownFixAllProviders.BatchFixer;

    /// <inheritdoc/>
    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        SyntaxNode? root = await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false);
        foreach (Diagnostic diagnostic in context.Diagnostics)
            if (root is not null && Repair(root.FindNode(diagnostic.Location.SourceSpan, getInnermostNodeForTie: true), diagnostic.Properties) is { } repair)
                context.RegisterCodeFix(
                    CodeAction.Create("Give `" + repair.Text + "`", _ => Task.FromResult(context.Document.WithSyntaxRoot(root.ReplaceNode(repair.Old, repair.New.WithTriviaFrom(repair.Old)))), nameof(GiveArgumentFix)),
                    diagnostic);
    }

    private static (SyntaxNode Old, SyntaxNode New, string Text)? Repair(SyntaxNode found, ImmutableDictionary<string, string?> properties)
    {
        if (properties.TryGetValue(TruthRule.Forcing, out string? forcing) && properties.TryGetValue(TruthRule.Off, out string? off) && Call(found) is { } call)
        {
            string argument = forcing + ": " + off;
            return (call.ArgumentList, SyntaxFactory.ParseArgumentList("(" + string.Join(", ", call.ArgumentList.Arguments.Select(given => given.ToString()).Concat([argument])) + ")"), argument);
        }

        return properties.TryGetValue(PadIds.Padded, out string? pad) && pad is not null && (found as ExpressionSyntax ?? (found as ArgumentSyntax)?.Expression) is { } id
            ? (id, SyntaxFactory.ParseExpression(pad), pad)
            : null;
    }

    private static InvocationExpressionSyntax? Call(SyntaxNode found) => found as InvocationExpressionSyntax ?? (found as ArgumentSyntax)?.Expression as InvocationExpressionSyntax;
}
