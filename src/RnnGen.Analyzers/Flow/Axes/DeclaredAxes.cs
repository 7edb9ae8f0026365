using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using RnnGen.Analyzers.Facts;
using RnnGen.Generator.Reading;

namespace RnnGen.Analyzers.Flow;

/// <summary>What <c>[Shape(...)]</c> declares. Names of constants of the type around it have their values.</summary>
internal static class DeclaredAxes
{
    /// <summary>The declared axes of a parameter, field, property or result; null when none are declared.</summary>
    public static AxisList? Of(ISymbol symbol, KnownSymbols known)
    {
        if (AttributeOf(symbol, known)?.ConstructorArguments is not [{ Kind: TypedConstantKind.Array, IsNull: false } axes])
            return null;
        if (HoleOf(symbol, known) is not null)
            return null;
        List<Axis> read = [];
        foreach (TypedConstant axis in axes.Values)
        {
            if (AxisExpression.Read(axis.Value as string, name => ConstantOf(symbol, name)) is not { } one)
                return null;
            read.Add(one);
        }

        return AxisList.Of(read);
    }

    /// <summary>The ids that <c>[IdRange]</c> declares, bounds read as sizes are; null when it declares none.</summary>
    public static IdsFact? RangeOf(ISymbol symbol, FactReader facts)
    {
        AttributeData? attribute = facts.Find(symbol, "IdRange")
            ?? (symbol as IMethodSymbol)?.GetReturnTypeAttributes().FirstOrDefault(data => data.AttributeClass is { Name: "IdRangeAttribute", ContainingNamespace.Name: "RnnGen" });
        return attribute?.ConstructorArguments is [{ Value: string low }, { Value: string high }]
            && AxisExpression.Read(low, name => ConstantOf(symbol, name)) is { } first && AxisExpression.Read(high, name => ConstantOf(symbol, name)) is { } last
            ? IdsFact.Of(first.Extent, last.Extent)
            : null;
    }

    /// <summary>Whether the declaration asks what is inferred: <c>[Shape("?")]</c>.</summary>
    public static AttributeData? HoleOf(ISymbol symbol, KnownSymbols known) =>
        AttributeOf(symbol, known) is { ConstructorArguments: [{ Kind: TypedConstantKind.Array, IsNull: false, Values: [{ Value: "?" }] }] } attribute ? attribute : null;

    public static AttributeData? AttributeOf(ISymbol symbol, KnownSymbols known) =>
        symbol.Find(known.Shape)
        ?? (symbol as IMethodSymbol)?.GetReturnTypeAttributes().FirstOrDefault(attribute => KnownSymbols.Same(attribute.AttributeClass, known.Shape))
        ?? (symbol is IMethodSymbol { AssociatedSymbol: { } property } ? property.Find(known.Shape) : null);

    private static long? ConstantOf(ISymbol symbol, string name)
    {
        for (INamedTypeSymbol? type = symbol as INamedTypeSymbol ?? symbol.ContainingType; type is not null; type = type.ContainingType)
            for (INamedTypeSymbol? level = type; level is not null; level = level.BaseType)
                if (level.GetMembers(name).OfType<IFieldSymbol>().FirstOrDefault() is { HasConstantValue: true, ConstantValue: int value })
                    return value;
        return null;
    }
}
