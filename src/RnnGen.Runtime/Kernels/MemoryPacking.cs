using System;
using System.ComponentModel;

namespace RnnGen.Kernels;

/// <summary>
/// Lays the positions of a batch of memories (the sequences a step attends over) out by the rank order of the steps that read them:
/// sequence after sequence, longest run of steps first, each sequence's real positions side by side, its <em>segment</em>. The positions
/// that step t can see are then the first rows, whatever the memories' own lengths are. Padded positions have no row. Filling it again
/// reuses its memory.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class MemoryPacking
{
    private int[] starts = [0];
    private int[] sourceRows = [];
    private int[] rankOfSequence = [];
    private int[] firstPair = [0];
    private Packing? steps;
    private Packing? source;

    /// <summary>Sequences in the batch, B.</summary>
    public int Batch { get; private set; }

    /// <summary>Real positions in the whole batch: the sum of the memories' lengths.</summary>
    public int Rows => starts[Batch];

    /// <summary>(step, position) pairs in the whole batch: over all steps the positions the step can see.</summary>
    public int Pairs => firstPair[steps?.LongestStep ?? 0];

    /// <summary>First row of each rank's segment, and behind the last one the number of rows, (B + 1).</summary>
    public ReadOnlySpan<int> Starts => starts.AsSpan(0, Batch + 1);

    /// <summary>For each row the row of the same position in the memory sequence's own packing, (Rows).</summary>
    public ReadOnlySpan<int> SourceRows => sourceRows.AsSpan(0, Rows);

    /// <summary>The packing of the memory sequence.</summary>
    public Packing Source => source ?? throw new InvalidOperationException("The memory has not been packed.");

    /// <summary>The steps that read it.</summary>
    internal Packing Steps => steps ?? throw new InvalidOperationException("The memory has not been packed.");

    /// <summary>Positions that step <paramref name="t"/> can see: those of the sequences still running.</summary>
    /// <param name="t">Step, 0-based.</param>
    public int RowsAt(int t) => firstPair[t + 1] - firstPair[t];

    /// <summary>In a panel of all pairs: first row of step <paramref name="t"/>.</summary>
    /// <param name="t">Step, 0-based.</param>
    public int FirstPair(int t) => firstPair[t];

    /// <summary>Segments of the sequences still running: their starts, and behind the last one the number of rows.</summary>
    /// <param name="running">Sequences still running.</param>
    public ReadOnlySpan<int> Segments(int running) => starts.AsSpan(0, running + 1);

    /// <summary>Packs the memories of a batch.</summary>
    /// <param name="steps">The steps that read them.</param>
    /// <param name="source">The memories' own packing: sequence b of it is what sequence b of <paramref name="steps"/> attends over.</param>
    /// <exception cref="ShapeMismatchException">The two batches have different numbers of sequences.</exception>
    public void Fill(Packing steps, Packing source)
    {
        ArgumentNullException.ThrowIfNull(steps);
        ArgumentNullException.ThrowIfNull(source);
        if (ReferenceEquals(steps, this.steps) && ReferenceEquals(source, this.source))
        {
            return;
        }

        if (source.Batch != steps.Batch)
        {
            throw new ShapeMismatchException("memory", $"(B={steps.Batch}, S, K)", $"(B={source.Batch}, S={source.Steps}, K)");
        }

        (this.steps, this.source, Batch) = (steps, source, steps.Batch);
        Grow(ref starts, Batch + 1);
        Grow(ref rankOfSequence, Batch);
        Grow(ref sourceRows, source.Rows);
        Grow(ref firstPair, steps.LongestStep + 1);
        for (int rank = 0; rank < Batch; rank++)
        {
            rankOfSequence[source.Order[rank]] = rank;
        }

        starts[0] = 0;
        for (int rank = 0; rank < Batch; rank++)
        {
            int b = steps.Order[rank];
            int length = source.Lengths[b];
            starts[rank + 1] = starts[rank] + length;
            for (int position = 0; position < length; position++)
            {
                sourceRows[starts[rank] + position] = source.FirstRow(position) + rankOfSequence[b];
            }
        }

        firstPair[0] = 0;
        for (int t = 0; t < steps.LongestStep; t++)
        {
            firstPair[t + 1] = checked(firstPair[t] + starts[steps.RowsAt(t)]);
        }
    }

    /// <summary>The same positions read by some of the steps.</summary>
    /// <param name="whole">All steps.</param>
    /// <param name="first">The first of them.</param>
    /// <param name="part">The steps.</param>
    internal void FillWindow(MemoryPacking whole, int first, Packing part)
    {
        (starts, sourceRows, source, steps, Batch) = (whole.starts, whole.sourceRows, whole.source, part, whole.Batch);
        Grow(ref firstPair, part.LongestStep + 1);
        for (int t = 0; t <= part.LongestStep; t++)
        {
            firstPair[t] = whole.firstPair[first + t] - whole.firstPair[first];
        }
    }

    private static void Grow(ref int[] array, int length)
    {
        if (array.Length < length)
        {
            array = new int[length];
        }
    }
}
