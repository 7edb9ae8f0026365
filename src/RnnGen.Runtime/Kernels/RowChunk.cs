using System;

namespace RnnGen.Kernels;

/// <summary>
/// Chunks of paired rows, from the last row of the last run to the first of the first. A chunk takes so many rows, of one run or of several; its
/// pieces are listed last rows first.
/// </summary>
internal ref struct RowChunk
{
    private readonly ReadOnlySpan<RowRun> runs;
    private int firstRun, firstEnd, nextRun, nextEnd;

    /// <summary>Before the first chunk.</summary>
    public RowChunk(ReadOnlySpan<RowRun> runs)
    {
        this.runs = runs;
        nextRun = runs.Length;
        Count = 0;
    }

    /// <summary>Rows of this chunk.</summary>
    public int Count { get; private set; }

    /// <summary>Takes the next rows, at most <paramref name="most"/>; false when none is left.</summary>
    public bool MoveNext(int most)
    {
        (firstRun, firstEnd, Count) = (nextRun, nextEnd, 0);
        Pieces pieces = new(runs, firstRun, firstEnd, most);
        while (pieces.MoveNext())
        {
            Count += pieces.Current.Count;
        }

        (nextRun, nextEnd) = pieces.Place;
        return Count > 0;
    }

    /// <summary>The pieces of this chunk.</summary>
    public readonly Pieces GetEnumerator() => new(runs, firstRun, firstEnd, Count);

    /// <summary>Rows that follow each other in both panels.</summary>
    public ref struct Pieces(ReadOnlySpan<RowRun> runs, int run, int end, int rows)
    {
        private readonly ReadOnlySpan<RowRun> runs = runs;
        private int run = run, end = end, left = rows;

        /// <summary>A stretch of rows.</summary>
        public RowRun Current { get; private set; }

        /// <summary>The run of the last rows taken, and how many of its first rows are left.</summary>
        public readonly (int Run, int End) Place => (run, end);

        /// <summary>Moves towards the first row.</summary>
        public bool MoveNext()
        {
            while (end == 0 && run > 0)
            {
                end = runs[--run].Count;
            }

            int count = Math.Min(left, end);
            if (count == 0)
            {
                return false;
            }

            end -= count;
            left -= count;
            Current = new(runs[run].Row + end, runs[run].OtherRow + end, count);
            return true;
        }
    }
}
