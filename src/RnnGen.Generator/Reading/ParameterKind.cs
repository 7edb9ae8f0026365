using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using RnnGen.Generator.Model;

namespace RnnGen.Generator.Reading;

/// <summary>An attribute that declares a parameter: what its property is and how it begins when nothing is said.</summary>
/// <param name="Name">The attribute as people write it.</param>
/// <param name="Type">Type of the property.</param>
/// <param name="Sizes">Sizes the attribute takes.</param>
/// <param name="Init">Initialiser unless another is named.</param>
/// <param name="Value">Value of the constant initialiser unless another is named.</param>
internal sealed record ParameterKind(string Name, string Type, int Sizes, Init Init, double Value = 0)
{
    public static ParameterKind Weight { get; } = new("[Weight]", "Matrix", 2, Init.Glorot);

    public static ParameterKind Table { get; } = new("[Table]", "Matrix", 2, Init.Normal);

    private static readonly ParameterKind Bias = new("[Bias]", "Vector", 1, Init.Constant);
    private static readonly ParameterKind Diagonal = new("[Diagonal]", "Vector", 1, Init.Uniform);
    private static readonly ParameterKind Gain = new("[Gain]", "Vector", 1, Init.Constant, Value: 1);
    private static readonly ParameterKind Scalar = new("[Scalar]", "Scalar", 0, Init.Constant);

    /// <summary>The attributes of a property that declare a parameter.</summary>
    public static IReadOnlyList<(ParameterKind Kind, AttributeData Attribute)> Of(IPropertySymbol property, KnownSymbols known) =>
    [
        .. new (ParameterKind Kind, INamedTypeSymbol? Symbol)[]
        {
            (Weight, known.Weight), (Bias, known.Bias), (Diagonal, known.Diagonal), (Gain, known.Gain), (Scalar, known.ScalarAttribute), (Table, known.Table),
        }
        .Select(kind => (kind.Kind, Attribute: property.Find(kind.Symbol)))
        .Where(found => found.Attribute is not null)
        .Select(found => (found.Kind, found.Attribute!)),
    ];

    public bool Fits(ITypeSymbol type, KnownSymbols known) =>
        Type switch { "Matrix" => known.IsMatrix(type), "Scalar" => known.IsScalar(type), _ => known.IsVector(type) };
}
