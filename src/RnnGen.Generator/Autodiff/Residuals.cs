using System.Collections.Generic;
using System.Linq;
using RnnGen.Generator.Ir;

namespace RnnGen.Generator.Autodiff;

/// <summary>
/// Which forward values are kept for the backward pass. Inputs, states, the operands of products and the output are in memory anyway;
/// of the rest, what is dear to compute is kept and what is cheap is computed again.
/// </summary>
internal static class Residuals
{
    /// <param name="graph">The differentiated graph.</param>
    /// <param name="inMemory">Forward values that have memory in any case.</param>
    /// <returns>The further values to keep.</returns>
    public static HashSet<Value> Choose(CellGraph graph, ISet<Value> inMemory)
    {
        var forward = new HashSet<Value>(CellGraph.Reachable(graph.ForwardRoots));
        List<Value> needed = [.. CellGraph.Reachable(graph.BackwardRoots)
            .Where(v => !forward.Contains(v))
            .SelectMany(v => v.Operands)
            .Concat(graph.BackwardRoots)
            .Where(forward.Contains)
            .Where(v => !IsAvailable(v))
            .Distinct()
            .OrderBy(v => v.Id)];

        var kept = new HashSet<Value>(needed.Where(v => !OpTable.Row(v.Op).IsCheap));
        foreach (Value value in needed.Where(v => !kept.Contains(v)))
        {
            if (!value.Operands.All(CanRecompute))
            {
                kept.Add(value);
            }
        }

        return kept;

        bool IsAvailable(Value v) => inMemory.Contains(v) || (v.IsLeaf && v is not Affine);

        bool CanRecompute(Value v) =>
            IsAvailable(v) || kept.Contains(v) || (OpTable.Row(v.Op).IsCheap && v.Operands.All(CanRecompute));
    }
}
