using System;
using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace RnnGen.Kernels;

/// <summary>
/// Weights of one or more gates that multiply the same vector: <c>[features/16][depth][slots][16]</c> with AVX-512,
/// <c>[features/16][slots][depth][16]</c> without. A product feeds all gates of a panel at once, and what one tile reads lies in one piece.
/// </summary>
/// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly ref struct Weights<T>
    where T : unmanaged
{
    private const int Lanes = Panel<T>.Lanes;

    private readonly Span<T> data;
    private readonly int start;

    /// <summary>Lays weights over memory.</summary>
    /// <param name="data">At least <c>ElementLayout.GroupLength(features, depth, slots)</c> elements.</param>
    /// <param name="features">Rows of each gate's matrix.</param>
    /// <param name="depth">Columns: the size of the vector they multiply.</param>
    /// <param name="slots">Gates.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Weights(Span<T> data, int features, int depth, int slots)
        : this(data[..ElementLayout.GroupLength(features, depth, slots)], features, depth, slots, ElementLayout.ColumnStrideOf(slots), ElementLayout.SlotStrideOf(depth), slots * depth * Lanes, 0)
    {
    }

    /// <summary>Sees a panel as weights: its rows are the columns of the matrices.</summary>
    /// <param name="panel">(depth, features) per slot.</param>
    public Weights(Panel<T> panel)
        : this(panel.Data, panel.Features, panel.RowCount, panel.SlotCount, panel.RowStride, Lanes, panel.BlockStride, panel.Start)
    {
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal Weights(Span<T> data, int features, int depth, int slots, int rowStride, int slotStride, int blockStride, int start)
    {
        this.data = data;
        this.start = start;
        Features = features;
        Depth = depth;
        SlotCount = slots;
        RowStride = rowStride;
        SlotStride = slotStride;
        BlockStride = blockStride;
    }

    /// <summary>Size of the vector they multiply.</summary>
    public int Depth { get; }

    /// <summary>Rows of each gate's matrix.</summary>
    internal int Features { get; }

    /// <summary>Gates.</summary>
    internal int SlotCount { get; }

    /// <summary>Blocks of 16 rows of each matrix.</summary>
    internal int BlockCount => (Features + Lanes - 1) / Lanes;

    /// <summary>Elements from one column to the next.</summary>
    internal int RowStride { get; }

    /// <summary>Elements from one gate to the next.</summary>
    internal int SlotStride { get; }

    /// <summary>Elements from one block to the next.</summary>
    internal int BlockStride { get; }

    /// <summary>The first gate's first column in a block.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal ref T Block(int block) => ref Unsafe.Add(ref MemoryMarshal.GetReference(data), start + (block * BlockStride));

    /// <summary>Weight (feature, column) of a gate, for borders and tests.</summary>
    internal ref T this[int feature, int column, int slot = 0] =>
        ref data[start + (feature / Lanes * BlockStride) + (slot * SlotStride) + (column * RowStride) + (feature % Lanes)];

    /// <summary>The gates <paramref name="first"/> to <paramref name="first"/> + <paramref name="count"/> - 1.</summary>
    /// <param name="first">First gate.</param>
    /// <param name="count">Number of gates.</param>
    /// <exception cref="ArgumentOutOfRangeException">There are no such gates.</exception>
    public Weights<T> Slots(int first, int count)
    {
        if ((uint)first > (uint)SlotCount || (uint)count > (uint)(SlotCount - first))
        {
            throw new ArgumentOutOfRangeException(nameof(first), first, $"Gates {first} to {first + count - 1} are not among {SlotCount}.");
        }

        return new(data, Features, Depth, count, RowStride, SlotStride, BlockStride, start + (first * SlotStride));
    }

    /// <summary>Other elements in the same order.</summary>
    internal Weights<TOther> With<TOther>(Span<TOther> data, int start)
        where TOther : unmanaged => new(data, Features, Depth, SlotCount, RowStride, SlotStride, BlockStride, start);

    /// <summary>Writes the transposed weights for the backward products and returns them: <c>[depth/16][features * slots][16]</c>.</summary>
    /// <param name="workspace">Memory; on return what is left of it.</param>
    public Weights<T> Transpose(scoped ref Span<T> workspace)
    {
        Panel<T> transposed = Panel<T>.Take(ref workspace, Depth, 1, BlockCount * SlotCount * Lanes);
        int whole = Depth / Lanes * Lanes;
        for (int part = 0; part < BlockCount * SlotCount; part++)
        {
            ref T columns = ref Unsafe.Add(ref Block(part / SlotCount), part % SlotCount * (nint)SlotStride);
            for (int k = 0; k < whole; k += Lanes)
            {
                Transposition.Square(ref Unsafe.Add(ref columns, k * (nint)RowStride), RowStride, ref transposed.Block(k / Lanes, part * Lanes));
            }
        }

        TransposeRest(transposed, whole);
        return new(transposed);
    }

    /// <summary>What <see cref="Transpose"/> has written there.</summary>
    /// <param name="workspace">The same memory; on return what is left of it.</param>
    public Weights<T> Transposed(scoped ref Span<T> workspace) => new(Panel<T>.Take(ref workspace, Depth, 1, BlockCount * SlotCount * Lanes));

    // The last columns, when 16 does not divide their number; zeros behind them.
    private void TransposeRest(Panel<T> transposed, int whole)
    {
        if (whole == Depth)
        {
            return;
        }

        Span<T> target = transposed.BlockSpan(whole / Lanes);
        target.Clear();
        for (int row = 0; row < transposed.RowCount; row++)
        {
            int part = row / Lanes, feature = (part / SlotCount * Lanes) + (row % Lanes);
            for (int k = whole; k < Depth; k++)
            {
                target[(row * Lanes) + k - whole] = this[feature, k, part % SlotCount];
            }
        }
    }

    /// <summary>Elements that <see cref="Transpose"/> takes.</summary>
    /// <param name="features">Rows of each gate's matrix.</param>
    /// <param name="depth">Columns.</param>
    /// <param name="slots">Gates.</param>
    public static int TransposedLength(int features, int depth, int slots) =>
        Panel<T>.Length(depth, 1, (features + Lanes - 1) / Lanes * slots * Lanes);
}
