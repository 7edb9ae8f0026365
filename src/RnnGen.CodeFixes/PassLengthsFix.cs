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

/// <summary>
/// RNN0101, RNN0103, RNN0104, RNN0109, RNN0110, RNN0113: gives a call the mask or the lengths of the batch its values stem from, where the
/// batch is a variable that has lengths.
/// </summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(PassLengthsFix)), Shared]
public sealed class PassLengthsFix : CodeFixProvider
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } =
        [RuleIds.PaddedLoss, RuleIds.UnmaskedAttention, RuleIds.PaddedLastStep, RuleIds.DroppedPadding, RuleIds.PaddedMetric, RuleIds.PaddedState];

    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => WellKnownFixAllProviders.BatchFixer;

    /// <inheritdoc/>
    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        SyntaxNode? root = await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false);
        SemanticModel? model = await context.Document.GetSemanticModelAsync(context.CancellationToken).ConfigureAwait(false);
        foreach (Diagnostic diagnostic in context.Diagnostics)
            if (root is not null && model is not null && CallAt(root.FindNode(diagnostic.Location.SourceSpan, getInnermostNodeForTie: true)) is { } call
                && diagnostic.Properties.TryGetValue(PaddingRepair.Batch, out string? batch) && batch is not null && HasLengths(model, call, batch, context.CancellationToken)
                && Repaired(call, diagnostic, batch) is { } repaired)
                context.RegisterCodeFix(
                    CodeAction.Create("Use the lengths of `" + batch + "`", _ => Task.FromResult(context.Document.WithSyntaxRoot(root.ReplaceNode(call, repaired.WithTriviaFrom(call)))), nameof(PassLengthsFix)),
                    diagnostic);
    }

    /// <summary>The call a diagnostic is about: <c>x.ScanBatchFirst(y).Final</c> is about the run.</summary>
    private static InvocationExpressionSyntax? CallAt(SyntaxNode node) => node switch
    {
        InvocationExpressionSyntax call => call,
        MemberAccessExpressionSyntax { Expression: InvocationExpressionSyntax call } => call,
        ArgumentSyntax { Expression: InvocationExpressionSyntax call } => call,
        _ => null,
    };

    private static bool HasLengths(SemanticModel model, SyntaxNode place, string batch, CancellationToken token) =>
        model.LookupSymbols(place.SpanStart, name: batch).FirstOrDefault() switch
        {
            ILocalSymbol local => local.Type,
            IParameterSymbol parameter => parameter.Type,
            _ => null,
        } is { Name: "PaddedIds" or "PaddedValues" } && !token.IsCancellationRequested;

    private static InvocationExpressionSyntax? Repaired(InvocationExpressionSyntax call, Diagnostic diagnostic, string batch)
    {
        string lengths = batch + ".Lengths", name = (call.Expression as MemberAccessExpressionSyntax)?.Name.Identifier.ValueText ?? "";
        SeparatedSyntaxList<ArgumentSyntax> arguments = call.ArgumentList.Arguments;
        string keep = diagnostic.Properties.ContainsKey(PaddingRepair.Left) ? "Masks.KeepLeftPadded(" : "Masks.Keep(";
        switch (name)
        {
            case "CrossEntropy" or "NegativeLogLikelihood" or "Accuracy" when arguments.Count == 2:
                return With(call, keep + lengths + ", " + arguments[1] + ".GetLength(1))");
            case "MeanSquaredError" when arguments.Count == 2:
                return With(call, keep + lengths + ", " + arguments[0] + ".Dims[1])");
            case "DotProduct" or "Softmax" when diagnostic.Id == RuleIds.UnmaskedAttention && call.Expression is MemberAccessExpressionSyntax { Expression: IdentifierNameSyntax { Identifier.ValueText: "Attention" } }:
                return With(call, "lengths: " + lengths);
            case "ScanBatchFirst" or "ScanTimeMajor" when arguments.Count == 1:
                return With(call, lengths);
            case "From" when arguments.Count == 1 && !diagnostic.Properties.ContainsKey(PaddingRepair.Left):
                return With(call, lengths);
            case "Select" when diagnostic.Id == RuleIds.PaddedLastStep:
                var access = (MemberAccessExpressionSyntax)call.Expression;
                return (InvocationExpressionSyntax)SyntaxFactory.ParseExpression(access.Expression.WithoutTrivia() + ".GatherLast(" + lengths + ")");
            default:
                return null;
        }
    }

    private static InvocationExpressionSyntax With(InvocationExpressionSyntax call, string argument) =>
        call.WithArgumentList(SyntaxFactory.ParseArgumentList("(" + string.Join(", ", call.ArgumentList.Arguments.Select(given => given.ToString())) + ", " + argument + ")"));
}
