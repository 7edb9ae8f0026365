using System.Threading;

namespace RnnGen.Kernels;

/// <content>Which sequence and step a packed row is.</content>
public sealed partial class Packing
{
    private int[]? sequences;
    private int[]? stepsOfRows;

    /// <summary>The sequence of a packed row.</summary>
    internal int SequenceOfRow(int row) => (Volatile.Read(ref sequences) ?? RowsKnown())[row];

    /// <summary>The step of a packed row, counted over the real steps of its sequence from the first of this packing.</summary>
    internal int StepOfRow(int row)
    {
        _ = Volatile.Read(ref sequences) ?? RowsKnown();
        return stepsOfRows![row];
    }

    private int[] RowsKnown()
    {
        var ofRows = new int[Rows];
        var found = new int[Rows];
        for (int t = 0; t < LongestStep; t++)
        {
            for (int rank = 0; rank < RowsAt(t); rank++)
            {
                found[firstRow[t] + rank] = order[rank];
                ofRows[firstRow[t] + rank] = t;
            }
        }

        // Threads may meet here: they find the same, and whoever sees the one array sees the other.
        stepsOfRows = ofRows;
        Volatile.Write(ref sequences, found);
        return found;
    }
}
