using System;
using System.Numerics;
using RnnGen.Kernels;

namespace RnnGen;

/// <summary>A memory for streaming inference: what the equations make of it alone is computed at the first step and then reused.</summary>
/// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
public sealed class PreparedMemory<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly RecurrentCell<T> cell;
    private readonly Sequence memory;
    private readonly CellPass<T> pass;

    internal PreparedMemory(RecurrentCell<T> cell, Sequence memory)
    {
        this.cell = cell;
        // A copy: the sequence may be a view of a pass that runs again.
        this.memory = Sequence.From(memory.ToTensor(), [.. memory.Lengths]);
        pass = cell.CreatePass();
    }

    /// <summary>Sequences, B.</summary>
    public int Batch => memory.Batch;

    /// <summary>The weights or other scores that the last step has given, (B,S), 0 at padding.</summary>
    /// <param name="name">Name as in the tuple that the step returns.</param>
    /// <exception cref="System.Collections.Generic.KeyNotFoundException">The step returns no scores of that name.</exception>
    /// <exception cref="InvalidOperationException">There was no step yet.</exception>
    public Tensor ScoresOf(string name) => pass.ScoresOf(name).Reshape(memory.Batch, memory.Steps);

    /// <summary>The shape.</summary>
    public override string ToString() => $"PreparedMemory[{memory.Batch},{memory.Steps},{memory.Features}]";

    internal RecurrentState Step(RecurrentCell<T> asking, RecurrentState state, CellArguments arguments) => ReferenceEquals(asking, cell)
        ? pass.Run(arguments, state, memory: memory, keepsMemory: true).StateWithOutput()
        : throw new ArgumentException("The memory was prepared by another cell.", nameof(asking));
}
