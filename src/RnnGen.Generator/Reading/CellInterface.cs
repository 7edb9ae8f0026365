using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using RnnGen.Generator.Model;
using RnnGen.Generator.Shapes;

namespace RnnGen.Generator.Reading;

/// <summary>What a model needs to know of a cell it contains: the size going in and the size coming out.</summary>
internal sealed record CellInterface(Dimension Input, Dimension Output, Precision Precision)
{
    /// <summary>Names and sizes of the states; empty when they are hidden in another assembly.</summary>
    public EquatableArray<VariableSpec> States { get; init; } = [];

    /// <summary>Features of each position of the memory it attends over, or null.</summary>
    public Dimension? Memory { get; init; }

    /// <summary>Sizes of the vectors and scalars it reads besides the first.</summary>
    public EquatableArray<Dimension> Others { get; init; } = [];

    /// <summary>Null when the cell reads no vector, or tokens beside it, or cannot be read.</summary>
    public static CellInterface? Read(INamedTypeSymbol cell, KnownSymbols known, Compilation compilation, CancellationToken token)
    {
        if (BuiltInCellReader.Read(cell, known, []) is { Readable: true } request)
            return new CellInterface(request.Input, request.Cell.Output ?? request.Hidden, request.Precision)
            {
                States = BuiltInCellReader.StatesOf(request.Cell, request.Input, request.Hidden),
                Others = BuiltInCellReader.OthersOf(request.Cell),
            };
        if (cell.Find(known.RecurrentCell) is not { } attribute)
            return null;
        var sizes = new SizeReader([]);
        StepSignature signature = StepSignature.Read(cell, known, sizes, []);

        // In another assembly only a public step shows the states and the memory.
        if (cell.DeclaringSyntaxReferences.Length == 0
            && cell.Find(known.CellSizes)?.ConstructorArguments is [{ Value: int given }, { Value: int taken }, { Value: int precisionGiven }])
        {
            if (!signature.Complete)
                return given == 0 ? null : new CellInterface(Plain(given), Plain(taken), (Precision)precisionGiven);
            return Of(signature, Plain(taken), (Precision)precisionGiven);
        }

        return sizes.Complete && signature.Complete && OutputOf(cell, signature, compilation, token) is { } output
            ? Of(signature, output, (Precision)attribute.Named("Precision", 0))
            : null;
    }

    /// <summary>Whether it is a cell whose step reads a token.</summary>
    public static bool ReadsTokens(INamedTypeSymbol cell, KnownSymbols known) =>
        cell.Find(known.RecurrentCell) is not null && StepSignature.Read(cell, known, new SizeReader([]), []).Inputs.Any(input => input.Kind == InputKind.Token);

    private static CellInterface? Of(StepSignature signature, Dimension output, Precision precision)
    {
        VariableSpec[] inputs = [.. signature.Inputs.Where(variable => variable.Kind != InputKind.StepIndex)];
        return inputs.Length == 0 || inputs.Any(input => input.Kind != InputKind.Given)
            ? null
            : new CellInterface(inputs[0].Size, output, precision)
            {
                States = signature.States.ToEquatableArray(),
                Memory = signature.Memory?.Size,
                Others = inputs.Skip(1).Select(input => input.Size).ToEquatableArray(),
            };
    }

    private static Dimension Plain(int size) => new(size.ToString(System.Globalization.CultureInfo.InvariantCulture), size);

    /// <summary>A state's size is declared; the size of another output follows from the equations.</summary>
    private static Dimension? OutputOf(INamedTypeSymbol cell, StepSignature signature, Compilation compilation, CancellationToken token)
    {
        string? name = signature.Output
            ?? signature.Returned.FirstOrDefault(returned => returned is not null && signature.States.All(state => state.Name != returned))
            ?? signature.Returned.FirstOrDefault() ?? signature.States.Select(state => state.Name).FirstOrDefault();
        if (signature.States.FirstOrDefault(state => state.Name == name) is { } output)
            return output.Size;
        CellSpec? spec = cell.DeclaringSyntaxReferences.Length > 0 ? CellReader.Read(cell, compilation, token).Spec : null;
        return spec is { Step: { } step } ? ShapeInference.Infer(spec, step).Sizes[step.Output] : null;
    }
}
