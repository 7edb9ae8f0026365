using System.Collections.Generic;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace RnnGen.Analyzers.Flow;

/// <summary>A mistake at a place.</summary>
/// <param name="Rule">Which rule.</param>
/// <param name="Place">The expression.</param>
/// <param name="Properties">For the code fix.</param>
/// <param name="Arguments">Of the message.</param>
/// <param name="Parameter">The parameter of the method that the expression is, when it is just that.</param>
internal sealed record FlowFinding(
    DiagnosticDescriptor Rule,
    SyntaxNode Place,
    ImmutableDictionary<string, string?> Properties,
    ImmutableArray<string> Arguments,
    IParameterSymbol? Parameter = null)
{
    /// <summary>Another severity than the rule's, for cases with less than a proof.</summary>
    public DiagnosticSeverity? Severity { get; init; }

    /// <summary>What makes two findings one.</summary>
    public (string Id, SyntaxTree Tree, TextSpan Span) Key => (Rule.Id, Place.SyntaxTree, Place.Span);
}

/// <summary>Collects the mistakes of one method; the same one at the same place counts once.</summary>
internal sealed class FlowReport
{
    private readonly HashSet<(string, SyntaxTree, TextSpan)> seen = [];
    private readonly List<FlowFinding> findings = [];

    public IReadOnlyList<FlowFinding> Findings => findings;

    public void Add(FlowFinding finding)
    {
        if (seen.Add(finding.Key))
            findings.Add(finding);
    }

    /// <summary>Takes back a mistake that is a part of another one.</summary>
    public void Withdraw(DiagnosticDescriptor rule, SyntaxNode place) => findings.RemoveAll(finding => finding.Rule.Id == rule.Id && finding.Place == place);

    public void Add(DiagnosticDescriptor rule, IOperation place, params string[] arguments) => Add(rule, place, ImmutableDictionary<string, string?>.Empty, arguments);

    public void Add(DiagnosticDescriptor rule, IOperation place, ImmutableDictionary<string, string?> properties, params string[] arguments) =>
        Add(rule, place, null, properties, arguments);

    public void Add(DiagnosticDescriptor rule, IOperation place, DiagnosticSeverity? severity, ImmutableDictionary<string, string?> properties, params string[] arguments) =>
        Add(new FlowFinding(rule, place.Syntax, properties, [.. arguments], (place.WithoutConversions() as Microsoft.CodeAnalysis.Operations.IParameterReferenceOperation)?.Parameter) { Severity = severity });

    public void Add(DiagnosticDescriptor rule, SyntaxNode place, params string[] arguments) =>
        Add(new FlowFinding(rule, place, ImmutableDictionary<string, string?>.Empty, [.. arguments]));
}
