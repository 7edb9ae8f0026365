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
        new(spec.Type.HintName + ".g.cs", CellEmitter.File(spec, PlanOrNull(spec, token)));

    /// <summary>The program of a readable cell; null for one whose equations could not be read or whose compilation failed.</summary>
    public static Program? PlanOrNull(CellSpec spec, CancellationToken token)
    {
        if (spec.Step is null)
        {
            return null;
        }

        try
        {
            return Plan(spec, token);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            return null; // one cell must not take all generated code down; the analyzer reports it as RNN0299
        }
    }

    public static Program Plan(CellSpec spec, CancellationToken token)
    {
        token.ThrowIfCancellationRequested();
        CellGraph graph = Differentiate(spec);
        token.ThrowIfCancellationRequested();
        return CellPlanner.Run(GatherProducts.Run(graph));
    }

    /// <summary>The cell's graph with its adjoints, simplified.</summary>
    public static CellGraph Differentiate(CellSpec spec) => Simplify.Run(ReverseMode.Run(Simplify.Run(Lowering.Run(spec))));
}
