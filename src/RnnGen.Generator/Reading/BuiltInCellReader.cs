using System;
using System.Collections.Generic;
using System.Threading;
using Microsoft.CodeAnalysis;
using RnnGen.Generator.Model;

namespace RnnGen.Generator.Reading;

/// <summary><c>[Rnn]</c>, <c>[Lstm]</c>, <c>[Gru]</c>: which built-in cell, with which options.</summary>
internal static class BuiltInCellReader
{
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
        if (attribute.Named("Layers", 1) != 1 || attribute.Named("Dropout", 0.0) != 0)
        {
            readable = false;
            string option = attribute.Named("Layers", 1) != 1 ? "Layers" : "Dropout";
            problems.Add(new Problem(ProblemKind.Declaration, attribute.Place(option, type), option + " is for a recurrent layer of a model: the class `" + type.Name + "` is one cell"));
        }

        return new BuiltInRequest(typeSpec, (Precision)attribute.Named("Precision", 0), cell, input, hidden, readable);
    }

    public static AttributeData? Find(ISymbol symbol, KnownSymbols known) =>
        symbol.Find(known.RnnAttribute) ?? symbol.Find(known.LstmAttribute) ?? symbol.Find(known.GruAttribute);

    /// <summary>Names and sizes of a built-in cell's states, in the order of its step.</summary>
    public static EquatableArray<VariableSpec> StatesOf(BuiltInCell cell, Dimension hidden) =>
        cell.File == "Lstm" ? [new VariableSpec("h", hidden), new VariableSpec("c", hidden)] : [new VariableSpec("h", hidden)];

    /// <summary>The file and options an attribute stands for.</summary>
    public static BuiltInCell? Choose(AttributeData attribute, KnownSymbols known)
    {
        string? file = attribute.AttributeClass switch
        {
            { } type when KnownSymbols.Same(type, known.RnnAttribute) => attribute.Named("Nonlinearity", 0) == 0 ? "RnnTanh" : "RnnRelu",
            { } type when KnownSymbols.Same(type, known.LstmAttribute) => "Lstm",
            { } type when KnownSymbols.Same(type, known.GruAttribute) =>
                "Gru" + (attribute.Named("Reset", 0) == 0 ? "" : "ResetBefore") + (attribute.Named("Blend", 0) == 0 ? "" : "TakeCandidate"),
            _ => null,
        };
        double forgetBias = file == "Lstm" ? attribute.Named("ForgetBias", 1.0) : 0;
        return file is null ? null : new BuiltInCell(file, attribute.Named("Bias", true), BitConverter.DoubleToInt64Bits(forgetBias));
    }
}
