using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using RnnGen.Analyzers.Flow;

namespace RnnGen.Analyzers;

/// <summary>RNN0901: an evaluation over batches of all lengths that ends in one figure. Off by default.</summary>
internal sealed class LengthsRule : FlowRule
{
    public override ImmutableArray<DiagnosticDescriptor> Descriptors { get; } = [Analyzers.Descriptors.OneMetric];

    public override void OnCall(FlowCall call, FlowValue result, FlowReport report)
    {
        if (!call.IsLibrary || call.Member is not IPropertySymbol { Name: "Mean" or "Perplexity" or "BitsPerToken", ContainingType.Name: "TokenStatistics" } || call.Receiver?.Operation?.WithoutConversions() is not ILocalReferenceOperation { Local.Name: var name }
            || Purpose.MemberOf(call.Syntax) is not { } member || !AddsInLoop(member, name) || PaddingDomain.IsFixed(call.Context.OwnerOf(call.Syntax), call.Context))
            return;
        SyntaxNode around = member.Ancestors().LastOrDefault(node => node is TypeDeclarationSyntax or CompilationUnitSyntax) ?? member;
        if (!call.Context.Mentions(around, "LengthBuckets") && !Purpose.Trains(call.Syntax, call.Context))
            report.Add(Analyzers.Descriptors.OneMetric, call.Operation, ShapeRule.Text(call.Operation));
    }

    private static bool AddsInLoop(SyntaxNode member, string statistics) => member.DescendantNodes().Any(node =>
        node is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Add", Expression: IdentifierNameSyntax owner } } && owner.Identifier.ValueText == statistics
        && node.Ancestors().Any(outer => outer is ForEachStatementSyntax or ForStatementSyntax or WhileStatementSyntax or DoStatementSyntax));
}
