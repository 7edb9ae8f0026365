using System;
using System.Collections.Generic;
using System.Linq;
using RnnGen.Generator.Model;

namespace RnnGen.Generator.Ir;

/// <summary>One time step of a cell, forward and (after Autodiff) backward, as values that refer to each other.</summary>
/// <param name="Builder">Makes further values of this graph.</param>
/// <param name="NextStates">h_t for each state.</param>
/// <param name="Outputs">The cell's outputs, the main one first.</param>
/// <param name="PreviousGradients">For each state dL/dh_(t-1), or null where it is 0. Empty before differentiation.</param>
/// <param name="InputGradients">For each input dL/dx_t, or null where it is 0.</param>
/// <param name="MatrixGradients">dW += sum over steps of adjoint ⊗ operand, or operand ⊗ adjoint.</param>
/// <param name="VectorGradients">db += sum over steps of adjoint.</param>
/// <param name="TableGradients">Each row of a table += the adjoints of the steps whose token chose it.</param>
internal sealed record CellGraph(
    GraphBuilder Builder,
    IReadOnlyList<Value> NextStates,
    IReadOnlyList<Value> Outputs,
    IReadOnlyList<Value?> PreviousGradients,
    IReadOnlyList<Value?> InputGradients,
    IReadOnlyList<MatrixGradient> MatrixGradients,
    IReadOnlyList<VectorGradient> VectorGradients,
    IReadOnlyList<VectorGradient> TableGradients)
{
    public CellSpec Spec => Builder.Spec;

    /// <summary>dL/d of the memory that the steps attend over, summed over the steps; null where there is none.</summary>
    public Value? MemoryGradient { get; init; }

    /// <summary>Clusters of the way back that give the step nothing and only add to what all steps share.</summary>
    public IReadOnlyList<Value> Effects { get; init; } = [];

    /// <summary>Outputs that are one number for each position the step can see.</summary>
    public IReadOnlyList<Value> Scores { get; init; } = [];

    public IEnumerable<Value> ForwardRoots => NextStates.Concat(Outputs).Concat(Scores);

    public IEnumerable<Value> BackwardRoots => PreviousGradients.Concat(InputGradients).OfType<Value>()
        .Concat(MatrixGradients.SelectMany(g => new[] { g.Adjoint, g.Operand }))
        .Concat(VectorGradients.Concat(TableGradients).Select(g => g.Adjoint)).Concat(MemoryGradient is null ? [] : [MemoryGradient]);

    /// <summary>All values that the roots need, in the order they were written: operands first.</summary>
    public static IReadOnlyList<Value> Reachable(IEnumerable<Value> roots)
    {
        var seen = new HashSet<Value>();
        var open = new Stack<Value>(roots);
        while (open.Count > 0)
        {
            Value value = open.Pop();
            if (seen.Add(value))
            {
                foreach (Value operand in value.Operands)
                {
                    open.Push(operand);
                }
            }
        }

        return [.. seen.OrderBy(v => v.Id)];
    }

    /// <summary>The graph with every root replaced.</summary>
    public CellGraph Map(GraphBuilder builder, Func<Value, Value> map) => new(
        builder,
        [.. NextStates.Select(map)],
        [.. Outputs.Select(map)],
        [.. PreviousGradients.Select(g => g is null ? null : map(g))],
        [.. InputGradients.Select(g => g is null ? null : map(g))],
        [.. MatrixGradients.Select(g => g with { Adjoint = map(g.Adjoint), Operand = map(g.Operand) })],
        [.. VectorGradients.Select(g => g with { Adjoint = map(g.Adjoint) })],
        [.. TableGradients.Select(g => g with { Adjoint = map(g.Adjoint) })])
    {
        MemoryGradient = MemoryGradient is null ? null : map(MemoryGradient),
        Scores = [.. Scores.Select(map)],
    };
}

/// <summary>Contribution of a product <c>W * operand</c> to the gradient of its matrix, adjoint ⊗ operand; of <c>Wᵀ * operand</c> it is operand ⊗ adjoint.</summary>
internal sealed record MatrixGradient(int Parameter, Value Adjoint, Value Operand, bool IsTransposed = false)
{
    /// <summary>The factor that has the matrix's rows.</summary>
    public Value Left => IsTransposed ? Operand : Adjoint;

    /// <summary>The factor that has the matrix's columns.</summary>
    public Value Right => IsTransposed ? Adjoint : Operand;
}

/// <summary>Contribution of adjoint to the gradient of a vector, or of the row of a table that the step reads.</summary>
internal sealed record VectorGradient(int Parameter, Value Adjoint);
