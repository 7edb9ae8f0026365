using System;
using System.Runtime.CompilerServices;

namespace RnnGen.Kernels;

/// <summary>
/// C = start + A B, row by row: A are the rows of a panel, B are weights. Rows go over B in pieces that fit the caches, all rows of a piece over
/// <see cref="TileShape.Depth"/> rows of B before the next; each element stays one chain in the order of the depth.
/// </summary>
internal readonly ref struct MatrixProduct<T, TB, TRead, TLanes> : IWork
    where T : unmanaged
    where TB : unmanaged
    where TRead : struct, IRead<TB, TLanes>
    where TLanes : struct, ILanes<TLanes, T>
{
    private const int Lanes = Panel<T>.Lanes;

    private readonly Panel<T> target, bias, operand;
    private readonly Panel<TB> weights;
    private readonly Start start;
    private readonly int piece;

    private MatrixProduct(Panel<T> target, Panel<T> bias, Panel<TB> weights, Panel<T> operand, Start start, int piece)
    {
        this.target = target;
        this.bias = bias;
        this.weights = weights;
        this.operand = operand;
        this.start = start;
        this.piece = piece;
    }

    private int Rows => target.RowCount;

    /// <summary>Runs the product.</summary>
    public static void Run(Panel<T> target, Panel<T> bias, Weights<TB> weights, Panel<T> operand, Start start)
    {
        Panel<TB> w = weights.Panel;
        if (operand.RowCount != target.RowCount || w.SlotCount != target.SlotCount || w.BlockCount != target.BlockCount || weights.Depth > operand.BlockCount * operand.SlotCount * Lanes)
        {
            throw new ArgumentException(
                $"Product of ({target.RowCount} rows, {target.Features} features, {target.SlotCount} slots) and ({operand.RowCount} rows, depth {weights.Depth}, {w.SlotCount} slots) does not fit.", nameof(operand));
        }

        long cost = (long)target.RowCount * weights.Depth * target.BlockCount * target.SlotCount * Lanes;
        int piece = Workers.PieceOf(target.RowCount, TileShape.Rows, cost);
        var product = new MatrixProduct<T, TB, TRead, TLanes>(target, bias, w, operand, start, piece);
        Workers.Run((target.RowCount + piece - 1) / piece, cost, ref product);
    }

    /// <summary>Some of the rows.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Run(int part)
    {
        TileShape shape = TileShape.Of<T>();
        int first = part * piece, rows = Math.Min(piece, Rows - first);
        int atOnce = shape.GroupsFor((rows + MaxTiles(rows) - 1) / MaxTiles(rows));
        int run = operand.SlotCount * Lanes; // A is contiguous for so many columns
        int step = Math.Max(shape.DepthFor(weights.SlotCount) / run, 1) * run;

        // One slot: blocks side by side make a tile wide.
        bool oneSlot = target.SlotCount == 1;
        int groups = oneSlot ? target.BlockCount : target.SlotCount, blocks = oneSlot ? 1 : target.BlockCount;
        nint bLane = oneSlot ? weights.BlockStride : Lanes, cLane = oneSlot ? target.BlockStride : Lanes, biasLane = oneSlot ? bias.BlockStride : Lanes;
        for (int k = 0; k < weights.RowCount; k += step)
        {
            var tile = new Tile(
                k == 0 ? start : Start.Accumulate, Math.Min(step, weights.RowCount - k), run, operand.RowStride, 1, operand.BlockStride,
                weights.RowStride, bLane, target.RowStride, cLane, biasLane);
            ref T a = ref Unsafe.Add(ref operand.Block(k / run), first * (nint)operand.RowStride);
            for (int block = 0; block < blocks; block++)
            {
                TileColumns<T, TB, TRead, TLanes>.Run(
                    rows, groups, atOnce, tile, ref a,
                    ref Unsafe.Add(ref weights.Block(block), k * (nint)weights.RowStride),
                    ref Unsafe.Add(ref target.Block(block), first * (nint)target.RowStride),
                    ref bias.IsEmpty ? ref Unsafe.NullRef<T>() : ref bias.Block(block));
            }
        }
    }

    private static int MaxTiles(int rows) => (rows + 5) / 6;
}
