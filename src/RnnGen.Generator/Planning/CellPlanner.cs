using System.Collections.Generic;
using System.Linq;
using RnnGen.Generator.Ir;

namespace RnnGen.Generator.Planning;

/// <summary>From a differentiated graph to a program: what is kept, where everything lies, what runs when.</summary>
internal static class CellPlanner
{
    public static Program Run(CellGraph graph)
    {
        var kept = new HashSet<Value>();
        while (true)
        {
            var forward = new ForwardPlan(graph, kept);
            var backward = new BackwardPlan(graph, forward);
            if (backward.StatesReadOutsideTheLoop.Count == 0)
            {
                return new Program(
                    graph.Spec,
                    [.. forward.Buffers.Concat(backward.Buffers).OrderBy(b => b.Extent == Extent.Single ? 0 : 1)],
                    forward.Groups,
                    forward.Pass,
                    backward.Pass,
                    forward.OutputPlace,
                    forward.States,
                    backward.Carries,
                    forward.Named);
            }

            kept.UnionWith(backward.StatesReadOutsideTheLoop); // their rows line up with the others only once copied
        }
    }

    /// <summary>Interleaves products, row operations and loops phase by phase.</summary>
    public static List<Kernel> Interleave(
        IEnumerable<(int Phase, Kernel Kernel)> products, IEnumerable<(int Phase, Kernel Kernel)> rowOperations, IEnumerable<(int Phase, Kernel Kernel)> loops) =>
        [.. products.Select(p => (p.Phase, Order: 0, p.Kernel)).Concat(rowOperations.Select(r => (r.Phase, Order: 1, r.Kernel))).Concat(loops.Select(l => (l.Phase, Order: 2, l.Kernel)))
            .OrderBy(k => k.Phase).ThenBy(k => k.Order).Select(k => k.Kernel)];
}
