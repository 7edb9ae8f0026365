using System.Collections.Concurrent;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using RnnGen.Generator.Model;
using RnnGen.Generator.Reading;

namespace RnnGen.Analyzers.Flow;

/// <summary>
/// Sizes that layers and cells declare, by the names that the library's <c>[Shape]</c> attributes use: I and H of a recurrent layer, I and O of
/// a linear one, V and E of an embedding.
/// </summary>
internal sealed class LayerFacts(Compilation compilation, KnownSymbols known)
{
    private const string Prefix = "#";
    private readonly ConcurrentDictionary<ISymbol, FlowValue> cells = new(SymbolEqualityComparer.Default);

    /// <summary>The size of a layer under a name of its shapes, or null.</summary>
    public static Axis? SizeOf(FlowValue layer, string name) => layer.Member(Prefix + name).Number;

    public static FlowValue With(FlowValue layer, string name, Dimension? size) =>
        size is null ? layer : layer.WithMember(Prefix + name, FlowValue.OfNumber(Axis.Of(size.Value, IsName(size.Text) ? size.Text : null)));

    /// <summary>Sizes of a layer property of a model.</summary>
    public FlowValue OfProperty(IPropertySymbol property)
    {
        if (property.Find(known.EmbeddingAttribute) is { } embedding)
            return With(With(FlowValue.Unknown, "V", embedding.Size(0)), "E", embedding.Size(1));
        if (property.Find(known.LinearAttribute) is { } linear)
            return With(With(FlowValue.Unknown, "I", linear.Size(0)), "O", linear.Size(1));
        if (property.Find(known.RecurrentAttribute) is { ConstructorArguments: [{ Value: INamedTypeSymbol cell }] } recurrent)
            return Stacked(OfType(cell, default), property, recurrent);
        if (BuiltInCellReader.Find(property, known) is not { } builtIn || builtIn.Size(0) is not { } input || builtIn.Size(1) is not { } hidden)
            return FlowValue.Unknown;
        Dimension output = BuiltInCellReader.Choose(builtIn, known)?.Output ?? hidden;
        return Stacked(With(With(FlowValue.Unknown, "I", input), "H", output), property, builtIn);
    }

    /// <summary>Sizes of a cell that is a class.</summary>
    public FlowValue OfType(INamedTypeSymbol type, CancellationToken token)
    {
        if (type.Find(known.RecurrentCell) is null && BuiltInCellReader.Find(type, known) is null)
            return FlowValue.Unknown;
        return cells.GetOrAdd(type, key => CellInterface.Read((INamedTypeSymbol)key, known, compilation, token) is { } cell
            ? With(With(With(FlowValue.Unknown, "I", cell.Input), "H", cell.Output), "K", cell.Memory)
            : FlowValue.Unknown);
    }

    private static bool IsName(string text) => text.Length > 0 && !char.IsDigit(text[0]);

    /// <summary>A stack has one state for each layer and direction, and both directions side by side in its output.</summary>
    private FlowValue Stacked(FlowValue cell, IPropertySymbol property, AttributeData attribute)
    {
        int directions = KnownSymbols.Same(property.Type, known.Bidirectional) ? 2 : 1;
        int layers = attribute.Named("Layers", 1);
        Axis? hidden = SizeOf(cell, "H");
        FlowValue value = With(cell, "L", new Dimension(layers == 1 && directions == 1 ? "1" : "L*D", layers * directions));
        return hidden?.Extent?.Constant is { } size
            ? value.WithMember(Prefix + "O", FlowValue.OfNumber(directions == 1 ? hidden : Axis.Of(size * 2, hidden.Label is null ? null : "2*" + hidden.Label)))
            : value;
    }
}
