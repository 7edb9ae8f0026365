using System.Collections.Generic;
using System.Linq;
using RnnGen.Generator.Ir;
using RnnGen.Generator.Model;

namespace RnnGen.Generator.Autodiff;

/// <summary>
/// One reverse walk over a step. Seeds are dL/dh_t of the next states (carried back from step t+1) and dL/dy of the output; results are
/// dL/dh_(t-1), dL/dx_t and the contributions to the parameters' gradients.
/// </summary>
internal static class ReverseMode
{
    public static CellGraph Run(CellGraph graph)
    {
        GraphBuilder builder = graph.Builder;
        var calculus = new AdjointRules.Calculus(builder);
        var adjoints = new Contributions(builder);

        // What is the same at every step takes the sum of all steps. What has one row in all keeps a sum for each space that reads it.
        void Accumulate(Value value, Value adjoint)
        {
            adjoint = value.Space == RowSpace.Memory && adjoint.Space == RowSpace.Attended ? builder.SumSteps(adjoint) : adjoint;
            if (!builder.ComputesOnce || !value.IsOnce)
            {
                adjoints.Add(value, value.Space == RowSpace.Once && adjoint.HasPositions() ? adjoint.Space : RowSpace.Step, adjoint);
                return;
            }

            // A parameter takes the rows of its gradient as they are: they are summed at the end in any case.
            adjoint = value.IsLeaf || adjoint.IsOnce ? adjoint : builder.RowSum(adjoint);
            adjoints.Add(value, value.IsLeaf && adjoint.IsOnce ? RowSpace.Once : RowSpace.Step, adjoint);
        }

        IReadOnlyList<Value> order = CellGraph.Reachable(graph.ForwardRoots);
        for (int i = 0; i < graph.NextStates.Count; i++)
        {
            Accumulate(graph.NextStates[i], builder.StateGradient(i));
        }

        for (int i = 0; i < graph.Outputs.Count; i++)
        {
            Accumulate(graph.Outputs[i], builder.OutputGradient(i, graph.Outputs[i].Size));
        }

        for (int i = 0; i < graph.Scores.Count; i++)
        {
            Accumulate(graph.Scores[i], builder.ScoresGradient(i));
        }

        var matrices = new List<MatrixGradient>();
        var tables = new List<VectorGradient>();
        foreach ((Value value, RowSpace space) in order.Reverse().SelectMany(v => SpacesOf(v).Select(s => (v, s))))
        {
            if (value.IsLeaf || adjoints.Of(value, space) is not { } adjoint)
            {
                continue;
            }

            if ((value.Name ?? value.Label) is { } name && !adjoint.IsLeaf)
            {
                adjoint.Label ??= "d" + name;
            }

            if (value.Op is OpCode.MatVec or OpCode.TransposedMatVec)
            {
                matrices.Add(new MatrixGradient(value.Index, adjoint, value.Operands[0], value.Op == OpCode.TransposedMatVec));
            }

            if (value.Op == OpCode.Row)
            {
                tables.Add(new VectorGradient(value.Index, adjoint));
            }

            Value?[] contributions = AdjointRules.Table[value.Op](calculus, value, adjoint);
            for (int i = 0; i < contributions.Length; i++)
            {
                if (contributions[i] is { } contribution && !value.Operands[i].IsConstant)
                {
                    Accumulate(value.Operands[i], contribution);
                }
            }
        }

        Value? AdjointOf(Value leaf, RowSpace space = RowSpace.Step) => adjoints.Of(leaf, space);
        CellSpec spec = graph.Spec;
        Value? memoryGradient = spec.Memory is null ? null : AdjointOf(builder.Memory());
        if (memoryGradient is not null)
        {
            memoryGradient.Label ??= "d" + spec.Memory!.Name;
        }

        return graph with
        {
            PreviousGradients = [.. spec.States.Select((_, i) => AdjointOf(builder.State(i)))],
            InputGradients = [.. spec.Inputs.Select((input, i) => input.HasGradient ? AdjointOf(builder.Input(i)) : null)],
            MatrixGradients = [.. matrices.OrderBy(m => m.Parameter)],
            VectorGradients = [.. spec.Parameters
                .SelectMany((p, i) => p.IsMatrix
                    ? []
                    : SpacesOf(builder.Parameter(i)).Select(s => AdjointOf(builder.Parameter(i), s)).OfType<Value>().Select(adjoint => new VectorGradient(i, adjoint)))],
            TableGradients = [.. tables.OrderBy(t => t.Parameter)],
            MemoryGradient = memoryGradient,
        };
    }

    private static RowSpace[] SpacesOf(Value value) =>
        value.Space == RowSpace.Once ? [RowSpace.Step, RowSpace.Once, RowSpace.Memory, RowSpace.Attended] : [RowSpace.Step];
}
