using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using RnnGen.Analyzers.Facts;
using RnnGen.Analyzers.Flow;

namespace RnnGen.Analyzers;

/// <summary>RNN0803: <c>y[order[i]] = y[i]</c> in a loop, which overwrites elements before they are read.</summary>
internal sealed class ScatterRule : FlowRule
{
    public override ImmutableArray<DiagnosticDescriptor> Descriptors { get; } = [Analyzers.Descriptors.ScatterIntoSource];

    public override void OnEnd(FlowMethod method, FlowReport report)
    {
        foreach (IOperation operation in method.Body.AllOperations())
            if (operation is ISimpleAssignmentOperation { Target: var target, Value: var value } assignment && Element(target) is { } to && Element(value.WithoutConversions()) is { } from
                && SymbolEqualityComparer.Default.Equals(to.Owner, from.Owner) && IsPermuted(to.Index) != IsPermuted(from.Index) && IsInLoop(assignment))
                report.Add(Analyzers.Descriptors.ScatterIntoSource, assignment, to.Owner.Name);
    }

    private static (ISymbol Owner, IOperation Index)? Element(IOperation operation) => operation switch
    {
        IArrayElementReferenceOperation { Indices: [{ } index, ..] } element when Owner(element.ArrayReference) is { } owner => (owner, index),
        IPropertyReferenceOperation { Property.IsIndexer: true, Instance: { } instance, Arguments: [{ } first, ..] } when Owner(instance) is { } owner => (owner, first.Value),
        _ => null,
    };

    private static ISymbol? Owner(IOperation operation) => operation.WithoutConversions() switch
    {
        ILocalReferenceOperation local => local.Local,
        IParameterReferenceOperation parameter => parameter.Parameter,
        IFieldReferenceOperation field => field.Field,
        _ => null,
    };

    /// <summary>An index that is looked up: <c>order[i]</c>.</summary>
    private static bool IsPermuted(IOperation index) => index.WithoutConversions() is IArrayElementReferenceOperation or IPropertyReferenceOperation { Property.IsIndexer: true };

    private static bool IsInLoop(IOperation operation)
    {
        for (IOperation? outer = operation.Parent; outer is not null; outer = outer.Parent)
            if (outer is ILoopOperation)
                return true;
        return false;
    }
}
