using System;
using RnnGen.Kernels;

namespace RnnGen;

/// <summary>Walks the contiguous stretches of the flat buffer that hold one parameter, without allocating.</summary>
/// <param name="layout">Where the parameter lies.</param>
internal ref struct ElementRuns(ElementLayout layout)
{
    private ElementLayout block = layout.Grid?.Block(0).Shift(layout.Offset) ?? layout;
    private int index;
    private int row;
    private int column = -1;

    /// <summary>Place of the first element of the stretch.</summary>
    public int Start { get; private set; }

    /// <summary>Elements of the stretch; consecutive columns of a table, else consecutive rows.</summary>
    public int Length { get; private set; }

    /// <summary>Moves to the next stretch.</summary>
    public bool MoveNext()
    {
        while (!MoveInBlock())
        {
            if (layout.Grid is null || ++index == layout.Grid.BlockCount)
            {
                return false;
            }

            block = layout.Grid.Block(index).Shift(layout.Offset);
            row = 0;
            column = -1;
        }

        return true;
    }

    private bool MoveInBlock()
    {
        if (block.ColumnStride == 1)
        {
            column = 0;
            if (row == block.Rows)
            {
                return false;
            }

            Start = block[row++, 0];
            Length = block.Columns;
            return true;
        }

        column++;
        if (column == block.Columns)
        {
            column = 0;
            row += 16;
        }

        if (row >= block.Rows || block.Columns == 0)
        {
            return false;
        }

        Start = block[row, column];
        Length = Math.Min(16, block.Rows - row);
        return true;
    }
}
