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

    // One class for each different built-in cell: layers of a stack may differ in size.
    private static IEnumerable<ModelCell> Cells(ModelSpec model, BuiltInEquations builtIns)
    {
        foreach (LayerSpec layer in model.Layers.Where(l => l.BuiltIn is not null))
        {
            StackSpec stack = layer.Stack!;
            int uppers = stack.Widths.Select(width => width.Value).Distinct().Count();
            for (int k = 0; k < layer.Layers && k < stack.Widths.Count; k++)
            {
                if (k > 0 && layer.InputOf(k).Value == layer.InputOf(k - 1).Value && stack.Widths[k].Value == stack.Widths[k - 1].Value)
                {
                    continue;
                }

                string name = layer.Name + (k == 0 ? "Cell" : uppers == 1 ? "UpperCell" : "Cell" + Literals.Int(k + 1));
                if (builtIns.Specialise(layer.BuiltIn!, layer.InputOf(k), layer.BuiltIn!.Hidden ?? stack.Widths[k]) is { } spec)
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
/// <param name="Position">The lowest layer of the stack that it serves; it serves those above with the same sizes too.</param>
/// <param name="Name">Class name.</param>
/// <param name="Spec">The cell.</param>
internal sealed record ModelCell(LayerSpec Layer, int Position, string Name, CellSpec Spec);
