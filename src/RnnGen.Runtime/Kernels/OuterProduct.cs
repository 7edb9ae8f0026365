using System;
using System.Runtime.CompilerServices;

namespace RnnGen.Kernels;

/// <summary>
/// dW += sum over rows of da outer v. Each element is one chain from the last row to the first. Rows are taken in chunks that stay in a cache
/// while all columns of v go over them, and the sums wait in dW meanwhile; who computes which part of dW changes nothing.
/// </summary>
internal readonly ref struct OuterProduct<T, TLanes> : IWork
    where T : unmanaged
    where TLanes : struct, ILanes<TLanes, T>
{
    private const int Lanes = Panel<T>.Lanes;

    // Rows of a gate panel hold all gates; what a tile reads of them lies apart. From so many columns of v on, copying it into one piece pays.
    private const int WorthGathering = 48;

    [ThreadStatic]
    private static AlignedBuffer<T>? gathered;

    private readonly Weights<T> target;
    private readonly Panel<T> da, v;
    private readonly ReadOnlySpan<RowRun> runs;
    private readonly bool daIsOther;

    private OuterProduct(Weights<T> target, Panel<T> da, Panel<T> v, ReadOnlySpan<RowRun> runs, bool daIsOther)
    {
        this.target = target;
        this.da = da;
        this.v = v;
        this.runs = runs;
        this.daIsOther = daIsOther;
    }

    // A gate panel is one part for each block; blocks of one slot stand side by side to make tiles wide.
    private int BlocksAtOnce => target.SlotCount == 1 ? 4 : 1;

    /// <summary>Runs the product.</summary>
    /// <param name="weightGradient">dW.</param>
    /// <param name="da">Panel with the slots of dW.</param>
    /// <param name="v">Panel of one slot whose features are the columns of dW.</param>
    /// <param name="runs">Which rows go together.</param>
    /// <param name="daIsOther">Whether <see cref="RowRun.OtherRow"/> counts rows of da rather than of v.</param>
    public static void Run(Weights<T> weightGradient, Panel<T> da, Panel<T> v, ReadOnlySpan<RowRun> runs, bool daIsOther)
    {
        var product = new OuterProduct<T, TLanes>(weightGradient, da, v, runs, daIsOther);
        long cost = (long)da.RowCount * weightGradient.Depth * weightGradient.BlockCount * weightGradient.SlotCount * Lanes;
        Workers.Run((weightGradient.BlockCount + product.BlocksAtOnce - 1) / product.BlocksAtOnce, cost, ref product);
    }

    /// <summary>Some of the blocks.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Run(int part)
    {
        TileShape shape = TileShape.Of<T>();
        bool oneSlot = target.SlotCount == 1, gathers = !oneSlot && target.Depth >= WorthGathering;
        int block = part * BlocksAtOnce, groups = oneSlot ? Math.Min(BlocksAtOnce, target.BlockCount - block) : target.SlotCount;
        nint daGroup = oneSlot ? da.BlockStride : Lanes, targetGroup = oneSlot ? target.BlockStride : target.SlotStride;
        Span<T> copy = gathers ? Gathered(groups * shape.Depth * Lanes) : default;
        var chunk = new RowChunk(runs);
        while (target.Depth > 0 && chunk.MoveNext(shape.Depth))
        {
            if (gathers)
            {
                Gather(chunk, block, groups, copy);
            }

            for (int k = 0; k < target.Depth; k += Lanes)
            {
                int rows = Math.Min(Lanes, target.Depth - k), done = 0;
                foreach (RowRun piece in chunk)
                {
                    (int rowOfDa, int rowOfV) = LastRows(piece);
                    var tile = new Tile(
                        Start.Accumulate, piece.Count, piece.Count, 1, -(nint)v.RowStride, 0, gathers ? Lanes : -(nint)da.RowStride, gathers ? chunk.Count * Lanes : daGroup,
                        target.RowStride, targetGroup, 0);
                    TileColumns<T, T, ReadSame<T, TLanes>, TLanes>.Run(
                        rows, groups, shape.GroupsFor(rows), piece.Count, tile,
                        ref v.Block(k / Lanes, rowOfV), // A is v transposed: the tile's rows are columns of dW, its depth are rows of the batch, the last one first
                        ref gathers ? ref copy[done * Lanes] : ref da.Block(block, rowOfDa),
                        ref Unsafe.Add(ref target.Block(block), k * (nint)target.RowStride), ref Unsafe.NullRef<T>());
                    done += piece.Count;
                }
            }
        }
    }

    // [gate][row, the last one first][16]
    private void Gather(RowChunk chunk, int block, int groups, Span<T> copy)
    {
        for (int group = 0; group < groups; group++)
        {
            int at = group * chunk.Count * Lanes;
            foreach (RowRun piece in chunk)
            {
                ref T row = ref Unsafe.Add(ref da.Block(block, LastRows(piece).OfDa), group * Lanes);
                for (int i = 0; i < piece.Count; i++, at += Lanes)
                {
                    TLanes.Load(ref row, 0).Store(ref copy[at], 0);
                    row = ref Unsafe.Add(ref row, -(nint)da.RowStride);
                }
            }
        }
    }

    private (int OfDa, int OfV) LastRows(RowRun piece)
    {
        int row = piece.Row + piece.Count - 1, other = piece.OtherRow + piece.Count - 1;
        return daIsOther ? (other, row) : (row, other);
    }

    private static Span<T> Gathered(int length)
    {
        if (gathered is null || gathered.Length < length)
        {
            gathered = new AlignedBuffer<T>(length);
        }

        return gathered.Span;
    }
}
