using System;
using System.Collections.Generic;
using System.Linq;
using RnnGen.Generator.Ir;
using RnnGen.Generator.Model;

namespace RnnGen.Generator.Planning;

/// <summary>How the carried states of a cell enter its next states.</summary>
internal enum StateEntry
{
    /// <summary>Through a matrix or another operation over whole vectors: a feature depends on others.</summary>
    Mixing,

    /// <summary>By elements: every feature goes its own way through time, as in IndRNN or SRU.</summary>
    Elementwise,

    /// <summary>By elements and linearly, h' = a * h + b with a and b from the inputs alone, as in minGRU or LRU.</summary>
    Linear,
}

/// <summary>Finds the entry of a cell's states from its graph.</summary>
internal static class StateEntries
{
    private const int Nonlinear = 2;

    public static StateEntry Of(CellGraph graph)
    {
        var degrees = new Dictionary<Value, int>();
        foreach (Value value in CellGraph.Reachable(graph.NextStates))
        {
            int[] operands = [.. value.Operands.Select(o => degrees[o])];
            if (!value.IsElementwise && value.Op != OpCode.Broadcast && operands.Any(d => d > 0))
            {
                return StateEntry.Mixing;
            }

            degrees.Add(value, Math.Min(Degree(value.Op, operands), Nonlinear));
        }

        return graph.NextStates.Any(s => degrees[s] == Nonlinear) ? StateEntry.Elementwise : StateEntry.Linear;
    }

    // The degree of a value as a polynomial in the states.
    private static int Degree(OpCode op, int[] operands) => op switch
    {
        OpCode.State => 1,
        OpCode.Add or OpCode.Subtract or OpCode.Negate or OpCode.Broadcast or OpCode.StopGradient => operands.Max(),
        OpCode.Multiply => operands.Sum(),
        OpCode.Divide when operands[1] == 0 => operands[0],
        OpCode.Select when operands[0] == 0 => operands.Max(),
        _ => operands.Any(d => d > 0) ? Nonlinear : 0,
    };
}
