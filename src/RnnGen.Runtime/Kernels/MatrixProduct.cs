using System;
using System.Runtime.CompilerServices;

namespace RnnGen.Kernels;

/// <summary>
/// C = start + A B, row by row: A are the rows of a panel, B are weights. As much of A as the second cache holds goes over one column of tiles after
/// the other, <see cref="TileShape.Depth"/> rows of B at a time; each element stays one chain in the order of the depth.
/// </summary>
internal readonly ref struct MatrixProduct<T, TB, TRead, TLanes> : IWork
    where T : unmanaged
    where TB : unmanaged
    where TRead : struct, IRead<TB, TLanes>
    where TLanes : struct, ILanes<TLanes, T>
{
    private const int Lanes = Panel<T>.Lanes;

    private readonly Panel<T> target, bias, operand;
    private readonly Weights<TB> weights;
    private readonly Start start;
    private readonly int rowParts, columnParts;

    private MatrixProduct(Panel<T> target, Panel<T> bias, Weights<TB> weights, Panel<T> operand, Start start, int rowParts, int columnParts)
    {
        this.target = target;
        this.bias = bias;
        this.weights = weights;
        this.operand = operand;
        this.start = start;
        this.rowParts = rowParts;
        this.columnParts = columnParts;
    }

    // One slot: blocks side by side make a tile wide.
    private bool OneSlot => target.SlotCount == 1;

    /// <summary>Runs the product.</summary>
    public static void Run(Panel<T> target, Panel<T> bias, Weights<TB> weights, Panel<T> operand, Start start)
    {
        if (operand.RowCount != target.RowCount || weights.SlotCount != target.SlotCount || weights.BlockCount != target.BlockCount
            || weights.Depth > operand.BlockCount * operand.SlotCount * Lanes)
        {
            throw new ArgumentException(
                $"Product of ({target.RowCount} rows, {target.Features} features, {target.SlotCount} slots) and ({operand.RowCount} rows, depth {weights.Depth}, {weights.SlotCount} slots) does not fit.", nameof(operand));
        }

        // All rows that stay in a cache go over the weights together: who cuts them further reads all weights once more for each part.
        int rowParts = (target.RowCount + TileShape.Rows - 1) / TileShape.Rows;
        long cost = (long)target.RowCount * weights.Depth * target.BlockCount * target.SlotCount * Lanes;
        int columnParts = Workers.SharesOf(rowParts, target.BlockCount, cost);
        var product = new MatrixProduct<T, TB, TRead, TLanes>(target, bias, weights, operand, start, rowParts, columnParts);
        Workers.Run(rowParts * columnParts, cost, ref product);
    }

    /// <summary>Some of the rows, some of the blocks.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Run(int part)
    {
        TileShape shape = TileShape.Of<T>();
        (int first, int endRow) = Share(target.RowCount, part / columnParts, rowParts);
        (int firstBlock, int endBlock) = Share(target.BlockCount, part % columnParts, columnParts);
        int rows = endRow - first;
        int atOnce = shape.GroupsFor((rows + MaxTiles(rows) - 1) / MaxTiles(rows));
        int run = operand.SlotCount * Lanes; // A is contiguous for so many columns
        int step = Math.Max(shape.Depth / run, 1) * run;
        int groups = OneSlot ? endBlock - firstBlock : target.SlotCount, blocks = OneSlot ? 1 : endBlock - firstBlock;
        nint bLane = OneSlot ? weights.BlockStride : weights.SlotStride, cLane = OneSlot ? target.BlockStride : Lanes, biasLane = OneSlot ? bias.BlockStride : Lanes;
        int longest = Math.Max(TileShape.Operand / Math.Max(rows * step, 1), 1) * step;
        for (int k = 0; k < weights.Depth; k += longest)
        {
            var tile = new Tile(
                k == 0 ? start : Start.Accumulate, Math.Min(longest, weights.Depth - k), run, operand.RowStride, 1, operand.BlockStride,
                weights.RowStride, bLane, target.RowStride, cLane, biasLane)
            {
                ReadsAhead = (long)weights.BlockCount * weights.BlockStride * Unsafe.SizeOf<TB>() >= TileShape.Beyond,
            };
            for (int block = firstBlock; block < firstBlock + blocks; block++)
            {
                TileColumns<T, TB, TRead, TLanes>.Run(
                    rows, groups, atOnce, step, tile, ref operand.Block(k / run, first),
                    ref Unsafe.Add(ref weights.Block(block), k * (nint)weights.RowStride), ref target.Block(block, first),
                    ref bias.IsEmpty ? ref Unsafe.NullRef<T>() : ref bias.Block(block));
            }
        }
    }

    // Parts of even size.
    private static (int From, int To) Share(int count, int part, int parts) => (part * count / parts, (part + 1) * count / parts);

    private static int MaxTiles(int rows) => (rows + 5) / 6;
}
