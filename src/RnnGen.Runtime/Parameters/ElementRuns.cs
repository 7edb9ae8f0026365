using System;
using RnnGen.Kernels;

namespace RnnGen;

/// <summary>Walks the contiguous stretches of the flat buffer that hold one parameter, without allocating.</summary>
/// <param name="layout">Where the parameter lies.</param>
internal ref struct ElementRuns(ElementLayout layout)
{
    private readonly bool byRows = layout.ColumnStride == 1;
    private int row;
    private int column = -1;

    /// <summary>Place of the first element of the stretch.</summary>
    public int Start { get; private set; }

    /// <summary>Elements of the stretch; consecutive columns of a table, else consecutive rows.</summary>
    public int Length { get; private set; }

    /// <summary>Moves to the next stretch.</summary>
    public bool MoveNext()
    {
        if (byRows)
        {
            column = 0;
            if (row == layout.Rows)
            {
                return false;
            }

            Start = layout[row++, 0];
            Length = layout.Columns;
            return true;
        }

        column++;
        if (column == layout.Columns)
        {
            column = 0;
            row += 16;
        }

        if (row >= layout.Rows || layout.Columns == 0)
        {
            return false;
        }

        Start = layout[row, column];
        Length = Math.Min(16, layout.Rows - row);
        return true;
    }
}
