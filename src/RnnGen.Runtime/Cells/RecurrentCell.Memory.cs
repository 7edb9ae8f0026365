using System;
using System.Collections.Generic;
using System.ComponentModel;

namespace RnnGen.Kernels;

/// <content>Cells whose step attends over a memory.</content>
public abstract partial class RecurrentCell<T>
{
    /// <summary>Features of each position of the memory that the step attends over, K; 0 when it attends over nothing.</summary>
    public virtual int MemorySize => 0;

    /// <summary>Names of the outputs that are one number for each position of the memory.</summary>
    public virtual IReadOnlyList<string> ScoresNames => [];

    /// <summary>Name of the memory, or null.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected internal virtual string? MemoryName => null;

    /// <summary>Elements that a pass keeps of the positions.</summary>
    /// <param name="positions">Real positions of the batch.</param>
    /// <param name="pairs">Over all steps, the positions the step can see.</param>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected internal virtual int MemoryWorkspaceLength(int positions, int pairs) => 0;

    /// <summary>An output of one number for each step and position, (pairs, 1), or where its gradient goes.</summary>
    /// <param name="workspace">What the pass keeps of the positions.</param>
    /// <param name="positions">Real positions of the batch.</param>
    /// <param name="pairs">Over all steps, the positions the step can see.</param>
    /// <param name="output">Which output.</param>
    /// <param name="gradient">Whether the gradient is wanted.</param>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected internal virtual Panel<T> ScoresAt(Span<T> workspace, int positions, int pairs, int output, bool gradient) =>
        throw new InvalidOperationException("The cell gives no scores.");

    /// <summary>Computes once what the equations make of a memory alone, for any number of single steps over it.</summary>
    /// <param name="memory">(B,S,K).</param>
    /// <exception cref="InvalidOperationException">The step attends over nothing.</exception>
    /// <exception cref="ShapeMismatchException">The memory has other features than K.</exception>
    public PreparedMemory<T> Prepare(Sequence memory)
    {
        ArgumentNullException.ThrowIfNull(memory);
        if (MemorySize == 0)
        {
            throw new InvalidOperationException("The step of this cell attends over nothing: it takes no memory.");
        }

        if (memory.Features != MemorySize)
        {
            throw new ShapeMismatchException(nameof(memory), $"(B, S, K={MemorySize})", $"(B={memory.Batch}, S={memory.Steps}, {memory.Features})");
        }

        return new PreparedMemory<T>(this, memory);
    }

    /// <summary>Runs a batch whose steps attend over memories.</summary>
    /// <param name="arguments">One sequence for each input.</param>
    /// <param name="memory">(B,S,K).</param>
    /// <param name="initial">States before the first step; zeros when null.</param>
    /// <param name="pass">A pass of its own; the cell's own when null.</param>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected internal CellPass<T> ForwardOver(CellArguments arguments, Sequence memory, RecurrentState? initial, CellPass<T>? pass) =>
        (pass ?? (training ??= CreatePass())).Run(arguments, initial, memory, masks: NextMasks());

    /// <summary>Runs a batch whose steps attend over memories for its main output.</summary>
    /// <param name="arguments">One sequence for each input.</param>
    /// <param name="memory">(B,S,K).</param>
    /// <param name="initial">States before the first step; zeros when null.</param>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected internal Sequence ScanOver(CellArguments arguments, Sequence memory, RecurrentState? initial) =>
        CreatePass().Run(arguments, initial, memory).Output;

    /// <summary>One step of one or more sequences over a memory.</summary>
    /// <param name="state">States before the step.</param>
    /// <param name="arguments">One step of each input.</param>
    /// <param name="memory">What the step attends over.</param>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected internal RecurrentState StepOver(RecurrentState state, CellArguments arguments, PreparedMemory<T> memory)
    {
        ArgumentNullException.ThrowIfNull(memory);
        return memory.Step(this, state, arguments);
    }
}
