using System;
using System.ComponentModel;
using System.Runtime.Intrinsics.X86;

namespace RnnGen.Kernels;

/// <summary>
/// Where element (row, column) of a parameter lies in the flat buffer of its model. Weights are stored in the order the kernels read
/// them, several gates together; row-major order exists only at the public border and in files.
/// </summary>
/// <param name="Rows">Rows, or elements of a vector.</param>
/// <param name="Columns">Columns; 1 for a vector.</param>
/// <param name="Offset">Place of element (0, 0).</param>
/// <param name="BlockStride">Distance from row r to row r + 16.</param>
/// <param name="RowStride">Distance from row r to row r + 1 inside a block of 16.</param>
/// <param name="ColumnStride">Distance from column c to column c + 1.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly record struct ElementLayout(int Rows, int Columns, int Offset, int BlockStride, int RowStride, int ColumnStride)
{
    /// <summary>The blocks of a parameter that lies in several pieces, counted from <see cref="Offset"/>; null for one that lies in one.</summary>
    public ElementGrid? Grid { get; init; }

    /// <summary>
    /// Whether the gates of a weight group lie side by side in each column. Tiles of AVX-512 multiply all gates at once, those of other paths one after
    /// the other; either way a tile reads one piece of memory. No product and no mask depends on it, and files hold neither order.
    /// </summary>
    internal static bool SideBySide => Avx512F.IsSupported;

    /// <summary>Number of elements.</summary>
    public int Count => Rows * Columns;

    /// <summary>A vector: 16 lanes to a block, contiguous, the last block padded with zeros.</summary>
    /// <param name="size">Elements.</param>
    /// <param name="offset">Place of element 0.</param>
    public static ElementLayout Vector(int size, int offset) => new(size, 1, offset, 16, 1, 0);

    /// <summary>One gate of a weight group <c>[rows/16][columns][slots][16]</c> or <c>[rows/16][slots][columns][16]</c>, see <see cref="SideBySide"/>.</summary>
    /// <param name="rows">Rows.</param>
    /// <param name="columns">Columns.</param>
    /// <param name="offset">Place of the group.</param>
    /// <param name="slots">Gates in the group.</param>
    /// <param name="slot">This gate.</param>
    public static ElementLayout Gate(int rows, int columns, int offset, int slots, int slot) =>
        new(rows, columns, offset + (slot * SlotStrideOf(columns)), columns * slots * 16, 1, ColumnStrideOf(slots));

    /// <summary>A table read by whole rows, each padded to a multiple of 16.</summary>
    /// <param name="rows">Rows.</param>
    /// <param name="columns">Columns.</param>
    /// <param name="offset">Place of row 0.</param>
    public static ElementLayout Table(int rows, int columns, int offset)
    {
        int stride = (columns + 15) / 16 * 16;
        return new(rows, columns, offset, 16 * stride, stride, 1);
    }

    /// <summary>A parameter of several blocks, each with a layout of its own.</summary>
    /// <param name="rowStarts">First row of each row of blocks, from 0 up.</param>
    /// <param name="columnStarts">First column of each column of blocks, from 0 up.</param>
    /// <param name="blocks">The blocks, row by row.</param>
    /// <exception cref="ArgumentException">The number of blocks is another.</exception>
    public static ElementLayout Blocks(int[] rowStarts, int[] columnStarts, params ElementLayout[] blocks)
    {
        var grid = new ElementGrid(rowStarts, columnStarts, blocks);
        return new(grid.Rows, grid.Columns, 0, 0, 0, 0) { Grid = grid };
    }

    /// <summary>Elements of the flat buffer that a weight group takes.</summary>
    /// <param name="rows">Rows of each gate.</param>
    /// <param name="columns">Columns.</param>
    /// <param name="slots">Gates.</param>
    public static int GroupLength(int rows, int columns, int slots) => checked((rows + 15) / 16 * columns * slots * 16);

    /// <summary>Distance from a column of a weight group to the next.</summary>
    internal static int ColumnStrideOf(int slots) => SideBySide ? slots * 16 : 16;

    /// <summary>Distance from a gate of a weight group to the next.</summary>
    internal static int SlotStrideOf(int columns) => SideBySide ? 16 : columns * 16;

    /// <summary>Place of element (<paramref name="row"/>, <paramref name="column"/>).</summary>
    /// <param name="row">Row.</param>
    /// <param name="column">Column.</param>
    public int this[int row, int column] =>
        Grid is null ? Offset + ((row >> 4) * BlockStride) + ((row & 15) * RowStride) + (column * ColumnStride) : Offset + Grid.Place(row, column);

    /// <summary>The same layout further on in a larger buffer.</summary>
    /// <param name="distance">Elements to move by.</param>
    public ElementLayout Shift(int distance) => this with { Offset = Offset + distance };
}
