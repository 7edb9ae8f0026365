using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using RnnGen.Generator.Model;

namespace RnnGen.Generator.Reading;

/// <summary>The layer properties of a model, in declaration order.</summary>
internal sealed class LayerReader(
    KnownSymbols known,
    Compilation compilation,
    Precision precision,
    ICollection<Problem> problems,
    CancellationToken token)
{
    private readonly SizeReader sizes = new(problems);
    private readonly List<LayerSpec> specs = [];
    private readonly List<IPropertySymbol> properties = [];
    private bool refused;

    public IReadOnlyList<LayerSpec> Specs => specs;

    /// <summary>The properties of <see cref="Specs"/>, at the same positions.</summary>
    public IReadOnlyList<IPropertySymbol> Properties => properties;

    /// <summary>False when a layer could not be read.</summary>
    public bool Complete => !refused && sizes.Complete;

    public int IndexOf(IPropertySymbol property) =>
        properties.FindIndex(candidate => SymbolEqualityComparer.Default.Equals(candidate, property.PartialDefinitionPart ?? property));

    public void Read(INamedTypeSymbol type)
    {
        foreach (IPropertySymbol property in type.GetMembers().OfType<IPropertySymbol>())
        {
            token.ThrowIfCancellationRequested();
            AttributeData? builtIn = BuiltInCellReader.Find(property, known);
            if (property.Find(known.EmbeddingAttribute) is { } embedding)
                Add(property, embedding, LayerKind.Embedding, known.Embedding);
            else if (property.Find(known.LinearAttribute) is { } linear)
                Add(property, linear, LayerKind.Linear, known.Linear);
            else if ((builtIn ?? property.Find(known.RecurrentAttribute)) is { } recurrent)
                Add(property, recurrent, LayerKind.Recurrent, IsBidirectional(property) ? known.Bidirectional : known.Recurrent);
        }

        for (int layer = 0; layer < specs.Count; layer++)
            if (properties[layer].Find(known.LinearAttribute) is { } attribute && attribute.Named<string?>("TiedTo", null) is { } name)
                Tie(layer, attribute, name);
    }

    /// <summary>Tied weights: the table of an embedding, which may be declared further down.</summary>
    private void Tie(int layer, AttributeData attribute, string name)
    {
        LayerSpec linear = specs[layer];
        int table = specs.FindIndex(other => other.Name == name && other.Kind == LayerKind.Embedding);
        Location place = attribute.Place("TiedTo", properties[layer]);
        if (table < 0)
            Refuse(place, "`" + name + "` is no embedding of this model: name one, `TiedTo = nameof(...)`");
        else if (sizes.Complete && (specs[table].Input.Value != linear.Output.Value || specs[table].Output.Value != linear.Input.Value))
            problems.Add(new Problem(ProblemKind.Shape, place, "the matrix of `" + linear.Name + "` is (" + linear.Output + ", " + linear.Input + "), the table of `" + name
                + "` is (" + specs[table].Input + ", " + specs[table].Output + "): tied weights have one shape"));
        else
            specs[layer] = linear with { TiedTo = table };
    }

    private void Add(IPropertySymbol property, AttributeData attribute, LayerKind kind, INamedTypeSymbol? type)
    {
        string name = "`" + property.Name + "`";
        string declaration = "`public partial " + kind + " " + property.Name + " { get; }`";
        if (property.Type.TypeKind == TypeKind.Error)
            refused = true;
        else if (TakenNames.ForLayer(property, known) is { } taken)
            Refuse(property.Place(), taken);
        else if (properties.Any(other => string.Equals(other.Name, property.Name, StringComparison.OrdinalIgnoreCase)))
            Refuse(property.Place(), name + " differs from another layer only in case: give it another name");
        else if (!KnownSymbols.Same(property.Type, type))
            Refuse(property.Place(), name + " is `" + property.Type.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat) + "`; its attribute declares a layer of type `" + kind + "`" + (kind == LayerKind.Recurrent ? " or `Bidirectional`" : ""));
        else if (!property.IsPartialDefinition || property.SetMethod is not null || property.GetMethod is null || property.IsStatic || property.IsIndexer)
            Refuse(property.Place(), name + " must be a get-only partial property: " + declaration);
        else if ((KnownSymbols.Same(attribute.AttributeClass, known.RecurrentAttribute) ? UserCell(property, attribute) : Plain(property, attribute, kind)) is { } layer)
        {
            CheckOptions(property, attribute, layer);
            properties.Add(property);
            specs.Add(layer);
        }
    }

    private bool IsBidirectional(IPropertySymbol property) => KnownSymbols.Same(property.Type, known.Bidirectional);

    private StackSpec Stack(IPropertySymbol property, AttributeData attribute, Dimension hidden, bool hasOwnSizes, bool isDeclaredCell) =>
        new StackReader(property, attribute, Refuse).Read(hidden, IsBidirectional(property) ? 2 : 1, hasOwnSizes, isDeclaredCell);

    private LayerSpec Plain(IPropertySymbol property, AttributeData attribute, LayerKind kind)
    {
        Dimension input = sizes.Read(attribute, 0, property), hidden = sizes.Read(attribute, 1, property);
        BuiltInCell? cell = BuiltInCellReader.Choose(attribute, known);
        Dimension output = cell?.Output ?? hidden;
        StackSpec? stack = kind == LayerKind.Recurrent ? Stack(property, attribute, output, hasOwnSizes: cell is { Output: not null }, isDeclaredCell: false) : null;
        return new LayerSpec(
            property.Name,
            ParameterReader.ModifiersOf(property),
            kind,
            input,
            stack?.Output ?? output,
            attribute.Named("Layers", stack?.Widths.Count ?? 1),
            attribute.NamedBits("Dropout", 0),
            attribute.Named("Bias", kind != LayerKind.Embedding),
            attribute.Named("PaddingIndex", -1),
            cell is { Output: not null } ? cell with { Hidden = hidden } : cell,
            CellType: null,
            cell is null ? [] : BuiltInCellReader.StatesOf(cell, input, hidden),
            Stack: stack,
            Others: cell is null ? [] : BuiltInCellReader.OthersOf(cell));
    }

    private LayerSpec? UserCell(IPropertySymbol property, AttributeData attribute)
    {
        Location place = attribute.Place(0, property);
        if (attribute.ConstructorArguments is not [{ Kind: TypedConstantKind.Type, Value: INamedTypeSymbol { TypeKind: not TypeKind.Error } cell }])
        {
            refused = true;
            return null;
        }

        CellInterface? sides = CellInterface.Read(cell, known, compilation, token);
        if (sides is null)
        {
            Refuse(place, CellInterface.ReadsTokens(cell, known)
                ? "`" + cell.Name + "` reads a token: look its row up in an [Embedding] of the model and give the cell that vector, `[Input(n)] Vector`; its own tables are for a cell that runs by itself"
                : "`" + cell.Name + "` is not a readable cell with an [Input] vector and no tokens: mark it with [RecurrentCell] or the attribute of a shipped cell such as [Lstm], and make its step `public` when it is in another assembly");
            return null;
        }

        if (sides.Precision != precision)
            Refuse(place, "`" + cell.Name + "` computes in " + sides.Precision + " precision, the model in " + precision + ": give both the same Precision");
        int layers = attribute.Named("Layers", 1);
        StackSpec stack = Stack(property, attribute, sides.Output, hasOwnSizes: true, isDeclaredCell: true);
        if (layers > 1 && sides.Input.Value != stack.WidthOf(0).Value)
            problems.Add(new Problem(ProblemKind.Shape, attribute.Place("Layers", property), "`" + cell.Name + "` reads (" + sides.Input + ") and gives (" + stack.WidthOf(0) + "): stacked layers need one size"));
        if ((layers > 1 || stack.Directions > 1) && sides.Memory is not null)
            Refuse(place, "`" + cell.Name + "` attends over a memory: it is one layer that runs forwards; put others before or behind it as layers of their own");
        return new LayerSpec(
            property.Name,
            ParameterReader.ModifiersOf(property),
            LayerKind.Recurrent,
            sides.Input,
            stack.Output,
            layers,
            attribute.NamedBits("Dropout", 0),
            Bias: true,
            PaddingIndex: -1,
            BuiltIn: null,
            cell.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat),
            sides.States,
            Stack: stack,
            Memory: sides.Memory,
            Others: sides.Others);
    }

    private void CheckOptions(IPropertySymbol property, AttributeData attribute, LayerSpec layer)
    {
        if (layer.Others.Count > 0 && (layer.Layers > 1 || layer.Directions > 1))
            Refuse(attribute.Place("Layers", property), "the cell of `" + layer.Name + "` reads " + (layer.Others.Count + 1) + " inputs: it is one layer that runs forwards; put others before or behind it as layers of their own");
        if (BuiltInCellReader.Misuse(attribute, known) is { } misuse)
            Refuse(attribute.Place(misuse.Option, property), misuse.Message);
        double dropout = BitConverter.Int64BitsToDouble(layer.DropoutBits);
        if (layer.Layers < 1)
            Refuse(attribute.Place("Layers", property), "Layers must be at least 1");
        if (!(dropout >= 0 && dropout < 1))
            Refuse(attribute.Place("Dropout", property), "Dropout is a probability: 0 or more, less than 1");
        if (layer.Kind == LayerKind.Embedding && sizes.Complete && (layer.PaddingIndex < -1 || layer.PaddingIndex >= layer.Input.Value))
            Refuse(attribute.Place("PaddingIndex", property), "PaddingIndex must be -1 or a row of the table, 0 to " + layer.Input + " - 1");
    }

    private void Refuse(Location place, string message)
    {
        refused = true;
        problems.Add(new Problem(ProblemKind.Declaration, place, message));
    }
}
