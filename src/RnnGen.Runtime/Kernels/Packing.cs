using System;
using System.ComponentModel;
using System.Linq;

namespace RnnGen.Kernels;

/// <summary>
/// Lays the real steps of a padded batch (B,T) out as consecutive rows, so that no kernel ever sees padding. Sequences are ranked by
/// length, longest first; step t occupies the rows <see cref="FirstRow"/>(t) .. + <see cref="RowsAt"/>(t), one for each sequence that is
/// still running. With rank order fixed, the rows that continue at step t+1 are the first rows of step t. Where the real steps of a
/// sequence lie in the padded batch does not matter: they are taken in order, and <see cref="Source"/> tells their places.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed partial class Packing
{
    private readonly int[] lengths;
    private readonly int[] order;
    private readonly int[] firstRow;
    private readonly ReadOnlyMemory<int> source;
    private readonly RowRun[] previousRuns;

    /// <summary>Packs a batch padded on the right.</summary>
    /// <param name="lengths">Real steps of each sequence, each 0 to <paramref name="steps"/>.</param>
    /// <param name="steps">Steps of the padded batch, T.</param>
    /// <exception cref="ArgumentException">There is no sequence, or a length lies outside 0..T.</exception>
    public Packing(ReadOnlySpan<int> lengths, int steps)
        : this(lengths, steps, Checked(lengths, steps), RightPadded)
    {
    }

    // Which real step comes first is all that tells masks apart.
    private Packing(ReadOnlySpan<int> lengths, int steps, int[] order, Func<int, int, int> placeOf)
    {
        this.lengths = lengths.ToArray();
        this.order = order;
        Steps = steps;
        LongestStep = lengths[order[0]];
        firstRow = RunningRows(lengths, order, LongestStep);

        var places = new int[Rows];
        for (int t = 0; t < LongestStep; t++)
        {
            for (int rank = 0; rank < RowsAt(t); rank++)
            {
                places[firstRow[t] + rank] = (order[rank] * steps) + placeOf(order[rank], t);
            }
        }

        source = places;
        previousRuns = PreviousRuns();
    }

    /// <summary>Sequences in the batch, B.</summary>
    public int Batch => lengths.Length;

    /// <summary>Steps of the padded batch, T.</summary>
    public int Steps { get; }

    /// <summary>Steps of the longest sequence: the trip count of the time loop.</summary>
    public int LongestStep { get; }

    /// <summary>Real steps in the whole batch: the sum of the lengths.</summary>
    public int Rows => firstRow[LongestStep];

    /// <summary>Real steps of each sequence, (B).</summary>
    public ReadOnlySpan<int> Lengths => lengths;

    /// <summary>Sequence index of each rank, longest first, (B).</summary>
    public ReadOnlySpan<int> Order => order;

    /// <summary>For each packed row its place <c>b * T + t</c> in the padded batch, (Rows).</summary>
    public ReadOnlySpan<int> Source => source.Span;

    /// <summary>
    /// For a state sequence, which keeps the B initial states in front of its rows: which of its rows hold the state that each packed
    /// row starts from, as runs.
    /// </summary>
    public ReadOnlySpan<RowRun> PreviousRows => previousRuns;

    /// <summary>First packed row of step <paramref name="t"/>.</summary>
    /// <param name="t">Step, 0-based.</param>
    public int FirstRow(int t) => firstRow[t];

    /// <summary>Sequences still running at step <paramref name="t"/>.</summary>
    /// <param name="t">Step, 0-based.</param>
    public int RowsAt(int t) => firstRow[t + 1] - firstRow[t];

    /// <summary>In a state sequence (B initial rows, then the packed rows): first row of the states that step <paramref name="t"/> starts from.</summary>
    /// <param name="t">Step, 0-based.</param>
    public int PreviousRow(int t) => t == 0 ? 0 : Batch + firstRow[t - 1];

    /// <summary>In a state sequence: first row of the states that step <paramref name="t"/> ends with.</summary>
    /// <param name="t">Step, 0-based.</param>
    public int CurrentRow(int t) => Batch + firstRow[t];

    /// <summary>In a state sequence: the row of a sequence's final state, which is its initial row when it has no steps.</summary>
    /// <param name="rank">Rank, 0 for the longest.</param>
    public int FinalRow(int rank)
    {
        int length = lengths[order[rank]];
        return length == 0 ? rank : CurrentRow(length - 1) + rank;
    }

    /// <summary>Whether two batches have their real steps at the same places.</summary>
    /// <param name="other">The other batch.</param>
    public bool IsSameAs(Packing other) => ReferenceEquals(this, other)
        || (Steps == other.Steps && Lengths.SequenceEqual(other.Lengths) && Source.SequenceEqual(other.Source));

    private static int RightPadded(int sequence, int step) => step;

    private static int[] Checked(ReadOnlySpan<int> lengths, int steps)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(steps);
        if (lengths.IsEmpty)
        {
            throw new ArgumentException("A batch needs at least one sequence, but lengths is empty.", nameof(lengths));
        }

        for (int b = 0; b < lengths.Length; b++)
        {
            if (lengths[b] < 0 || lengths[b] > steps)
            {
                throw new ArgumentException($"lengths[{b}] is {lengths[b]}, but must lie in 0..{steps} (T).", nameof(lengths));
            }
        }

        return Ranked(lengths.ToArray());
    }

    // Stable: ties keep batch order.
    private static int[] Ranked(int[] lengths) => [.. Enumerable.Range(0, lengths.Length).OrderByDescending(b => lengths[b])];

    private static int[] RunningRows(ReadOnlySpan<int> lengths, int[] order, int longest)
    {
        var firstRow = new int[longest + 1];
        int running = order.Length;
        for (int t = 0; t < longest; t++)
        {
            while (lengths[order[running - 1]] <= t)
            {
                running--;
            }

            firstRow[t + 1] = checked(firstRow[t] + running);
        }

        return firstRow;
    }

    private RowRun[] PreviousRuns()
    {
        var runs = new System.Collections.Generic.List<RowRun>();
        for (int t = 0; t < LongestStep; t++)
        {
            var run = new RowRun(FirstRow(t), PreviousRow(t), RowsAt(t));
            if (runs.Count > 0 && runs[^1] is var last && last.Row + last.Count == run.Row && last.OtherRow + last.Count == run.OtherRow)
            {
                runs[^1] = last with { Count = last.Count + run.Count };
            }
            else
            {
                runs.Add(run);
            }
        }

        return [.. runs];
    }
}

/// <summary>Rows <paramref name="Row"/>.. of one panel that go with rows <paramref name="OtherRow"/>.. of another.</summary>
/// <param name="Row">First row in the packed panel.</param>
/// <param name="OtherRow">First row in the other panel.</param>
/// <param name="Count">Number of rows.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly record struct RowRun(int Row, int OtherRow, int Count);
