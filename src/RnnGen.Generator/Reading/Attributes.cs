using System;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using RnnGen.Generator.Model;

namespace RnnGen.Generator.Reading;

/// <summary>Facts out of attributes: values from the constants, texts from the syntax.</summary>
internal static class Attributes
{
    public static AttributeData? Find(this ISymbol symbol, INamedTypeSymbol? attribute) =>
        attribute is null ? null : symbol.GetAttributes().FirstOrDefault(data => KnownSymbols.Same(data.AttributeClass, attribute));

    public static T Named<T>(this AttributeData attribute, string name, T fallback)
    {
        foreach (var argument in attribute.NamedArguments)
            if (argument.Key == name && argument.Value.Kind != TypedConstantKind.Array && argument.Value.Value is T value)
                return value;
        return fallback;
    }

    public static long NamedBits(this AttributeData attribute, string name, double fallback) =>
        BitConverter.DoubleToInt64Bits(attribute.Named(name, fallback));

    /// <summary>The integer argument of a constructor with its text, or null when the compiler already refuses it.</summary>
    public static Dimension? Size(this AttributeData attribute, int position)
    {
        if (position >= attribute.ConstructorArguments.Length
            || attribute.ConstructorArguments[position] is not { Kind: TypedConstantKind.Primitive, Value: int value })
            return null;
        return new Dimension(DimensionText.Of(attribute.Expression(position), value), value);
    }

    public static string? Text(this AttributeData attribute, int position) =>
        position < attribute.ConstructorArguments.Length && attribute.ConstructorArguments[position].Kind == TypedConstantKind.Primitive
            ? attribute.ConstructorArguments[position].Value as string
            : null;

    /// <summary>Where a constructor argument is written; the attribute itself when it has no argument of its own.</summary>
    public static Location Place(this AttributeData attribute, int position, ISymbol owner) =>
        attribute.Expression(position)?.GetLocation() ?? attribute.Place(owner);

    public static Location Place(this AttributeData attribute, ISymbol owner) =>
        attribute.ApplicationSyntaxReference?.GetSyntax().GetLocation() ?? owner.Place();

    /// <summary>Where a named argument is written.</summary>
    public static Location Place(this AttributeData attribute, string name, ISymbol owner) =>
        (attribute.ApplicationSyntaxReference?.GetSyntax() as AttributeSyntax)?.ArgumentList?.Arguments
            .FirstOrDefault(argument => argument.NameEquals?.Name.Identifier.ValueText == name)?.GetLocation() ?? attribute.Place(owner);

    public static Location Place(this ISymbol symbol) => symbol.Locations.FirstOrDefault(place => place.IsInSource) ?? Location.None;

    private static ExpressionSyntax? Expression(this AttributeData attribute, int position)
    {
        if (attribute.ApplicationSyntaxReference?.GetSyntax() is not AttributeSyntax { ArgumentList: { } list }
            || attribute.AttributeConstructor is not { } constructor || position >= constructor.Parameters.Length)
            return null;
        string name = constructor.Parameters[position].Name;
        return list.Arguments.FirstOrDefault(argument => argument.NameColon?.Name.Identifier.ValueText == name)?.Expression
            ?? list.Arguments.Where(argument => argument.NameColon is null && argument.NameEquals is null).ElementAtOrDefault(position)?.Expression;
    }
}
