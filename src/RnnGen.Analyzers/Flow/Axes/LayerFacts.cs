using System.Collections.Concurrent;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using RnnGen.Generator;
using RnnGen.Generator.Model;
using RnnGen.Generator.Reading;

namespace RnnGen.Analyzers.Flow;

/// <summary>
/// Sizes that layers and cells declare, as the generator reads them, by the names that the library's <c>[Shape]</c> attributes use: I, O and H of
/// a recurrent layer or cell, I and O of a linear one, V and E of an embedding, L the number of states of a stack.
/// </summary>
internal sealed class LayerFacts(Compilation compilation, KnownSymbols known)
{
    private const string Prefix = "#";
    private readonly ConcurrentDictionary<ISymbol, FlowValue> cells = new(SymbolEqualityComparer.Default);
    private readonly ConcurrentDictionary<ISymbol, ModelSpec?> models = new(SymbolEqualityComparer.Default);

    /// <summary>The size of a layer under a name of its shapes, or null.</summary>
    public static Axis? SizeOf(FlowValue layer, string name) => layer.Member(Prefix + name).Number;

    /// <summary>Whether a value carries the sizes of a layer.</summary>
    public static bool Knows(FlowValue value) => SizeOf(value, "I") is not null || SizeOf(value, "E") is not null;

    /// <summary>Sizes of a layer property of a model.</summary>
    public FlowValue OfProperty(IPropertySymbol property, CancellationToken token)
    {
        if (property.ContainingType is not { } type || type.Find(known.SequenceModel) is null)
            return FlowValue.Unknown;
        ModelSpec? model = models.GetOrAdd(type, key => ModelReader.Read((INamedTypeSymbol)key, compilation, token).Spec);
        return model?.Layers.FirstOrDefault(candidate => candidate.Name == property.Name) switch
        {
            null => FlowValue.Unknown,
            { Kind: LayerKind.Embedding } table => With(With(FlowValue.Unknown, "V", table.Input), "E", table.Output),
            { Kind: LayerKind.Linear } linear => With(With(FlowValue.Unknown, "I", linear.Input), "O", linear.Output),
            { } layer => OfStack(layer),
        };
    }

    /// <summary>Sizes of a cell that is a class.</summary>
    public FlowValue OfType(INamedTypeSymbol type, CancellationToken token) => cells.GetOrAdd(type, key => OfCell((INamedTypeSymbol)key, token));

    private FlowValue OfCell(INamedTypeSymbol type, CancellationToken token) =>
        (type.Find(known.RecurrentCell) is not null || BuiltInCellReader.Find(type, known) is not null) && CellInterface.Read(type, known, compilation, token) is { } cell
            ? With(With(With(With(FlowValue.Unknown, "I", cell.Input), "O", cell.Output), "H", OnlySize(cell.States)), "K", cell.Memory)
            : FlowValue.Unknown;

    private static FlowValue With(FlowValue layer, string name, Dimension? size) => size is null ? layer
        : layer.WithMember(Prefix + name, FlowValue.OfNumber(Axis.Of(size.Value, size.Text.Length > 0 && !char.IsDigit(size.Text[0]) ? size.Text : null)));

    private static FlowValue OfStack(LayerSpec layer)
    {
        int states = layer.Layers * layer.Directions;
        bool isUniform = layer.Stack is not { } stack || stack.Widths.Select(width => width.Value).Distinct().Count() <= 1;
        return With(With(With(With(With(FlowValue.Unknown, "I", layer.Input), "O", layer.Output), "K", layer.Memory), "H", isUniform ? OnlySize(layer.States) : null),
            "L", new Dimension(states == 1 ? "1" : "L*D", states));
    }

    /// <summary>The size of all states, when they have one; a state that is a matrix has none.</summary>
    private static Dimension? OnlySize(EquatableArray<VariableSpec> states) =>
        states.Count > 0 && states.All(state => state.Size.Columns is null && state.Size.Value == states[0].Size.Value) ? states[0].Size : null;
}
