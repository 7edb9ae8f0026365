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

    private readonly Panel<T> target, da, v;
    private readonly ReadOnlySpan<RowRun> runs;
    private readonly bool daIsOther;

    private OuterProduct(Panel<T> target, Panel<T> da, Panel<T> v, ReadOnlySpan<RowRun> runs, bool daIsOther)
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
        var product = new OuterProduct<T, TLanes>(weightGradient.Panel, da, v, runs, daIsOther);
        Panel<T> target = product.target;
        long cost = (long)da.RowCount * target.RowCount * target.BlockCount * target.SlotCount * Lanes;
        Workers.Run((target.BlockCount + product.BlocksAtOnce - 1) / product.BlocksAtOnce, cost, ref product);
    }

    /// <summary>Some of the blocks.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Run(int part)
    {
        TileShape shape = TileShape.Of<T>();
        int block = part * BlocksAtOnce;
        int run = runs.Length - 1, end = run < 0 ? 0 : runs[run].Count;
        while (run >= 0)
        {
            int lastRun = run, lastEnd = end;
            for (int k = 0; k < target.RowCount; k += Lanes)
            {
                (run, end) = (lastRun, lastEnd);
                for (int left = shape.DepthFor(target.SlotCount); left > 0 && run >= 0;)
                {
                    int count = Math.Min(left, end);
                    AddRows(shape, block, k, runs[run], end - count, count);
                    left -= count;
                    end -= count;
                    if (end == 0)
                    {
                        end = --run < 0 ? 0 : runs[run].Count;
                    }
                }
            }

            if (target.RowCount == 0)
            {
                return;
            }
        }
    }

    // A is v transposed: the tile's rows are 16 columns of dW, its depth are rows of the batch, the last one first.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void AddRows(TileShape shape, int block, int k, RowRun run, int first, int count)
    {
        int rowOfDa = (daIsOther ? run.OtherRow : run.Row) + first + count - 1, rowOfV = (daIsOther ? run.Row : run.OtherRow) + first + count - 1;
        bool oneSlot = target.SlotCount == 1;
        int rows = Math.Min(Lanes, target.RowCount - k), groups = oneSlot ? Math.Min(BlocksAtOnce, target.BlockCount - block) : target.SlotCount;
        var tile = new Tile(
            Start.Accumulate, count, count, 1, -(nint)v.RowStride, 0, -(nint)da.RowStride, oneSlot ? da.BlockStride : Lanes,
            target.RowStride, oneSlot ? target.BlockStride : Lanes, 0);
        TileColumns<T, T, ReadSame<T, TLanes>, TLanes>.Run(
            rows, groups, shape.GroupsFor(rows), tile,
            ref Unsafe.Add(ref v.Block(k / Lanes), rowOfV * (nint)v.RowStride),
            ref Unsafe.Add(ref da.Block(block), rowOfDa * (nint)da.RowStride),
            ref Unsafe.Add(ref target.Block(block), k * (nint)target.RowStride), ref Unsafe.NullRef<T>());
    }
}
