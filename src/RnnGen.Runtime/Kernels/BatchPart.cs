using System;
using System.ComponentModel;

namespace RnnGen.Kernels;

/// <summary>Some sequences of a packed batch, neighbours by rank: which rows are theirs at each step. Rows count over the whole batch.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly ref struct BatchPart
{
    /// <summary>Takes sequences of a batch.</summary>
    /// <param name="whole">The batch.</param>
    /// <param name="first">Rank of the first sequence.</param>
    /// <param name="count">Number of sequences.</param>
    public BatchPart(Packing whole, int first, int count)
    {
        Whole = whole;
        First = first;
        Count = count;
        LongestStep = count == 0 ? 0 : whole.Lengths[whole.Order[first]];
    }

    /// <summary>The batch.</summary>
    public Packing Whole { get; }

    /// <summary>Sequences of the whole batch, B.</summary>
    public int Batch => Whole.Batch;

    /// <summary>Real steps of the whole batch.</summary>
    public int Rows => Whole.Rows;

    /// <summary>Rank of the first sequence.</summary>
    public int First { get; }

    /// <summary>Number of sequences.</summary>
    public int Count { get; }

    /// <summary>Steps of the longest of them: the trip count of the time loop.</summary>
    public int LongestStep { get; }

    /// <summary>A whole batch as its only part.</summary>
    /// <param name="whole">The batch.</param>
    public static implicit operator BatchPart(Packing whole) => new(whole, 0, whole.Batch);

    /// <summary>How many of them are still running at step <paramref name="t"/>.</summary>
    /// <param name="t">Step, 0-based.</param>
    public int RowsAt(int t) => Math.Clamp(Whole.RowsAt(t) - First, 0, Count);

    /// <summary>First packed row of step <paramref name="t"/>.</summary>
    /// <param name="t">Step, 0-based.</param>
    public int FirstRow(int t) => Whole.FirstRow(t) + First;

    /// <summary>In a state sequence: first row of the states that step <paramref name="t"/> starts from.</summary>
    /// <param name="t">Step, 0-based.</param>
    public int PreviousRow(int t) => Whole.PreviousRow(t) + First;

    /// <summary>In a state sequence: first row of the states that step <paramref name="t"/> ends with.</summary>
    /// <param name="t">Step, 0-based.</param>
    public int CurrentRow(int t) => Whole.CurrentRow(t) + First;
}
