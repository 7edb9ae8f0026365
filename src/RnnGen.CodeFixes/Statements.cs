using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Editing;
using Microsoft.CodeAnalysis.Formatting;

namespace RnnGen.CodeFixes;

/// <summary>Statements put beside others, as an author would: on a line of their own, in a block where there was none.</summary>
internal static class Statements
{
    /// <summary>The statement that is nothing but a call, or null.</summary>
    public static ExpressionStatementSyntax? OfCall(SyntaxNode? node) =>
        node?.FirstAncestorOrSelf<InvocationExpressionSyntax>() is { } call && Outermost(call).Parent is ExpressionStatementSyntax statement ? statement : null;

    /// <summary>The statement a node is in, or null inside an expression body.</summary>
    public static StatementSyntax? Around(SyntaxNode? node) => node?.AncestorsAndSelf()
        .TakeWhile(ancestor => ancestor is not (AnonymousFunctionExpressionSyntax or ArrowExpressionClauseSyntax or MemberDeclarationSyntax) || ancestor is GlobalStatementSyntax)
        .OfType<StatementSyntax>().FirstOrDefault(statement => statement is not BlockSyntax);

    /// <summary>The list a statement is in: a block, or the file itself.</summary>
    public static SyntaxNode? ListOf(StatementSyntax statement) => statement.Parent switch
    {
        BlockSyntax block => block,
        GlobalStatementSyntax { Parent: var file } => file,
        SwitchSectionSyntax section => section,
        _ => null,
    };

    /// <summary>A copy of a statement, to stand somewhere else.</summary>
    public static StatementSyntax Copy(StatementSyntax statement) => statement.WithoutTrivia().WithAdditionalAnnotations(Formatter.Annotation);

    /// <summary>A call as a statement.</summary>
    public static StatementSyntax Parse(string text) => SyntaxFactory.ParseStatement(text).WithAdditionalAnnotations(Formatter.Annotation);

    public static void Remove(SyntaxEditor editor, StatementSyntax statement) =>
        editor.RemoveNode(statement.Parent is GlobalStatementSyntax global ? global : statement, SyntaxRemoveOptions.KeepUnbalancedDirectives);

    public static void Insert(SyntaxEditor editor, StatementSyntax anchor, StatementSyntax added, bool after)
    {
        SyntaxTrivia end = SyntaxFactory.ElasticCarriageReturnLineFeed;
        StatementSyntax line = added.WithLeadingTrivia(SyntaxFactory.ElasticMarker).WithTrailingTrivia(EndOfLine(anchor) ?? end);
        switch (anchor.Parent)
        {
            case GlobalStatementSyntax global when after:
                editor.InsertAfter(global, SyntaxFactory.GlobalStatement(line));
                break;
            case GlobalStatementSyntax global:
                editor.InsertBefore(global, SyntaxFactory.GlobalStatement(line));
                break;
            case BlockSyntax or SwitchSectionSyntax when after:
                editor.InsertAfter(anchor, line);
                break;
            case BlockSyntax or SwitchSectionSyntax:
                editor.InsertBefore(anchor, line);
                break;
            default:
                StatementSyntax own = Copy(anchor);
                editor.ReplaceNode(anchor, (after ? SyntaxFactory.Block(own, added) : SyntaxFactory.Block(added, own)).WithTriviaFrom(anchor).WithAdditionalAnnotations(Formatter.Annotation));
                break;
        }
    }

    private static SyntaxTrivia? EndOfLine(SyntaxNode node)
    {
        SyntaxTrivia found = node.GetTrailingTrivia().FirstOrDefault(trivia => trivia.IsKind(SyntaxKind.EndOfLineTrivia));
        return found.IsKind(SyntaxKind.EndOfLineTrivia) ? found : null;
    }

    private static ExpressionSyntax Outermost(ExpressionSyntax call) => call.Parent switch
    {
        ConditionalAccessExpressionSyntax access when access.WhenNotNull == call => Outermost(access),
        AwaitExpressionSyntax awaited => Outermost(awaited),
        AssignmentExpressionSyntax { Left: IdentifierNameSyntax { Identifier.ValueText: "_" } } discard => discard,
        _ => call,
    };
}
