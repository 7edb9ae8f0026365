using System;
using System.ComponentModel;

namespace RnnGen.Kernels;

/// <summary>The blocks of a parameter that is one matrix for its user but several for the kernels, in rows and columns.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class ElementGrid
{
    private readonly int[] rowStarts;
    private readonly int[] columnStarts;
    private readonly ElementLayout[] blocks;

    internal ElementGrid(int[] rowStarts, int[] columnStarts, ElementLayout[] blocks)
    {
        this.rowStarts = rowStarts;
        this.columnStarts = columnStarts;
        this.blocks = blocks;
        if (rowStarts.Length * columnStarts.Length != blocks.Length)
        {
            throw new ArgumentException($"{rowStarts.Length} x {columnStarts.Length} blocks expected, {blocks.Length} given.", nameof(blocks));
        }

        Rows = rowStarts[^1] + blocks[^1].Rows;
        Columns = columnStarts[^1] + blocks[^1].Columns;
    }

    /// <summary>Number of blocks.</summary>
    public int BlockCount => blocks.Length;

    internal int Rows { get; }

    internal int Columns { get; }

    /// <summary>A block, row by row.</summary>
    /// <param name="index">0 to <see cref="BlockCount"/> - 1.</param>
    public ElementLayout Block(int index) => blocks[index];

    internal int Place(int row, int column)
    {
        int r = IndexOf(rowStarts, row), c = IndexOf(columnStarts, column);
        return blocks[(r * columnStarts.Length) + c][row - rowStarts[r], column - columnStarts[c]];
    }

    private static int IndexOf(int[] starts, int position)
    {
        int index = starts.Length - 1;
        while (starts[index] > position)
        {
            index--;
        }

        return index;
    }
}
