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
            string text = TextOrFail(spec, token);
            Outcomes.Remember(spec, null);
            return text;
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            Outcomes.Remember(spec, Describe(e));
            return CellEmitter.Text(SplitCell.Whole(spec), null);
        }
    }

    /// <summary>
    /// Why a readable cell cannot be compiled, or null: a defect of this compiler, which the analyzer reports as RNN0299. In a build the
    /// generator has just tried.
    /// </summary>
    public static string? FailureOrNull(CellSpec spec, CancellationToken token)
    {
        if (!Outcomes.TryRecall(spec, out string? failure))
        {
            try
            {
                TextOrFail(spec, token);
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                failure = Describe(e);
            }

            Outcomes.Remember(spec, failure);
        }

        return failure;
    }

    public static Program Plan(CellSpec spec, CancellationToken token) => Plan(SplitWeights.Run(spec), token);

    private static Program Plan(SplitCell split, CancellationToken token)
    {
        token.ThrowIfCancellationRequested();
        CellGraph graph = Differentiate(split.Compiled);
        token.ThrowIfCancellationRequested();
        return CellPlanner.Run(GatherProducts.Run(graph));
    }

    private static string TextOrFail(CellSpec spec, CancellationToken token)
    {
        if (spec.Step is null)
            return CellEmitter.Text(SplitCell.Whole(spec), null);
        SplitCell split = SplitWeights.Run(spec);
        return CellEmitter.Text(split, Plan(split, token));
    }

    private static string Describe(Exception e) => e.GetType().Name + ": " + e.Message;

    /// <summary>The cell's graph with its adjoints, simplified.</summary>
    public static CellGraph Differentiate(CellSpec spec) => Simplify.Run(ReverseMode.Run(HoistMemorySums.Run(Simplify.Run(Lowering.Run(spec)))));
}
