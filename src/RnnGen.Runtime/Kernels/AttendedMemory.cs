using System;
using System.ComponentModel;
using System.Numerics;

namespace RnnGen.Kernels;

/// <summary>
/// The memory of one run of a cell that attends: the positions in the order the steps need them, their gradient, and what the cell
/// keeps of them. It grows to the largest batch and is then reused.
/// </summary>
/// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
/// <param name="cell">The cell that attends.</param>
/// <param name="checkpoint">Steps of a window of the run, as in <see cref="Checkpointing"/>.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed partial class AttendedMemory<T>(RecurrentCell<T> cell, int checkpoint = Checkpointing.Never)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly Workspace<T> workspace = new();
    private Sequence? filled;
    private int stamp;

    /// <summary>How the positions lie.</summary>
    public MemoryPacking Rows { get; } = new();

    /// <summary>Whether the part of the equations that is the same at every step has been computed for this memory.</summary>
    internal bool IsPrepared { get; set; }

    private Panel<T> Values => Part(0);

    private Panel<T> Gradient => Part(1);

    private Panel<T> InSourceOrder => Part(2);

    private int PartLength => Panel<T>.Length(cell.MemorySize, 1, Rows.Rows);

    // Three parts, scores of all steps, what the cell keeps.
    private Span<T> All => workspace.Of(checked((3 * PartLength) + ScoresLength + KeptLength));

    private Span<T> Kept => All[((3 * PartLength) + ScoresLength)..];

    /// <summary>Takes in the memories of a batch.</summary>
    /// <param name="steps">The steps that read them.</param>
    /// <param name="memory">(B,S,K).</param>
    /// <exception cref="ShapeMismatchException">Another number of sequences, or of features than K.</exception>
    public void Fill(Packing steps, Sequence memory)
    {
        ArgumentNullException.ThrowIfNull(memory);
        if (memory.Features != cell.MemorySize)
        {
            throw new ShapeMismatchException(cell.MemoryName!, $"(B, S, K={cell.MemorySize})", $"(B={memory.Batch}, S={memory.Steps}, {memory.Features})");
        }

        Rows.Fill(steps, memory.Packing);
        Cut(steps);
        if (IsPrepared && ReferenceEquals(memory, filled) && memory.Stamp == stamp)
        {
            return;
        }

        IsPrepared = false;
        (filled, stamp) = (memory, memory.Stamp);
        memory.PackInto(InSourceOrder);
        PanelBorder.Gather(InSourceOrder, Rows.SourceRows, Values);
    }

    /// <summary>Takes in the memories of a batch that lie in a panel.</summary>
    /// <param name="steps">The steps that read them.</param>
    /// <param name="source">The memories' own packing.</param>
    /// <param name="values">(rows, K) in the order of <paramref name="source"/>.</param>
    public void Fill(Packing steps, Packing source, Panel<T> values)
    {
        Rows.Fill(steps, source);
        Cut(steps);
        IsPrepared = false;
        filled = null;
        PanelBorder.Gather(values, Rows.SourceRows, Values);
    }

    /// <summary>What a cell reads, with this memory.</summary>
    /// <param name="inputs">What it reads at every step.</param>
    public CellInputs<T> On(CellInputs<T> inputs) =>
        inputs with { Memory = Values, MemoryRows = Rows, MemoryWorkspace = Kept, MemoryIsPrepared = IsPrepared, Attended = this };

    /// <summary>Where the gradients of what a cell reads go, with that of this memory.</summary>
    /// <param name="gradients">Gradients of what it reads at every step.</param>
    public CellInputs<T> GradientOn(CellInputs<T> gradients)
    {
        Gradient.Clear();
        return gradients with { Memory = Gradient };
    }

    /// <summary>dL/d memory in the order of the memories' own packing, after the backward pass.</summary>
    /// <returns>(rows, K). A view: the next use of this memory overwrites it.</returns>
    public Panel<T> GradientInSourceOrder()
    {
        PanelBorder.Scatter(Gradient, Rows.SourceRows, InSourceOrder);
        return InSourceOrder;
    }

    /// <summary>One number for each step and position that the cell gives, or its gradient.</summary>
    internal Panel<T> Scores(int output, bool gradient) =>
        windows is null ? cell.ScoresAt(Kept, Rows.Rows, Rows.Pairs, output, gradient) : ScoresOfAllSteps(output, gradient);

    private Panel<T> Part(int index) => new(All[(index * PartLength)..], cell.MemorySize, 1, Rows.Rows);
}
