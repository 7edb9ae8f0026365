using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using RnnGen.Analyzers.Flow;

namespace RnnGen.Analyzers;

/// <summary>RNN0111: a division by a sum over the real positions of a sequence, of which there may be none.</summary>
internal sealed class EmptyRowRule : FlowRule
{
    public override ImmutableArray<DiagnosticDescriptor> Descriptors { get; } = [Analyzers.Descriptors.EmptyRow];

    public override void OnCall(FlowCall call, FlowValue result, FlowReport report)
    {
        if (!call.Is("Tensor", "op_Division") || call.Arguments is not [_, { Value.Row: RowFact.Partition or RowFact.Count, Operation: { } divisor } sum]
            || PaddingDomain.IsFixed(call.Context.OwnerOf(call.Syntax), call.Context) || RefusesEmpty(call.Syntax))
            return;
        report.Add(Analyzers.Descriptors.EmptyRow, call.Operation, ShapeRule.Text(divisor), sum.Value.Row == RowFact.Partition ? "MaskedSoftmax" : "MaskedMean, or a count of at least 1");
    }

    /// <summary>A member that throws has looked at what it was given.</summary>
    private static bool RefusesEmpty(SyntaxNode place) => place.Ancestors().FirstOrDefault(node => node is MemberDeclarationSyntax or LocalFunctionStatementSyntax)?.DescendantNodes().Any(node =>
        node is ThrowStatementSyntax or ThrowExpressionSyntax
        || (node is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: { } name } } && name.StartsWith("ThrowIf", System.StringComparison.Ordinal) && name != "ThrowIfNull")) == true;
}
