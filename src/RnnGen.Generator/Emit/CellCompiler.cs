using System;
using System.Threading;
using RnnGen.Generator.Autodiff;
using RnnGen.Generator.Ir;
using RnnGen.Generator.Model;
using RnnGen.Generator.Passes;
using RnnGen.Generator.Planning;

namespace RnnGen.Generator.Emit;

/// <summary>The compiler of one cell, rooms 3 to 8 in order.</summary>
internal static class CellCompiler
{
    public static GeneratedSource Compile(CellSpec spec, CancellationToken token) =>
        new(spec.Type.HintName + ".g.cs", SourceWriter.Header + Text(spec, token));

    /// <summary>The cell's part of a file. A cell that cannot be compiled keeps its public surface and takes no other down with it.</summary>
    public static string Text(CellSpec spec, CancellationToken token)
    {
        try
        {
            return CellEmitter.Text(spec, spec.Step is null ? null : Plan(spec, token));
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            return CellEmitter.Text(spec, null);
        }
    }

    /// <summary>Why a readable cell cannot be compiled, or null: a defect of this compiler, which the analyzer reports as RNN0299.</summary>
    public static string? FailureOrNull(CellSpec spec, CancellationToken token)
    {
        try
        {
            _ = spec.Step is null ? null : CellEmitter.Text(spec, Plan(spec, token));
            return null;
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            return e.GetType().Name + ": " + e.Message;
        }
    }

    public static Program Plan(CellSpec spec, CancellationToken token)
    {
        token.ThrowIfCancellationRequested();
        CellGraph graph = Differentiate(SplitWeights.Run(spec).Compiled);
        token.ThrowIfCancellationRequested();
        return CellPlanner.Run(GatherProducts.Run(graph));
    }

    /// <summary>The cell's graph with its adjoints, simplified.</summary>
    public static CellGraph Differentiate(CellSpec spec) => Simplify.Run(ReverseMode.Run(HoistMemorySums.Run(Simplify.Run(Lowering.Run(spec)))));
}
