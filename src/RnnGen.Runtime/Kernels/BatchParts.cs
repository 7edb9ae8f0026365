using System;
using System.ComponentModel;

namespace RnnGen.Kernels;

/// <summary>The time loop of a cell, for some sequences of a batch.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public interface ITimeLoop
{
    /// <summary>Runs all steps of some sequences.</summary>
    /// <param name="steps">Which.</param>
    void Run(BatchPart steps);
}

/// <summary>
/// Shares a time loop between threads: each takes some sequences and runs all their steps alone, so that no thread waits for another at a
/// step. Sequences do not depend on each other, and the sums of each row run in one order whatever rows stand beside it.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class BatchParts
{
    // With fewer rows a tile is no longer tall enough for its columns.
    private const int LeastSequences = 4;

    [ThreadStatic]
    private static bool isCut;

    /// <summary>
    /// Inside the loop of a batch that could be cut, whether or not it was: a step may then have fewer rows here than on one thread, and a
    /// product may not choose its order of summation by their number.
    /// </summary>
    internal static bool IsCut => isCut;

    /// <summary>Runs a time loop over a batch.</summary>
    /// <typeparam name="TLoop">The loop.</typeparam>
    /// <param name="steps">The batch.</param>
    /// <param name="costOfRow">Multiplications and additions for each row.</param>
    /// <param name="together">Whether all sequences must be at the same step, for an observer.</param>
    /// <param name="loop">The loop.</param>
    public static void Run<TLoop>(Packing steps, int costOfRow, bool together, TLoop loop)
        where TLoop : struct, ITimeLoop, allows ref struct
    {
        long cost = (long)steps.Rows * costOfRow;
        int most = steps.Batch / LeastSequences;
        if (most < 2)
        {
            loop.Run(new BatchPart(steps, 0, steps.Batch));
            return;
        }

        int parts = together ? 1 : Workers.ThreadsFor(most, cost);
        var work = new Parts<TLoop>(steps, parts, loop);
        Workers.Run(parts, cost, ref work);
    }

    private ref struct Parts<TLoop>(Packing steps, int parts, TLoop loop) : IWork
        where TLoop : struct, ITimeLoop, allows ref struct
    {
        private readonly Packing steps = steps;
        private readonly int parts = parts;
        private TLoop loop = loop;

        public void Run(int part)
        {
            int first = Border(part), last = Border(part + 1);
            bool before = isCut;
            isCut = true;
            try
            {
                loop.Run(new BatchPart(steps, first, last - first));
            }
            finally
            {
                isCut = before;
            }
        }

        // The rank where a part begins: each has about as many real steps.
        private readonly int Border(int part)
        {
            if (part == parts)
            {
                return steps.Batch;
            }

            long before = (long)steps.Rows * part / parts, rows = 0;
            int rank = 0;
            while (rank < steps.Batch && rows < before)
            {
                rows += steps.Lengths[steps.Order[rank++]];
            }

            return rank;
        }
    }
}
