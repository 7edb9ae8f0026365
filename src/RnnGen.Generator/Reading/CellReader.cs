using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using RnnGen.Generator.Model;
using RnnGen.Generator.Shapes;

namespace RnnGen.Generator.Reading;

/// <summary>
/// <c>[RecurrentCell] partial class</c> -> <see cref="CellSpec"/>. The generator keeps the spec, the analyzer keeps the problems. When only
/// the equations cannot be read, the spec has no step: its public surface is still emitted, so that one mistake stays one error.
/// </summary>
internal static class CellReader
{
    public static CellSpec? ReadSpecOrNull(GeneratorAttributeSyntaxContext context, CancellationToken token)
    {
        var type = (INamedTypeSymbol)context.TargetSymbol;
        KnownSymbols known = KnownSymbols.For(context.SemanticModel.Compilation);
        return TypeReader.IsFirst(type.Find(known.RecurrentCell), context.TargetNode)
            ? Read(type, context.SemanticModel, token).Spec
            : null;
    }

    /// <summary>Reads a cell. <paramref name="model"/> is any semantic model of its compilation.</summary>
    public static CellReading Read(INamedTypeSymbol type, SemanticModel model, CancellationToken token) =>
        Read(type, model.Compilation, model, token);

    public static CellReading Read(INamedTypeSymbol type, Compilation compilation, CancellationToken token) =>
        Read(type, compilation, null, token);

    private static CellReading Read(INamedTypeSymbol type, Compilation compilation, SemanticModel? model, CancellationToken token)
    {
        KnownSymbols known = KnownSymbols.For(compilation);
        List<Problem> problems = [];
        AttributeData? attribute = type.Find(known.RecurrentCell);
        if (attribute is null || TypeReader.Read(type, known, problems) is not { } typeSpec)
            return new CellReading(null, problems, []);

        var sizes = new SizeReader(problems);
        var parameters = new ParameterReader(known, sizes, problems);
        parameters.Read(type, token);
        StepSignature signature = StepSignature.Read(type, known, sizes, problems);
        int unroll = attribute.Named("Unroll", 1);
        int timeSteps = attribute.Named("TimeSteps", 0);
        CheckLoop(attribute, type, unroll, timeSteps, problems);
        InitialStates.Check(signature, parameters, known, problems);
        bool complete = sizes.Complete && parameters.Complete && signature.Complete && problems.Count == 0;

        var spec = new CellSpec(
            typeSpec,
            (Precision)attribute.Named("Precision", 0),
            unroll,
            timeSteps,
            parameters.Specs.ToEquatableArray(),
            signature.Inputs.ToEquatableArray(),
            signature.States.ToEquatableArray(),
            Step: null,
            Memory: signature.Memory)
        {
            Parts = parameters.Parts.Select(part => part.Spec).ToEquatableArray(),
        };

        if (complete && signature.Method!.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax(token) is MethodDeclarationSyntax syntax)
        {
            SemanticModel owner = model is not null && model.SyntaxTree == syntax.SyntaxTree ? model : compilation.GetSemanticModel(syntax.SyntaxTree);
            spec = spec with { Step = ReadStep(spec, signature, parameters, owner, syntax, known, problems, token) };
        }

        return new CellReading(spec, problems, [.. parameters.Properties.Select(property => property.Place())]);
    }

    private static StepSpec? ReadStep(
        CellSpec cell,
        StepSignature signature,
        ParameterReader parameters,
        SemanticModel model,
        MethodDeclarationSyntax syntax,
        KnownSymbols known,
        List<Problem> problems,
        CancellationToken token)
    {
        var lines = new EquationLines();
        IReadOnlyList<Dimension?> sizes = []; // of the lines at the last question: lines are only added
        lines.SizeOf = line =>
        {
            if (line >= sizes.Count)
                sizes = ShapeInference.Infer(cell, new StepSpec("", lines.Lines.ToEquatableArray(), [], line, "")).Sizes;
            return sizes[line];
        };
        var reader = new EquationReader(known, model, signature, parameters, new CellScope(parameters), lines, problems, token);
        StepResult? result = reader.Read(model.GetOperation(syntax, token));
        StepSpec? step = result?.ToSpec(signature, lines, problems);
        if (step is null)
            return null;

        IReadOnlyList<ShapeMismatch> mismatches = ShapeInference.Infer(cell, step).Mismatches;
        foreach (ShapeMismatch mismatch in mismatches)
            if (Place(mismatch, lines, result!, signature) is var place && !IsToldByPart(place, syntax, model.Compilation, token))
                problems.Add(new Problem(ProblemKind.Shape, place, mismatch.Message));
        return mismatches.Count == 0 ? step : null;
    }

    /// <summary>Whether a place lies in the step of a part, whose own reading reports it.</summary>
    private static bool IsToldByPart(Location place, SyntaxNode step, Compilation compilation, CancellationToken token) =>
        place.SourceTree is { } tree && (tree != step.SyntaxTree || !step.Span.Contains(place.SourceSpan))
        && compilation.GetSemanticModel(tree).GetEnclosingSymbol(place.SourceSpan.Start, token)?.ContainingType is { } part
        && Read(part, compilation, token).Problems.Count > 0;

    private static Location Place(ShapeMismatch mismatch, EquationLines lines, StepResult result, StepSignature signature) =>
        mismatch.Line >= 0
            ? lines.Place(mismatch.Line, mismatch.Operand)
            : result.Place(signature, signature.States[mismatch.Operand].Name);

    private static void CheckLoop(AttributeData attribute, INamedTypeSymbol type, int unroll, int timeSteps, ICollection<Problem> problems)
    {
        if (unroll is < 1 or > 16)
            problems.Add(new Problem(ProblemKind.Declaration, attribute.Place("Unroll", type), "Unroll must be 1 to 16"));
        if (timeSteps is < 0 or > 64)
            problems.Add(new Problem(ProblemKind.Declaration, attribute.Place("TimeSteps", type), "TimeSteps must be 0 (a time loop) or 1 to 64"));
    }
}
