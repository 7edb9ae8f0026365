using System.Collections.Generic;
using System.Linq;
using RnnGen.Generator.Ir;
using RnnGen.Generator.Model;

namespace RnnGen.Generator.Planning;

/// <summary>From the summed rows of the gradients of values of one row to the gradients of the parameters they are made of.</summary>
internal sealed class OnceGradients
{
    /// <param name="graph">The differentiated graph.</param>
    /// <param name="panels">Where the matrices lie.</param>
    /// <param name="sums">Places of the sums over rows.</param>
    public OnceGradients(CellGraph graph, GatePanels panels, IReadOnlyDictionary<Value, Place> sums)
    {
        CellSpec spec = graph.Spec;
        List<MatrixGradient> matrices = [.. graph.MatrixGradients.Where(g => graph.Builder.ComputesOnce && g.Operand.IsOnce)];
        List<VectorGradient> vectors = [.. graph.VectorGradients.Where(g => graph.Builder.ComputesOnce && g.Adjoint.IsOnce)];
        List<Value> roots = [.. matrices.SelectMany(g => new[] { g.Adjoint, g.Operand }), .. vectors.Select(g => g.Adjoint)];
        var afterSums = new HashSet<Value>();
        foreach (Value value in CellGraph.Reachable(roots))
        {
            if (value.Op == OpCode.RowSum || (value.IsOnce && value.Operands.Any(afterSums.Contains)))
            {
                afterSums.Add(value);
            }
        }

        // What does not depend on the sums has been computed ahead of the forward pass.
        Wanted = [.. afterSums.Where(v => v.Op != OpCode.RowSum).SelectMany(Scalars).Concat(roots).Where(v => v.HasOneRow && !afterSums.Contains(v)).Distinct()];
        var plan = new OncePlan(spec, panels, roots, new HashSet<Value>(Wanted.Concat(sums.Keys)), sums, "BackwardOnce");
        Buffers = plan.Buffers;
        Place PlaceOf(Value value) => sums.TryGetValue(value, out Place? place) ? place : OncePlan.PlaceOf(spec, value);
        Kernels =
        [
            .. plan.Kernels,
            .. matrices.Select(g => new OuterKernel(
                new WeightRun(panels.Weight(g.Parameter).Group, panels.Weight(g.Parameter).Slot, 1), PlaceOf(g.Adjoint), PlaceOf(g.Operand), g.IsTransposed)),
            .. vectors.Select(g => new VectorGradientKernel(PlaceOf(g.Adjoint).Buffer, [(PlaceOf(g.Adjoint).Slot, g.Parameter)])),
        ];
    }

    /// <summary>Values of one row that the forward pass has to leave.</summary>
    public IReadOnlyList<Value> Wanted { get; }

    public IReadOnlyList<Kernel> Kernels { get; }

    public IEnumerable<Buffer> Buffers { get; }

    // Operands, and the scalars behind those that are scalars for every feature.
    private static IEnumerable<Value> Scalars(Value value) => value.Operands.SelectMany(o => o.Op == OpCode.Broadcast ? o.Operands : [o]);
}
