using Microsoft.CodeAnalysis;

namespace RnnGen.Generator.Reading;

/// <summary>The parameters and parts that a step can name, with their positions among the parameters of the whole cell.</summary>
internal sealed class CellScope(ParameterReader own, int first = 0)
{
    /// <summary>Position of a parameter, or -1.</summary>
    public int IndexOf(IPropertySymbol property) => own.IndexOf(property) is >= 0 and int index ? first + index : -1;

    public CellPart? PartOf(IPropertySymbol property) => own.PartOf(property);

    /// <summary>What the step of a part can name.</summary>
    public CellScope Of(CellPart part) => new(part.Own, first + part.First);
}
