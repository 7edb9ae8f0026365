using System.Linq;
using Microsoft.CodeAnalysis;

namespace RnnGen.Analyzers.Flow;

/// <summary>What the layers of a generated model say about its results.</summary>
internal static class ModelLayers
{
    /// <summary>
    /// Whether each step of the model's only result is made from all steps of its only input: it has a layer of both directions and cannot be fed
    /// step by step. A pass of a model is asked as its model.
    /// </summary>
    public static bool LooksAhead(INamedTypeSymbol? type, FlowContext context)
    {
        for (; type is not null; type = type.ContainingType)
            if (BaseOf(type, context) is { } level)
                return level == "OfflineModel" && HasBothDirections(type, context)
                    && type.GetMembers("Forward").OfType<IMethodSymbol>().FirstOrDefault(method => !method.IsStatic && method.DeclaredAccessibility == Accessibility.Public) is { Parameters.Length: 1, ReturnType: var pass }
                    && pass.GetMembers().OfType<IPropertySymbol>().Count(result => context.IsRuntime(result.Type) && result.Type.Name == "Sequence") == 1;
        return false;
    }

    /// <summary>Whether a model reads whole sequences in both directions, not only as the source of a decoder.</summary>
    public static bool HasBothDirections(ITypeSymbol? type, FlowContext context) => type is INamedTypeSymbol model && BaseOf(model, context) == "OfflineModel"
        && model.GetMembers().OfType<IPropertySymbol>().Any(layer => context.IsRuntime(layer.Type) && layer.Type.Name == "Bidirectional");

    /// <summary>A size that the only layer of its kind declares; null when there are several, or none.</summary>
    /// <param name="type">The model, or its pass.</param>
    /// <param name="attribute">The attribute of the layer, without <c>Attribute</c>.</param>
    /// <param name="argument">Which of its arguments.</param>
    /// <param name="context">The compilation.</param>
    public static long? OnlySize(INamedTypeSymbol? type, string attribute, int argument, FlowContext context)
    {
        for (; type is not null; type = type.ContainingType)
            if (BaseOf(type, context) is not null)
            {
                AttributeData[] layers = [.. type.GetMembers().OfType<IPropertySymbol>().Select(layer => context.Facts.Find(layer, attribute)).OfType<AttributeData>()];
                return layers.Length == 1 && argument < layers[0].ConstructorArguments.Length && layers[0].ConstructorArguments[argument].Value is int size ? size : null;
            }

        return null;
    }

    /// <summary>The class of the library that says how a model can be run; null for what is no model.</summary>
    private static string? BaseOf(INamedTypeSymbol type, FlowContext context)
    {
        for (INamedTypeSymbol? level = type.BaseType; level is not null; level = level.BaseType)
            if (level.Name is "SequenceModel" or "DecoderModel" or "OfflineModel" && context.IsRuntime(level))
                return level.Name;
        return null;
    }
}
