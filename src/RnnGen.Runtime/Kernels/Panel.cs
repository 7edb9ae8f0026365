using System;
using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace RnnGen.Kernels;

/// <summary>
/// A matrix of rows and features in the layout all kernels share: blocks of <see cref="Lanes"/> features, inside a block the rows,
/// inside a row one or more slots of 16 lanes side by side: <c>[features/16][rows][slots][16]</c>. One slot holds a plain sequence of
/// vectors; several slots hold the gates of a cell, so that one product feeds them all. Features past the last are zero.
/// </summary>
/// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly ref struct Panel<T>
    where T : unmanaged
{
    /// <summary>Features per block.</summary>
    public const int Lanes = 16;

    private readonly Span<T> data;
    private readonly int start;

    /// <summary>Lays a panel over memory.</summary>
    /// <param name="data">At least <see cref="Length"/> elements.</param>
    /// <param name="features">Features per slot.</param>
    /// <param name="slots">Slots per row.</param>
    /// <param name="rows">Rows.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Panel(Span<T> data, int features, int slots, int rows)
        : this(data[..Length(features, slots, rows)], features, slots, slots * Lanes, rows, BlockLength(slots, rows), 0)
    {
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Panel(Span<T> data, int features, int slots, int rowStride, int rows, int blockStride, int start)
    {
        this.data = data;
        Features = features;
        SlotCount = slots;
        RowStride = rowStride;
        RowCount = rows;
        BlockStride = blockStride;
        this.start = start;
    }

    /// <summary>Features per slot.</summary>
    public int Features { get; }

    /// <summary>Slots of this view.</summary>
    public int SlotCount { get; }

    /// <summary>Rows of this view.</summary>
    public int RowCount { get; }

    /// <summary>Elements from one row to the next.</summary>
    public int RowStride { get; }

    /// <summary>Elements from one block to the next.</summary>
    public int BlockStride { get; }

    /// <summary>Blocks of 16 features.</summary>
    public int BlockCount => (Features + Lanes - 1) / Lanes;

    /// <summary>The memory it lies in.</summary>
    internal Span<T> Data => data;

    /// <summary>Place of the first element in <see cref="Data"/>.</summary>
    internal int Start => start;

    /// <summary>Whether the panel covers nothing; used for an absent optional operand.</summary>
    public bool IsEmpty => data.IsEmpty;

    /// <summary>Elements a panel needs.</summary>
    /// <param name="features">Features per slot.</param>
    /// <param name="slots">Slots per row.</param>
    /// <param name="rows">Rows.</param>
    public static int Length(int features, int slots, int rows) => checked((features + Lanes - 1) / Lanes * BlockLength(slots, rows));

    // The rows of one step lie at the same place of every block. Were blocks a power of two apart, they would push each other out of the
    // caches: a large block ends with a gap, so that neighbours are an odd number of 4 kB pages and some lines apart.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int BlockLength(int slots, int rows)
    {
        const int Large = 32 * 1024, Period = 8192, Place = 4096 + 1088;
        int length = checked(rows * slots * Lanes);
        long bytes = (long)length * Unsafe.SizeOf<T>();
        long gap = bytes < Large ? 0 : (Place - (bytes % Period) + Period) % Period;
        return checked(length + (int)(gap / Unsafe.SizeOf<T>()));
    }

    /// <summary>Lays a panel over the front of <paramref name="workspace"/> and moves the front past it.</summary>
    /// <param name="workspace">Memory; on return what is left of it.</param>
    /// <param name="features">Features per slot.</param>
    /// <param name="slots">Slots per row.</param>
    /// <param name="rows">Rows.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Panel<T> Take(scoped ref Span<T> workspace, int features, int slots, int rows)
    {
        int block = BlockLength(slots, rows), length = checked((features + Lanes - 1) / Lanes * block);
        var panel = new Panel<T>(workspace[..length], features, slots, slots * Lanes, rows, block, 0);
        workspace = workspace[length..];
        return panel;
    }

    /// <summary>Rows <paramref name="first"/> to <paramref name="first"/> + <paramref name="count"/> - 1.</summary>
    /// <param name="first">First row.</param>
    /// <param name="count">Number of rows.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Panel<T> Rows(int first, int count)
    {
        if ((uint)first > (uint)RowCount || (uint)count > (uint)(RowCount - first))
        {
            ThrowRange(nameof(first));
        }

        return new Panel<T>(data, Features, SlotCount, RowStride, count, BlockStride, start + (first * RowStride));
    }

    /// <summary>Slots <paramref name="first"/> to <paramref name="first"/> + <paramref name="count"/> - 1.</summary>
    /// <param name="first">First slot.</param>
    /// <param name="count">Number of slots.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Panel<T> Slots(int first, int count)
    {
        if ((uint)first > (uint)SlotCount || (uint)count > (uint)(SlotCount - first))
        {
            ThrowRange(nameof(first));
        }

        return new Panel<T>(data, Features, count, RowStride, RowCount, BlockStride, start + (first * Lanes));
    }

    /// <summary>The first element of a block's first row: the origin of row offsets <c>row * RowStride + slot * 16</c>.</summary>
    /// <param name="block">Block, 0 to <see cref="BlockCount"/> - 1.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ref T Block(int block) => ref Unsafe.Add(ref MemoryMarshal.GetReference(data), start + (block * BlockStride));

    /// <summary>The first element of a row in a block. Nothing is checked: whoever loops over steps has checked once that all rows are there.</summary>
    /// <param name="block">Block, 0 to <see cref="BlockCount"/> - 1.</param>
    /// <param name="row">Row of this view.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ref T Block(int block, int row) => ref Unsafe.Add(ref MemoryMarshal.GetReference(data), start + (block * BlockStride) + (row * (nint)RowStride));

    /// <summary>A block from its first row's first slot on, <c>(RowCount - 1) * RowStride + SlotCount * 16</c> elements.</summary>
    /// <param name="block">Block, 0 to <see cref="BlockCount"/> - 1.</param>
    public Span<T> BlockSpan(int block) =>
        RowCount == 0 ? [] : data.Slice(start + (block * BlockStride), ((RowCount - 1) * RowStride) + (SlotCount * Lanes));

    /// <summary>One element, for borders and tests.</summary>
    /// <param name="row">Row of this view.</param>
    /// <param name="feature">Feature.</param>
    /// <param name="slot">Slot of this view.</param>
    public ref T this[int row, int feature, int slot = 0] =>
        ref data[start + (feature / Lanes * BlockStride) + (row * RowStride) + (slot * Lanes) + (feature % Lanes)];

    /// <summary>Sets every element of the view to zero.</summary>
    public void Clear()
    {
        for (int block = 0; block < BlockCount; block++)
        {
            if (SlotCount * Lanes == RowStride)
            {
                data.Slice(start + (block * BlockStride), RowCount * RowStride).Clear();
                continue;
            }

            for (int row = 0; row < RowCount; row++)
            {
                data.Slice(start + (block * BlockStride) + (row * RowStride), SlotCount * Lanes).Clear();
            }
        }
    }

    /// <summary>The same panel where its element type is known by another name.</summary>
    /// <typeparam name="TSame">The type <typeparamref name="T"/> itself.</typeparam>
    /// <param name="panel">The panel.</param>
    internal static Panel<TSame> As<TSame>(Panel<T> panel)
        where TSame : unmanaged
    {
        if (typeof(TSame) != typeof(T))
        {
            throw new InvalidOperationException($"A panel of {typeof(T)} is none of {typeof(TSame)}.");
        }

        Span<TSame> data = MemoryMarshal.Cast<T, TSame>(panel.data);
        return new Panel<TSame>(data, panel.Features, panel.SlotCount, panel.RowStride, panel.RowCount, panel.BlockStride, panel.start);
    }

    private static void ThrowRange(string name) => throw new ArgumentOutOfRangeException(name);
}
