using System;
using System.ComponentModel;
using System.Numerics;

namespace RnnGen.Kernels;

/// <summary>What one step of one sequence reads: less than <see cref="CellInputs{T}"/>, because a step is so short that making it counts.</summary>
/// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
/// <param name="first">The input, (1, I).</param>
/// <param name="narrow">Weights of 16 bits that the products read instead of the parameters; empty for none.</param>
/// <param name="stepsBehind">The steps that the sequence has behind it, one number.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly ref struct StepInputs<T>(Panel<T> first, NarrowWeights<T> narrow, ReadOnlySpan<int> stepsBehind)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>The input, (1, I).</summary>
    public readonly Panel<T> First = first;

    /// <summary>Weights of 16 bits that the products read instead of the parameters; empty for none.</summary>
    public readonly NarrowWeights<T> Narrow = narrow;

    /// <summary>The steps that the sequence has behind it, one number.</summary>
    public readonly ReadOnlySpan<int> StepsBehind = stepsBehind;

    /// <summary>A single step never trains: no masks.</summary>
    public DropoutKey Dropout => default;
}
