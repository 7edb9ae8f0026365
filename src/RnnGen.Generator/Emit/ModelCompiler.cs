using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using RnnGen.Generator.Model;

namespace RnnGen.Generator.Emit;

/// <summary>The compiler of one model: its built-in cells through the cell compiler, its layers as a chain of calls.</summary>
internal static class ModelCompiler
{
    public static GeneratedSource Compile((ModelSpec Model, BuiltInEquations BuiltIns) source, CancellationToken token)
    {
        ModelSpec model = source.Model;
        List<ModelCell> cells = [.. Cells(model, source.BuiltIns)];
        IEnumerable<string> parts = cells.Select(c => CellCompiler.Text(c.Spec, token)).Prepend(Text(model, cells));
        return new GeneratedSource(model.Type.HintName + ".g.cs", SourceWriter.Header + string.Join("\n", parts));
    }

    // A model that cannot be compiled keeps its public surface and takes no other output down with it.
    private static string Text(ModelSpec model, IReadOnlyList<ModelCell> cells)
    {
        try
        {
            return Print(model, cells);
        }
        catch (Exception e) when (e is not OperationCanceledException && model.Forward is not null)
        {
            return Print(model with { Forward = null }, cells);
        }
    }

    /// <summary>Why a readable model cannot be compiled, or null: a defect of this compiler, which the analyzer reports as RNN0299.</summary>
    public static string? FailureOrNull(ModelSpec model)
    {
        try
        {
            Print(model, []);
            return null;
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            return e.GetType().Name + ": " + e.Message;
        }
    }

    private static string Print(ModelSpec model, IReadOnlyList<ModelCell> cells)
    {
        var writer = new SourceWriter();
        new ModelEmitter(writer, model, cells).Emit();
        return writer.ToString();
    }

    // One class for each different built-in cell: the first layer of a stack may have another input size than the rest.
    private static IEnumerable<ModelCell> Cells(ModelSpec model, BuiltInEquations builtIns)
    {
        foreach (LayerSpec layer in model.Layers.Where(l => l.BuiltIn is not null))
        {
            bool sameSize = layer.Input.Value == layer.Output.Value;
            for (int k = 0; k < (sameSize ? 1 : Math.Min(layer.Layers, 2)); k++)
            {
                string name = layer.Name + (k == 0 ? "Cell" : "UpperCell");
                if (builtIns.Specialise(layer.BuiltIn!, k == 0 ? layer.Input : layer.Output, layer.BuiltIn!.Hidden ?? layer.Output) is { } spec)
                {
                    var type = new TypeSpec(
                        model.Type.Namespace,
                        model.Type.Containing.Concat([model.Type.Header]).ToEquatableArray(),
                        "private sealed partial class " + name,
                        name,
                        model.Type.HintName + "." + name,
                        HasConstructor: false);
                    yield return new ModelCell(layer, k, name, spec with { Type = type, Precision = model.Precision });
                }
            }
        }
    }
}

/// <summary>A cell class that a model brings along for one of its layers.</summary>
/// <param name="Layer">The layer.</param>
/// <param name="Position">0 for the first of the stack, 1 for those above it when their input size differs.</param>
/// <param name="Name">Class name.</param>
/// <param name="Spec">The cell.</param>
internal sealed record ModelCell(LayerSpec Layer, int Position, string Name, CellSpec Spec);
