using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using RnnGen.Analyzers.Facts;

namespace RnnGen.Analyzers.Protocol;

/// <summary>Whether the batches a loop runs over follow one another.</summary>
internal sealed class DataOrders(FactReader facts, LocalValues locals)
{
    private const int MaxSteps = 8;

    /// <summary>The order of a collection and where it comes from; null when not known.</summary>
    public (DataOrder Order, string Source)? Of(IOperation collection) => Of(collection, MaxSteps);

    private (DataOrder Order, string Source)? Of(IOperation? operation, int steps)
    {
        if (operation is null || steps == 0)
            return null;
        switch (LoopBody.Bare(operation))
        {
            case IInvocationOperation call:
                if (facts.Of(call.TargetMethod).Result.Order is { } declared)
                    return (declared, call.TargetMethod.Name);
                IOperation? source = call.Instance ?? call.Arguments.FirstOrDefault()?.Value;
                if (IsShuffle(call))
                    return (DataOrder.Independent, call.TargetMethod.Name);
                return call.TargetMethod.IsExtensionMethod || call.Instance is not null && OfType(call.Instance.Type) is not null ? Of(source, steps - 1) : OfType(call.Type);
            case ILocalReferenceOperation { Local: var local }:
                return Of(locals.Only(local), steps - 1) ?? OfType(local.Type);
            case IParameterReferenceOperation { Parameter: var parameter }:
                return facts.Of(parameter).Order is { } order ? (order, parameter.Name) : OfType(parameter.Type);
            case IFieldReferenceOperation { Field: var field }:
                return facts.Of(field).Order is { } ofField ? (ofField, field.Name) : OfType(field.Type);
            case IPropertyReferenceOperation { Property: var property }:
                return facts.Of(property).Order is { } ofProperty ? (ofProperty, property.Name) : OfType(property.Type);
            case var other:
                return OfType(other.Type);
        }
    }

    private (DataOrder, string)? OfType(ITypeSymbol? type) => type is not null && facts.Of(type).Order is { } order ? (order, type.Name) : null;

    /// <summary>A sort by random keys, or a call that says so.</summary>
    private static bool IsShuffle(IInvocationOperation call) =>
        call.TargetMethod.Name == "Shuffle"
        || (call.TargetMethod.Name is "OrderBy" or "OrderByDescending" && call.Arguments.SelectMany(argument => argument.Value.DescendantsAndSelf()).OfType<IInvocationOperation>()
            .Any(key => key.TargetMethod.ContainingType.Name is "Random" or "RandomNumberGenerator" or "Guid"));
}
