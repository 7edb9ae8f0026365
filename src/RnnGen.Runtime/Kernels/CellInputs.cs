using System;
using System.ComponentModel;
using System.Numerics;

namespace RnnGen.Kernels;

/// <summary>What a cell or a stack of cells reads at every step of a batch, or the gradients of it.</summary>
/// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
/// <param name="first">The first input, (rows, I).</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly ref struct CellInputs<T>(Panel<T> first)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>The most inputs a cell can read besides tokens.</summary>
    public const int MaxCount = 4;

    /// <summary>The first input, (rows, I).</summary>
    public Panel<T> First { get; init; } = first;

    /// <summary>The second input; empty when there is none.</summary>
    public Panel<T> Second { get; init; }

    /// <summary>The third input; empty when there is none.</summary>
    public Panel<T> Third { get; init; }

    /// <summary>The fourth input; empty when there is none.</summary>
    public Panel<T> Fourth { get; init; }

    /// <summary>Token ids, (B,T) row-major, read through <see cref="Packing.Source"/>; empty when the cell reads none.</summary>
    public ReadOnlySpan<int> Tokens { get; init; }

    /// <summary>What the steps attend over, (positions, K) in the order of <see cref="MemoryRows"/>; empty when they attend over nothing.</summary>
    public Panel<T> Memory { get; init; }

    /// <summary>Which positions belong to which sequence; null when the steps attend over nothing.</summary>
    public MemoryPacking? MemoryRows { get; init; }

    /// <summary>Whether <see cref="MemoryWorkspace"/> already holds what the equations make of this memory alone.</summary>
    public bool MemoryIsPrepared { get; init; }

    /// <summary>Memory of the pass for what it keeps of the positions.</summary>
    public Span<T> MemoryWorkspace { get; init; }

    /// <summary>Where the memory comes from, for a run in windows of steps.</summary>
    internal AttendedMemory<T>? Attended { get; init; }

    /// <summary>
    /// Steps that each sequence, in batch order, has behind it when the pass begins: its step index starts there. Empty: none has any.
    /// </summary>
    public ReadOnlySpan<int> StepsBehind { get; init; }

    /// <summary>Whether the pass trains, and the key of its random masks.</summary>
    public DropoutKey Dropout { get; init; }
}
