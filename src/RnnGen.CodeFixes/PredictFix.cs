using System.Collections.Generic;
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

/// <summary>RNN0601: a run for training of which one result is read becomes a prediction of it, also where the run is held in a variable.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(PredictFix)), Shared]
public sealed class PredictFix : CodeFixProvider
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [RuleIds.DropoutActive];

    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => WellKnownFixAllProviders.BatchFixer;

    /// <inheritdoc/>
    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        SyntaxNode? root = await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false);
        SemanticModel? model = await context.Document.GetSemanticModelAsync(context.CancellationToken).ConfigureAwait(false);
        foreach (Diagnostic diagnostic in context.Diagnostics)
            if (root is not null && model is not null && root.FindNode(diagnostic.Location.SourceSpan, getInnermostNodeForTie: true) is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax } run
                && Reads(run) is { Count: > 0 } reads && Replacement(run, reads, model) is { } called)
                context.RegisterCodeFix(
                    CodeAction.Create("Call `" + called + "`", _ => Task.FromResult(context.Document.WithSyntaxRoot(Replace(root, run, reads, called))), nameof(PredictFix)),
                    diagnostic);
    }

    /// <summary>Where the result of a run is read: behind the call, or behind every use of the variable that holds it. Empty when it is used otherwise.</summary>
    private static List<MemberAccessExpressionSyntax> Reads(InvocationExpressionSyntax run)
    {
        if (run.Parent is MemberAccessExpressionSyntax direct)
            return [direct];
        if (run.Parent is not EqualsValueClauseSyntax { Parent: VariableDeclaratorSyntax { Parent: VariableDeclarationSyntax { Variables.Count: 1, Parent: LocalDeclarationStatementSyntax { Parent: { } block } } } holder })
            return [];
        IdentifierNameSyntax[] uses = [.. block.DescendantNodes().OfType<IdentifierNameSyntax>().Where(name => name.Identifier.ValueText == holder.Identifier.ValueText)];
        List<MemberAccessExpressionSyntax> reads = [.. uses.Select(use => use.Parent).OfType<MemberAccessExpressionSyntax>().Where(access => access.Expression is IdentifierNameSyntax)];
        return reads.Count == uses.Length && reads.Select(read => read.Name.Identifier.ValueText).Distinct().Count() == 1 ? reads : [];
    }

    /// <summary>The method that gives what is read without dropout; null when there is none.</summary>
    private static string? Replacement(InvocationExpressionSyntax run, List<MemberAccessExpressionSyntax> reads, SemanticModel model)
    {
        var access = (MemberAccessExpressionSyntax)run.Expression;
        if (model.GetTypeInfo(access.Expression).Type is not { } owner || model.GetTypeInfo(reads[0]).Type is not { } read)
            return null;
        for (ITypeSymbol? type = owner; type is not null; type = type.BaseType)
            foreach (string name in new[] { "Predict", "Scan" })
                if (type.GetMembers(name).OfType<IMethodSymbol>().Any(method => SymbolEqualityComparer.Default.Equals(method.ReturnType, read)))
                    return name;
        return null;
    }

    private static SyntaxNode Replace(SyntaxNode root, InvocationExpressionSyntax run, List<MemberAccessExpressionSyntax> reads, string called)
    {
        var access = (MemberAccessExpressionSyntax)run.Expression;
        ExpressionSyntax prediction = run.WithExpression(access.WithName(SyntaxFactory.IdentifierName(called)));
        if (run.Parent is MemberAccessExpressionSyntax direct)
            return root.ReplaceNode(direct, prediction.WithTriviaFrom(direct));
        var declaration = (VariableDeclarationSyntax)run.Parent!.Parent!.Parent!;
        return root.ReplaceNodes(
            new SyntaxNode[] { run, declaration.Type }.Concat(reads),
            (old, _) => old == run ? prediction.WithTriviaFrom(run)
                : old == declaration.Type ? SyntaxFactory.IdentifierName("var").WithTriviaFrom(old)
                : ((MemberAccessExpressionSyntax)old).Expression.WithTriviaFrom(old));
    }
}
