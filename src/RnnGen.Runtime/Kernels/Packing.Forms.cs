using System;
using System.Collections.Generic;

namespace RnnGen.Kernels;

/// <summary>Other ways of filling the rows: masks, left padding, windows of steps, each sequence backwards.</summary>
public sealed partial class Packing
{
    private int[]? mirror;
    private Dictionary<int, Packing[]>? windows;

    // A window: the rank order of the batch it is cut from, and a stretch of its rows.
    private Packing(Packing whole, int first, int count)
    {
        lengths = new int[whole.Batch];
        for (int b = 0; b < lengths.Length; b++)
        {
            lengths[b] = Math.Clamp(whole.lengths[b] - first, 0, count);
        }

        order = whole.order;
        Steps = whole.Steps;
        FirstStep = whole.FirstStep + first;
        EndsBackward = whole.EndsBackward && first == 0;
        BeginsBackward = whole.BeginsBackward && first + count == whole.LongestStep;
        FirstRowOfWhole = whole.FirstRowOfWhole + whole.firstRow[first];
        LongestStep = count;
        firstRow = new int[count + 1];
        for (int t = 0; t <= count; t++)
        {
            firstRow[t] = whole.firstRow[first + t] - whole.firstRow[first];
        }

        source = whole.source.Slice(whole.firstRow[first], Rows);
        previousRuns = PreviousRuns();
    }

    /// <summary>For a window of steps its first step, counted over the real steps of the whole batch; 0 for the whole batch.</summary>
    public int FirstStep { get; }

    /// <summary>Whether the backward pass begins with these steps: true but for a window that is not the last of its batch.</summary>
    public bool BeginsBackward { get; } = true;

    /// <summary>
    /// Whether the backward pass ends with these steps: true but for a window that is not the first of its batch. What is summed over
    /// all rows is summed on from window to window, from the last row to the first, and used when the pass ends.
    /// </summary>
    public bool EndsBackward { get; } = true;

    /// <summary>For a window of steps the row of the whole batch that its first row is; 0 for the whole batch.</summary>
    public int FirstRowOfWhole { get; }

    /// <summary>
    /// For each packed row (step t of a sequence of n real steps) the row of that sequence's step n - 1 - t: the batch with every
    /// sequence read backwards. Its own inverse.
    /// </summary>
    public ReadOnlySpan<int> Mirror
    {
        get
        {
            if (mirror is null)
            {
                var rows = new int[Rows];
                for (int t = 0; t < LongestStep; t++)
                {
                    for (int rank = 0; rank < RowsAt(t); rank++)
                    {
                        rows[firstRow[t] + rank] = firstRow[lengths[order[rank]] - 1 - t] + rank;
                    }
                }

                mirror = rows;
            }

            return mirror;
        }
    }

    // Every sequence read backwards: the same rows with other places.
    private Packing(Packing forwards)
    {
        lengths = forwards.lengths;
        order = forwards.order;
        Steps = forwards.Steps;
        LongestStep = forwards.LongestStep;
        firstRow = forwards.firstRow;
        previousRuns = forwards.previousRuns;
        var places = new int[Rows];
        for (int row = 0; row < places.Length; row++)
        {
            places[row] = forwards.Source[forwards.Mirror[row]];
        }

        source = places;
    }

    /// <summary>The batch with every sequence read backwards.</summary>
    public Packing Mirrored() => new(this);

    /// <summary>Packs a batch whose real steps lie anywhere: at the front, at the end, with gaps, or nowhere.</summary>
    /// <param name="mask">(B,T), true for real steps.</param>
    /// <exception cref="ArgumentException">There is no sequence.</exception>
    public static Packing FromMask(bool[,] mask)
    {
        ArgumentNullException.ThrowIfNull(mask);
        int batch = mask.GetLength(0), steps = mask.GetLength(1);
        var lengths = new int[batch];
        var places = new int[batch, steps];
        for (int b = 0; b < batch; b++)
        {
            for (int t = 0; t < steps; t++)
            {
                if (mask[b, t])
                {
                    places[b, lengths[b]++] = t;
                }
            }
        }

        return new Packing(lengths, steps, Checked(lengths, steps), (b, t) => places[b, t]);
    }

    /// <summary>Packs a batch padded on the left: the last steps of each sequence are real.</summary>
    /// <param name="lengths">Real steps of each sequence, each 0 to <paramref name="steps"/>.</param>
    /// <param name="steps">Steps of the padded batch, T.</param>
    /// <exception cref="ArgumentException">There is no sequence, or a length lies outside 0..T.</exception>
    public static Packing LeftPadded(int[] lengths, int steps) =>
        new(lengths, steps, Checked(lengths, steps), (b, t) => steps - lengths[b] + t);

    /// <summary>The batch cut into windows, which are kept.</summary>
    /// <param name="every">Steps of a window, at least 1; the last one can have fewer.</param>
    public Packing[] Windows(int every)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(every, 1);
        windows ??= [];
        if (!windows.TryGetValue(every, out Packing[]? cut))
        {
            cut = new Packing[(LongestStep / every) + (LongestStep % every == 0 ? 0 : 1)];
            for (int i = 0; i < cut.Length; i++)
            {
                cut[i] = Window(i * every, Math.Min(every, LongestStep - (i * every)));
            }

            windows.Add(every, cut);
        }

        return cut;
    }

    /// <summary>
    /// A stretch of steps as a batch of its own: rows, places and rank order are those of this batch, and a sequence that has ended
    /// before the window has no steps in it.
    /// </summary>
    /// <param name="first">First step.</param>
    /// <param name="count">Number of steps.</param>
    /// <exception cref="ArgumentOutOfRangeException">The window does not lie within <see cref="LongestStep"/>.</exception>
    public Packing Window(int first, int count)
    {
        if ((uint)first > (uint)LongestStep || (uint)count > (uint)(LongestStep - first))
        {
            throw new ArgumentOutOfRangeException(nameof(first), first, $"A window of {count} steps from step {first} does not lie within 0..{LongestStep}.");
        }

        return new Packing(this, first, count);
    }
}
