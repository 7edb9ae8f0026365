using System;
using System.ComponentModel;
using System.Numerics;

namespace RnnGen.Kernels;

/// <summary>
/// Between sequences (packed rows) and one vector for each sequence (rows in batch order): pooling over real steps, repeating, and the
/// states a scan starts from and ends with. A sequence without steps pools to 0. With <c>add</c> a result is added to its target.
/// </summary>
/// <typeparam name="T">Element type.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class OverTime<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Each sequence's first real step.</summary>
    /// <param name="steps">The batch.</param>
    /// <param name="sequence">(rows, F).</param>
    /// <param name="vectors">(B, F).</param>
    public static void First(Packing steps, Panel<T> sequence, Panel<T> vectors)
    {
        vectors.Clear();
        for (int rank = 0; rank < Running(steps); rank++)
        {
            Add(sequence, steps.FirstRow(0) + rank, vectors, steps.Order[rank], T.One);
        }
    }

    /// <summary>The way back through <see cref="First"/>.</summary>
    /// <param name="steps">The batch.</param>
    /// <param name="gradient">(B, F).</param>
    /// <param name="target">(rows, F).</param>
    /// <param name="add">Whether to add to the target.</param>
    public static void FirstBack(Packing steps, Panel<T> gradient, Panel<T> target, bool add)
    {
        ClearUnless(add, target);
        for (int rank = 0; rank < Running(steps); rank++)
        {
            Add(gradient, steps.Order[rank], target, steps.FirstRow(0) + rank, T.One);
        }
    }

    /// <summary>Each sequence's last real step.</summary>
    /// <param name="steps">The batch.</param>
    /// <param name="sequence">(rows, F).</param>
    /// <param name="vectors">(B, F).</param>
    public static void Last(Packing steps, Panel<T> sequence, Panel<T> vectors)
    {
        vectors.Clear();
        for (int rank = 0; rank < Running(steps); rank++)
        {
            Add(sequence, LastRow(steps, rank), vectors, steps.Order[rank], T.One);
        }
    }

    /// <summary>The way back through <see cref="Last"/>.</summary>
    /// <param name="steps">The batch.</param>
    /// <param name="gradient">(B, F).</param>
    /// <param name="target">(rows, F).</param>
    /// <param name="add">Whether to add to the target.</param>
    public static void LastBack(Packing steps, Panel<T> gradient, Panel<T> target, bool add)
    {
        ClearUnless(add, target);
        for (int rank = 0; rank < Running(steps); rank++)
        {
            Add(gradient, steps.Order[rank], target, LastRow(steps, rank), T.One);
        }
    }

    /// <summary>Sum over each sequence's real steps.</summary>
    /// <param name="steps">The batch.</param>
    /// <param name="sequence">(rows, F).</param>
    /// <param name="vectors">(B, F).</param>
    /// <param name="add">Whether to add to the vectors.</param>
    public static void Sum(Packing steps, Panel<T> sequence, Panel<T> vectors, bool add = false) => Pool(steps, sequence, vectors, add, mean: false);

    /// <summary>Mean over each sequence's real steps.</summary>
    /// <param name="steps">The batch.</param>
    /// <param name="sequence">(rows, F).</param>
    /// <param name="vectors">(B, F).</param>
    public static void Mean(Packing steps, Panel<T> sequence, Panel<T> vectors) => Pool(steps, sequence, vectors, add: false, mean: true);

    /// <summary>The vector of each sequence at every one of its steps; also the way back through <see cref="Sum"/>.</summary>
    /// <param name="steps">The batch.</param>
    /// <param name="vectors">(B, F).</param>
    /// <param name="sequence">(rows, F).</param>
    /// <param name="add">Whether to add to the sequence.</param>
    public static void Repeat(Packing steps, Panel<T> vectors, Panel<T> sequence, bool add = false) => Spread(steps, vectors, sequence, add, mean: false);

    /// <summary>The way back through <see cref="Mean"/>.</summary>
    /// <param name="steps">The batch.</param>
    /// <param name="gradient">(B, F).</param>
    /// <param name="target">(rows, F).</param>
    /// <param name="add">Whether to add to the target.</param>
    public static void MeanBack(Packing steps, Panel<T> gradient, Panel<T> target, bool add) => Spread(steps, gradient, target, add, mean: true);

    /// <summary>Largest value of each feature over each sequence's real steps.</summary>
    /// <param name="steps">The batch.</param>
    /// <param name="sequence">(rows, F).</param>
    /// <param name="vectors">(B, F).</param>
    public static void Max(Packing steps, Panel<T> sequence, Panel<T> vectors)
    {
        First(steps, sequence, vectors);
        for (int t = 1; t < steps.LongestStep; t++)
        {
            for (int rank = 0; rank < steps.RowsAt(t); rank++)
            {
                for (int block = 0; block < vectors.BlockCount; block++)
                {
                    Span<T> from = Row(sequence, block, steps.FirstRow(t) + rank), to = Row(vectors, block, steps.Order[rank]);
                    for (int lane = 0; lane < to.Length; lane++)
                    {
                        to[lane] = T.Max(to[lane], from[lane]);
                    }
                }
            }
        }
    }

    /// <summary>The way back through <see cref="Max"/>: the gradient goes to the largest value, in equal parts when several are.</summary>
    /// <param name="steps">The batch.</param>
    /// <param name="sequence">(rows, F).</param>
    /// <param name="vectors">(B, F), the maxima.</param>
    /// <param name="gradient">(B, F).</param>
    /// <param name="target">(rows, F).</param>
    /// <param name="add">Whether to add to the target.</param>
    public static void MaxBack(Packing steps, Panel<T> sequence, Panel<T> vectors, Panel<T> gradient, Panel<T> target, bool add)
    {
        ClearUnless(add, target);
        for (int rank = 0; rank < Running(steps); rank++)
        {
            int b = steps.Order[rank], length = steps.Lengths[b];
            for (int feature = 0; feature < vectors.Features; feature++)
            {
                T largest = vectors[b, feature];
                int count = 0;
                for (int t = 0; t < length; t++)
                {
                    count += sequence[steps.FirstRow(t) + rank, feature] == largest ? 1 : 0;
                }

                T share = gradient[b, feature] / T.CreateTruncating(Math.Max(count, 1));
                for (int t = 0; t < length; t++)
                {
                    if (sequence[steps.FirstRow(t) + rank, feature] == largest)
                    {
                        target[steps.FirstRow(t) + rank, feature] += share;
                    }
                }
            }
        }
    }

    /// <summary>Each sequence with its real steps in reverse order; also its own way back.</summary>
    /// <param name="steps">The batch.</param>
    /// <param name="sequence">(rows, F).</param>
    /// <param name="reversed">(rows, F).</param>
    /// <param name="add">Whether to add to the result.</param>
    public static void Reverse(Packing steps, Panel<T> sequence, Panel<T> reversed, bool add = false)
    {
        ClearUnless(add, reversed);
        for (int t = 0; t < steps.LongestStep; t++)
        {
            for (int rank = 0; rank < steps.RowsAt(t); rank++)
            {
                int mirrored = steps.Lengths[steps.Order[rank]] - 1 - t;
                Add(sequence, steps.FirstRow(t) + rank, reversed, steps.FirstRow(mirrored) + rank, T.One);
            }
        }
    }

    /// <summary>Vectors as rows in rank order: the initial states of a scan, or the gradient of its final states.</summary>
    /// <param name="steps">The batch.</param>
    /// <param name="vectors">(B, F) in batch order.</param>
    /// <param name="ranked">(B, F) in rank order.</param>
    /// <param name="add">Whether to add to the result.</param>
    public static void ToRanks(Packing steps, Panel<T> vectors, Panel<T> ranked, bool add = false)
    {
        ClearUnless(add, ranked);
        for (int rank = 0; rank < steps.Batch; rank++)
        {
            Add(vectors, steps.Order[rank], ranked, rank, T.One);
        }
    }

    /// <summary>Rows in rank order as vectors in batch order: the way back to the initial states of a scan.</summary>
    /// <param name="steps">The batch.</param>
    /// <param name="ranked">(B, F) in rank order.</param>
    /// <param name="vectors">(B, F) in batch order.</param>
    /// <param name="add">Whether to add to the result.</param>
    public static void FromRanks(Packing steps, Panel<T> ranked, Panel<T> vectors, bool add)
    {
        ClearUnless(add, vectors);
        for (int rank = 0; rank < steps.Batch; rank++)
        {
            Add(ranked, rank, vectors, steps.Order[rank], T.One);
        }
    }

    private static void Pool(Packing steps, Panel<T> sequence, Panel<T> vectors, bool add, bool mean)
    {
        ClearUnless(add, vectors);
        for (int t = 0; t < steps.LongestStep; t++)
        {
            for (int rank = 0; rank < steps.RowsAt(t); rank++)
            {
                Add(sequence, steps.FirstRow(t) + rank, vectors, steps.Order[rank], mean ? Share(steps, rank) : T.One);
            }
        }
    }

    private static void Spread(Packing steps, Panel<T> vectors, Panel<T> sequence, bool add, bool mean)
    {
        ClearUnless(add, sequence);
        for (int t = 0; t < steps.LongestStep; t++)
        {
            for (int rank = 0; rank < steps.RowsAt(t); rank++)
            {
                Add(vectors, steps.Order[rank], sequence, steps.FirstRow(t) + rank, mean ? Share(steps, rank) : T.One);
            }
        }
    }

    private static T Share(Packing steps, int rank) => T.One / T.CreateTruncating(steps.Lengths[steps.Order[rank]]);

    private static int Running(Packing steps) => steps.LongestStep == 0 ? 0 : steps.RowsAt(0);

    private static int LastRow(Packing steps, int rank) => steps.FirstRow(steps.Lengths[steps.Order[rank]] - 1) + rank;

    private static void ClearUnless(bool add, Panel<T> target)
    {
        if (!add)
        {
            target.Clear();
        }
    }

    private static Span<T> Row(Panel<T> panel, int block, int row) => panel.BlockSpan(block).Slice(row * panel.RowStride, Panel<T>.Lanes);

    private static void Add(Panel<T> source, int row, Panel<T> target, int targetRow, T factor)
    {
        for (int block = 0; block < target.BlockCount; block++)
        {
            Span<T> from = Row(source, block, row), to = Row(target, block, targetRow);
            for (int lane = 0; lane < to.Length; lane++)
            {
                to[lane] += factor * from[lane];
            }
        }
    }
}
