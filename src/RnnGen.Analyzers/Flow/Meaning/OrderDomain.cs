using System;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace RnnGen.Analyzers.Flow;

/// <summary>In which order the sequences of a batch are: as they came, or taken from the places that a list of numbers names.</summary>
internal sealed class OrderDomain : FlowDomain
{
    private static readonly Regex Sorted = new("sort|perm|order|shuffl|rank", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    public override FlowValue Declared(ISymbol symbol, FlowValue value, FlowContext context)
    {
        ITypeSymbol? type = symbol switch { IParameterSymbol parameter => parameter.Type, IFieldSymbol field => field.Type, IPropertySymbol property => property.Type, _ => null };
        return type is not null && !context.IsRuntime(symbol) && IsRows(type, context) && !Sorted.IsMatch(symbol.Name) ? value with { Order = OrderFact.AsGiven } : value;
    }

    public override FlowValue Call(FlowCall call, FlowValue result)
    {
        bool isOfSequence = call.FrameworkType == FrameworkTypes.Enumerable;
        if (!isOfSequence && !call.IsLibrary && !IsOfModel(call))
            return result;
        OrderFact? order = isOfSequence ? OfSequence(call) : OfLibrary(call);
        return order == result.Order ? result : result with { Order = order };
    }

    /// <summary><c>rows[order[i]]</c> is taken from the places that the list names; a row at a plain index is as the rows are.</summary>
    public override FlowValue Element(FlowElement element, FlowValue result)
    {
        if (element.Array.Value.Order is not { } order || element.Indices is not [var index, ..])
            return result;
        return result with { Order = index.Operation is IRangeOperation || index.Value.Picked is null ? order : order.Take(index.Value.Picked.Source.Id) };
    }

    public override FlowValue Array(FlowArray array, FlowValue result) => array.Operation.Initializer is null ? result with { Order = OrderFact.Fresh } : result;

    public override FlowValue Stored(FlowStore store, FlowValue array)
    {
        if (array.Order is not { } before || store.Indices is not [var index, ..])
            return array;
        OrderFact? written = store.Value.Value.Order is not { IsFresh: false } order ? null : index.Value.Picked is { } place ? order.Put(place.Source.Id) : order;
        return array with { Order = before.IsFresh || before == written ? written : null };
    }

    private static OrderFact? OfSequence(FlowCall call)
    {
        FlowValue? rows = (call.Receiver ?? call.Argument("source"))?.Value;
        switch (call.Member.Name)
        {
            case "Select":
                return call.Mapped.Order is { } mapped ? mapped : rows?.Order is { IsAsGiven: true } ? rows.Order : null;
            case "OrderBy" or "OrderByDescending" when rows?.Order is { IsAsGiven: true }:
                return new OrderFact("c" + call.Syntax.SpanStart);
            case "ToArray" or "ToList" or "AsEnumerable":
                return rows?.Order;
            default:
                return null;
        }
    }

    private static OrderFact? OfLibrary(FlowCall call)
    {
        FlowValue self = call.Receiver?.Value ?? FlowValue.Unknown;
        long? axis = call.Argument("axis")?.Value.Number?.Extent?.Constant;
        switch (call.Member.ContainingType?.Name, call.Member.Name)
        {
            case ("Tensor", "Take"):
                return axis != 0 ? self.Order : call.Argument("indices")?.Value.Source is { } list ? self.Order?.Take(list.Id) : null;
            case ("Tensor", "Sum" or "Mean" or "Max" or "ArgMax" or "Select" or "Reverse" or "Slice"):
                return axis is null or 0 ? null : self.Order;
            case ("Tensor", "Permute" or "Transpose" or "Reshape"):
                return null;
            case ("SequenceBatch" or "StreamBatch", "Inputs" or "Targets"):
                return self.Order ?? OrderFact.AsGiven;
            default:
                return IsNumber(call.Member) ? null : Common(call);
        }
    }

    /// <summary>The one order that all batches a call is given have.</summary>
    private static OrderFact? Common(FlowCall call)
    {
        OrderFact? common = call.Receiver?.Value.Order is { IsFresh: false } own ? own : null;
        foreach (FlowArgument argument in call.Arguments)
            if (argument.Value.Order is not { IsFresh: false } order)
                continue;
            else if (common is not null && common != order)
                return null;
            else
                common = order;
        return common;
    }

    /// <summary>A run of a generated model, or a result of one.</summary>
    private static bool IsOfModel(FlowCall call)
    {
        if (call.Member is IPropertySymbol property)
            return call.Context.IsRuntime(property.Type) && property.Type.Name is "Sequence" or "ScannedSequence" or "Vectors";
        for (INamedTypeSymbol? outer = call.Member.ContainingType; outer is not null; outer = outer.ContainingType)
            for (INamedTypeSymbol? level = outer.BaseType; level is not null; level = level.BaseType)
                if (call.Context.IsRuntime(level) && level.Name is "OfflineModel" or "RecurrentCell")
                    return call.Member.Name is "Forward" or "Predict" or "Scan";
        return false;
    }

    private static bool IsNumber(ISymbol member) => member is IMethodSymbol { ReturnType.SpecialType: not SpecialType.None } or IPropertySymbol { Type.SpecialType: not SpecialType.None };

    private static bool IsRows(ITypeSymbol type, FlowContext context) => type is IArrayTypeSymbol
        || (type is INamedTypeSymbol { TypeArguments: [IArrayTypeSymbol] } named && named.Name.EndsWith("List", StringComparison.Ordinal))
        || (context.IsRuntime(type) && type.Name is "Tensor" or "Tokens" or "Sequence" or "Vectors" or "PaddedIds" or "PaddedValues" or "SequenceBatch");
}
