using System.Collections.Generic;
using System.Linq;
using RnnGen.Generator.Ir;
using RnnGen.Generator.Model;

namespace RnnGen.Generator.Planning;

/// <summary>From a differentiated graph to a program: what is kept, where everything lies, what runs when.</summary>
internal static class CellPlanner
{
    public static Program Run(CellGraph whole)
    {
        (CellGraph graph, MemoryProgram? memory) = MemoryPlanner.Run(whole);
        var kept = new HashSet<Value>();
        while (true)
        {
            var forward = new ForwardPlan(graph, kept);
            var backward = new BackwardPlan(graph, forward);
            if (backward.StatesReadOutsideTheLoop.Count == 0)
            {
                var gradients = new OnceGradients(graph, forward.Panels, backward.SumPlaces);
                var once = new OncePlan(
                    graph.Spec, forward.Panels, forward.OnceWanted.Concat(backward.OnceWanted).Concat(gradients.Wanted), new HashSet<Value>(), new Dictionary<Value, Place>(), "ForwardOnce");
                return WithMemory(memory, new Program(
                    graph.Spec,
                    [.. Border.Own(graph.Spec).Concat(forward.Buffers).Concat(backward.Buffers).Concat(once.Buffers).Concat(gradients.Buffers).OrderBy(b => b.Turn)],
                    forward.Groups,
                    forward.Pass with { Once = once.Kernels },
                    backward.Pass with { Once = gradients.Kernels },
                    forward.OutputPlaces,
                    forward.States,
                    backward.Carries,
                    forward.Named,
                    StateEntries.Of(graph)));
            }

            kept.UnionWith(backward.StatesReadOutsideTheLoop); // their rows line up with the others only once copied
        }
    }

    /// <summary>Interleaves products, row operations and loops phase by phase.</summary>
    public static List<Kernel> Interleave(
        IEnumerable<(int Phase, Kernel Kernel)> products, IEnumerable<(int Phase, Kernel Kernel)> rowOperations, IEnumerable<(int Phase, Kernel Kernel)> loops) =>
        [.. products.Select(p => (p.Phase, Order: 0, p.Kernel)).Concat(rowOperations.Select(r => (r.Phase, Order: 1, r.Kernel))).Concat(loops.Select(l => (l.Phase, Order: 2, l.Kernel)))
            .OrderBy(k => k.Phase).ThenBy(k => k.Order).Select(k => k.Kernel)];

    // Results of one cluster come from one kernel.
    private static Program WithMemory(MemoryProgram? memory, Program program)
    {
        if (memory is null)
        {
            return program;
        }

        return program with
        {
            Memory = memory,
            Forward = program.Forward with { Before = [.. memory.Before, .. program.Forward.Before], Loop = [.. Attending(program.Forward.Loop)] },
            Backward = new Pass(
                [.. memory.BeforeBackward, .. program.Backward.Before],
                [.. Attending(program.Backward.Loop)],
                [.. program.Backward.After, .. memory.AfterBackward]),
        };

        IEnumerable<Kernel> Attending(IReadOnlyList<Kernel> loop)
        {
            var done = new HashSet<int>();
            foreach (Kernel kernel in loop)
            {
                if (kernel is not RowKernel { Value.Op: OpCode.Attend } first)
                {
                    yield return kernel;
                }
                else if (done.Add(first.Value.Index))
                {
                    Place[] results = [.. loop.OfType<RowKernel>().Where(r => r.Value.Op == OpCode.Attend && r.Value.Index == first.Value.Index && r.Value.Constant >= 0)
                        .OrderBy(r => r.Value.Constant).Select(r => r.Target)];
                    yield return new AttendKernel(memory.Clusters[first.Value.Index], first.Operands, results);
                }
            }
        }
    }
}
