using System;
using System.Linq;
using Microsoft.CodeAnalysis;

namespace RnnGen.Analyzers.Flow;

/// <summary>
/// Results that are several tensors in one object: the weights and the context of an attention, the values and the lengths of a padded batch.
/// Their declared axes are written with what the call found; where the object has an output in the layout of the call, the call declares it.
/// </summary>
internal static class Bundles
{
    public static FlowValue Fill(FlowCall call, ITypeSymbol type, FlowValue result, Func<AxisList, AxisList> resolve)
    {
        if (!call.Context.IsRuntime(type) || type.TypeKind != TypeKind.Class)
            return result;
        if (type.Name == "TensorScan" && result.Axes is { } outputs)
            result = result.WithMember("Outputs", FlowValue.OfAxes(outputs));
        if (call.Member is IPropertySymbol)
            return result;
        foreach (IPropertySymbol property in type.GetMembers().OfType<IPropertySymbol>().Where(property => !property.IsStatic && !property.IsIndexer))
            if (call.Context.AxesOf(property) is { } declared)
                result = result.WithMember(property.Name, FlowValue.OfAxes(resolve(declared)));
        return result;
    }
}
