using System;
using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace RnnGen.Kernels;

/// <summary>
/// Weights of one or more gates that multiply the same vector, side by side: <c>[features/16][depth][slots][16]</c>. A product then feeds
/// all gates of a panel at once.
/// </summary>
/// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly ref struct Weights<T>
    where T : unmanaged
{
    private readonly Panel<T> panel;

    /// <summary>Lays weights over memory.</summary>
    /// <param name="data">At least <c>ElementLayout.GroupLength(features, depth, slots)</c> elements.</param>
    /// <param name="features">Rows of each gate's matrix.</param>
    /// <param name="depth">Columns: the size of the vector they multiply.</param>
    /// <param name="slots">Gates.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Weights(Span<T> data, int features, int depth, int slots)
        : this(Panel<T>.Dense(data, features, slots, depth))
    {
    }

    /// <summary>Sees a panel as weights: its rows are the columns of the matrices.</summary>
    /// <param name="panel">(depth, features) per slot.</param>
    public Weights(Panel<T> panel) => this.panel = panel;

    /// <summary>Size of the vector they multiply.</summary>
    public int Depth => panel.RowCount;

    /// <summary>The same memory seen as a panel whose rows are the columns of the matrices.</summary>
    internal Panel<T> Panel => panel;

    /// <summary>Gates.</summary>
    internal int SlotCount => panel.SlotCount;

    /// <summary>Blocks of 16 rows of each matrix.</summary>
    internal int BlockCount => panel.BlockCount;

    /// <summary>Elements from one column to the next.</summary>
    internal int RowStride => panel.RowStride;

    /// <summary>Elements from one block to the next.</summary>
    internal int BlockStride => panel.BlockStride;

    /// <summary>The first column in a block.</summary>
    internal ref T Block(int block) => ref panel.Block(block);

    /// <summary>The gates <paramref name="first"/> to <paramref name="first"/> + <paramref name="count"/> - 1.</summary>
    /// <param name="first">First gate.</param>
    /// <param name="count">Number of gates.</param>
    public Weights<T> Slots(int first, int count) => new(panel.Slots(first, count));

    /// <summary>Writes the transposed weights for the backward products and returns them: <c>[depth/16][features * slots][16]</c>.</summary>
    /// <param name="workspace">Memory; on return what is left of it.</param>
    public Weights<T> Transpose(scoped ref Span<T> workspace)
    {
        int width = panel.SlotCount * Panel<T>.Lanes;
        Panel<T> transposed = Panel<T>.Take(ref workspace, Depth, 1, panel.BlockCount * width);
        int whole = Depth / Panel<T>.Lanes * Panel<T>.Lanes;
        for (int block = 0; block < panel.BlockCount; block++)
        {
            for (int k = 0; k < whole; k += Panel<T>.Lanes)
            {
                ref T source = ref Unsafe.Add(ref panel.Block(block), k * (nint)panel.RowStride);
                ref T target = ref Unsafe.Add(ref transposed.Block(k / Panel<T>.Lanes), block * (nint)width * Panel<T>.Lanes);
                for (int column = 0; column < width; column += Panel<T>.Lanes)
                {
                    Transposition.Square(ref Unsafe.Add(ref source, column), panel.RowStride, ref Unsafe.Add(ref target, column * Panel<T>.Lanes));
                }
            }

            TransposeRest(transposed, block, whole, width);
        }

        return new(transposed);
    }

    // The last columns, when 16 does not divide their number; zeros behind them.
    private void TransposeRest(Panel<T> transposed, int block, int whole, int width)
    {
        if (whole == Depth)
        {
            return;
        }

        Span<T> source = panel.BlockSpan(block), target = transposed.BlockSpan(whole / Panel<T>.Lanes).Slice(block * width * Panel<T>.Lanes, width * Panel<T>.Lanes);
        target.Clear();
        for (int k = whole; k < Depth; k++)
        {
            for (int column = 0; column < width; column++)
            {
                target[(column * Panel<T>.Lanes) + k - whole] = source[(k * panel.RowStride) + column];
            }
        }
    }

    /// <summary>Elements that <see cref="Transpose"/> takes.</summary>
    /// <param name="features">Rows of each gate's matrix.</param>
    /// <param name="depth">Columns.</param>
    /// <param name="slots">Gates.</param>
    public static int TransposedLength(int features, int depth, int slots) =>
        Panel<T>.Length(depth, 1, (features + Panel<T>.Lanes - 1) / Panel<T>.Lanes * slots * Panel<T>.Lanes);
}
