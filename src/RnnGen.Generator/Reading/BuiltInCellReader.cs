using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using RnnGen.Generator.Model;

namespace RnnGen.Generator.Reading;

/// <summary><c>[Rnn]</c>, <c>[Lstm]</c>, <c>[Gru]</c> and their like: which built-in cell, with which options.</summary>
internal static class BuiltInCellReader
{
    private const string Ending = "Attribute";

    public static BuiltInRequest? ReadRequestOrNull(GeneratorAttributeSyntaxContext context, CancellationToken token)
    {
        var type = (INamedTypeSymbol)context.TargetSymbol;
        KnownSymbols known = KnownSymbols.For(context.SemanticModel.Compilation);
        return Find(type, known) is { } attribute && TypeReader.IsFirst(attribute, context.TargetNode)
            ? Read(type, known, [])
            : null;
    }

    /// <summary>Reads the attribute of a partial class; null when not even its public surface can be emitted.</summary>
    public static BuiltInRequest? Read(INamedTypeSymbol type, KnownSymbols known, ICollection<Problem> problems)
    {
        if (Find(type, known) is not { } attribute || Choose(attribute, known) is not { } cell
            || TypeReader.Read(type, known, problems) is not { } typeSpec)
            return null;

        var sizes = new SizeReader(problems);
        Dimension input = sizes.Read(attribute, 0, type);
        Dimension hidden = sizes.Read(attribute, 1, type);
        bool readable = sizes.Complete;
        if (StackReader.Options.FirstOrDefault(name => attribute.NamedArguments.Any(argument => argument.Key == name)) is { } option
            && (option != "Layers" || attribute.Named("Layers", 1) != 1))
        {
            readable = false;
            problems.Add(new Problem(ProblemKind.Declaration, attribute.Place(option, type), option + " is for a recurrent layer of a model: the class `" + type.Name + "` is one cell"));
        }

        if (Misuse(attribute, known) is { } misuse)
        {
            readable = false;
            problems.Add(new Problem(ProblemKind.Declaration, attribute.Place(misuse.Option, type), misuse.Message));
        }

        return new BuiltInRequest(typeSpec, (Precision)attribute.Named("Precision", 0), cell, input, hidden, readable);
    }

    /// <summary>The attribute of a shipped cell, if the symbol has one.</summary>
    public static AttributeData? Find(ISymbol symbol, KnownSymbols known) =>
        symbol.GetAttributes().FirstOrDefault(attribute => NameOf(attribute, known) is not null);

    /// <summary>Options that do not go together or lie outside their range, with what to say about the first of them; null when all is well.</summary>
    public static (string Option, string Message)? Misuse(AttributeData attribute, KnownSymbols known) => NameOf(attribute, known) switch
    {
        null => null,
        _ when !(attribute.Named("StateClip", 0.0) >= 0) => ("StateClip", "StateClip is a limit: above 0, or 0 for none"),
        _ when !(attribute.Named("ActivationClip", 0.0) >= 0) => ("ActivationClip", "ActivationClip is a limit: above 0, or 0 for none"),
        _ when attribute.Named("ZoneoutHidden", 0.0) is not (>= 0 and < 1) => ("ZoneoutHidden", "ZoneoutHidden is a probability: 0 or more and below 1"),
        _ when attribute.Named("ZoneoutCell", 0.0) is not (>= 0 and < 1) => ("ZoneoutCell", "ZoneoutCell is a probability: 0 or more and below 1"),
        "Lstm" when attribute.Named("LayerNorm", 0) != 0 && (attribute.Named("Projection", 0) > 0 || attribute.Named("CoupledGates", false) || attribute.Named("Peepholes", false)) =>
            ("LayerNorm", "LayerNorm does not go together with Projection, CoupledGates or Peepholes: write the cell as its equations"),
        "Clockwork" when ShippedCells.PeriodsOf(attribute) is var periods && (periods.Length == 0 || periods.Any(period => period < 1) || (attribute.Size(1)?.Value ?? 0) % periods.Length != 0) =>
            ("Periods", "Periods are whole numbers of 1 and more, one for each module, and the hidden size must be divisible by their number"),
        "Cfc" when attribute.Named("Backbone", 32) < 1 => ("Backbone", "Backbone is a size: at least 1"),
        "Lstm" when attribute.Named("Projection", 0) < 0 => ("Projection", "Projection is a size: at least 1, or 0 for none"),
        "Lstm" when attribute.Named("Projection", 0) > 0 && attribute.Named("CoupledGates", false) =>
            ("CoupledGates", "Projection and CoupledGates do not go together: write the cell as its equations"),
        "Sru" when attribute.Size(0)?.Value != attribute.Size(1)?.Value => ("Input", "an SRU adds its input to its output: input and hidden size must be equal"),
        "Qrnn" when attribute.Named("Window", 2) is not (1 or 2) => ("Window", "Window must be 1 or 2"),
        "SLstm" or "MLstm" when attribute.Named("Heads", 1) < 1 || (attribute.Size(1)?.Value ?? 0) % Math.Max(1, attribute.Named("Heads", 1)) != 0 =>
            ("Heads", "Heads must be at least 1 and divide the hidden size"),
        "Lru" when attribute.Named("MinMagnitude", 0.9) is not (>= 0 and < 1) || !(attribute.Named("MaxMagnitude", 0.999) > attribute.Named("MinMagnitude", 0.9) && attribute.Named("MaxMagnitude", 0.999) < 1) =>
            ("MinMagnitude", "MinMagnitude and MaxMagnitude are magnitudes of eigenvalues: 0 or more, increasing, below 1"),
        "Lru" when !(attribute.Named("MaxAngle", 6.0) > 0) => ("MaxAngle", "MaxAngle is an angle in radians: above 0"),
        "Rhn" when attribute.Named("Depth", 3) is < 1 or > 32 => ("Depth", "Depth must be 1 to 32"),
        "DiagonalSsm" or "Lru" when attribute.Named("Output", 0) < 0 => ("Output", "Output is a size: at least 1, or 0 for the hidden size"),
        _ => null,
    };

    public static int Count(ISymbol symbol, KnownSymbols known) => symbol.GetAttributes().Count(attribute => NameOf(attribute, known) is not null);

    /// <summary>Names and sizes of a built-in cell's states, in the order of its step.</summary>
    public static EquatableArray<VariableSpec> StatesOf(BuiltInCell cell, Dimension input, Dimension hidden) => cell.File switch
    {
        "Lstm" or "LstmCoupled" or "LstmLayerNorm" or "LstmLayerNormJoint" => [new("h", hidden), new("c", hidden)],
        "LstmProjection" => [new("h", cell.Output ?? hidden), new("c", hidden)],
        "Sru" => [new("c", hidden)],
        "Qrnn" => cell.Symbols.Length > 0 ? [new("c", hidden), new("previous", input)] : [new("c", hidden)],
        "Lru" => [new("re", hidden), new("im", hidden)],
        "MLstm" => [new("h", hidden), new("C", hidden with { Columns = hidden }), new("n", hidden), new("m", new Dimension("1", 1))],
        "MLstmHeads" => HeadStates(cell.Constants, hidden),
        "SLstm" => [new("h", hidden), new("c", hidden), new("n", hidden), new("m", hidden)],
        _ => [new("h", hidden)],
    };

    // Of an mLSTM of several heads: a matrix for each.
    private static EquatableArray<VariableSpec> HeadStates(string constants, Dimension hidden)
    {
        int heads = ShippedCells.ConstantOf(constants, "Heads"), size = ShippedCells.ConstantOf(constants, "S");
        Dimension head = new("S", size);
        return
        [
            new("h", hidden),
            .. Enumerable.Range(1, heads).Select(number => new VariableSpec("C_" + number.ToString(CultureInfo.InvariantCulture), head with { Columns = head })),
            new("n", hidden),
            new("m", new Dimension("Heads", heads)),
        ];
    }

    /// <summary>Sizes of what a built-in cell reads beside its input.</summary>
    public static EquatableArray<Dimension> OthersOf(BuiltInCell cell) => cell.File == "Cfc" ? [new Dimension("1", 1)] : [];

    /// <summary>The file and options an attribute stands for.</summary>
    public static BuiltInCell? Choose(AttributeData attribute, KnownSymbols known) =>
        NameOf(attribute, known) is { } name ? ShippedCells.Table[name](new ShippedCells.Options(attribute)) : null;

    /// <summary><c>Lstm</c> for the runtime's <c>[Lstm]</c>, null for any other attribute.</summary>
    private static string? NameOf(AttributeData attribute, KnownSymbols known)
    {
        if (attribute.AttributeClass is not { } type || !KnownSymbols.Same(type.BaseType, known.RecurrentLayerAttribute))
            return null;
        string name = type.Name.EndsWith(Ending, System.StringComparison.Ordinal) ? type.Name[..^Ending.Length] : type.Name;
        return ShippedCells.Table.ContainsKey(name) && KnownSymbols.Same(type.ContainingAssembly, known.RecurrentLayerAttribute?.ContainingAssembly) ? name : null;
    }
}
