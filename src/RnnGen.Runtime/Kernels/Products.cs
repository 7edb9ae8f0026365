using System;
using System.ComponentModel;
using System.Runtime.CompilerServices;


namespace RnnGen.Kernels;

/// <summary>The matrix products of recurrent networks over panels. Every sum runs in one fixed order.</summary>
/// <typeparam name="T">Element type.</typeparam>
/// <typeparam name="TLanes">Its lanes.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class Products<T, TLanes>
    where T : unmanaged
    where TLanes : struct, ILanes<TLanes, T>
{
    private const int Lanes = Panel<T>.Lanes;

    /// <summary>target = bias + W operand, row by row.</summary>
    /// <param name="target">Gates to write, (rows, features) per slot.</param>
    /// <param name="bias">One row with the slots of <paramref name="target"/>; empty for 0.</param>
    /// <param name="weights">As many slots as <paramref name="target"/>.</param>
    /// <param name="operand">Vectors, (rows, depth).</param>
    public static void Set(Panel<T> target, Panel<T> bias, Weights<T> weights, Panel<T> operand) =>
        Multiply(target, bias, weights, operand, bias.IsEmpty ? Start.Zero : Start.Bias);

    /// <summary>target += W operand, row by row.</summary>
    /// <param name="target">Gates to add to, (rows, features) per slot.</param>
    /// <param name="weights">As many slots as <paramref name="target"/>.</param>
    /// <param name="operand">Vectors, (rows, depth).</param>
    public static void Add(Panel<T> target, Weights<T> weights, Panel<T> operand) =>
        Multiply(target, default, weights, operand, Start.Accumulate);

    /// <summary>dW += sum over rows of da outer v: the weight gradient of all steps in one product.</summary>
    /// <param name="weightGradient">Gradient to add to.</param>
    /// <param name="gateGradient">da, (rows, features) per slot.</param>
    /// <param name="operand">v, (rows, depth), row for row.</param>
    public static void AddOuter(Weights<T> weightGradient, Panel<T> gateGradient, Panel<T> operand) =>
        AddOuter(weightGradient, gateGradient, operand, [new RowRun(0, 0, gateGradient.RowCount)]);

    /// <summary>
    /// dW += sum over rows of da outer v, where runs tell which row of v goes with which row of da. Each element is one chain from the last
    /// row to the first, begun at what dW holds: cut into windows of rows, last window first, the sum is the same bit for bit.
    /// </summary>
    /// <param name="weightGradient">Gradient to add to.</param>
    /// <param name="gateGradient">da, (rows, features) per slot.</param>
    /// <param name="operand">v, (other rows, depth).</param>
    /// <param name="runs">Rows of <paramref name="gateGradient"/> and of <paramref name="operand"/>.</param>
    public static void AddOuter(Weights<T> weightGradient, Panel<T> gateGradient, Panel<T> operand, ReadOnlySpan<RowRun> runs)
    {
        for (int i = runs.Length - 1; i >= 0; i--)
        {
            RowRun run = runs[i];
            AddOuterOfRun(weightGradient, gateGradient.Rows(run.Row, run.Count), operand.Rows(run.OtherRow, run.Count));
        }
    }

    /// <summary>dW += sum over rows of v outer dy, the weight gradient of a product with the transposed matrix, where runs tell which row of v goes with which row of dy.</summary>
    /// <param name="weightGradient">Gradient to add to, one slot.</param>
    /// <param name="operand">v, (other rows, features).</param>
    /// <param name="gradient">dy, (rows, depth).</param>
    /// <param name="runs">Rows of <paramref name="gradient"/> and of <paramref name="operand"/>.</param>
    public static void AddOuterTransposed(Weights<T> weightGradient, Panel<T> operand, Panel<T> gradient, ReadOnlySpan<RowRun> runs)
    {
        for (int i = runs.Length - 1; i >= 0; i--)
        {
            RowRun run = runs[i];
            AddOuterOfRun(weightGradient, operand.Rows(run.OtherRow, run.Count), gradient.Rows(run.Row, run.Count));
        }
    }

    private static void AddOuterOfRun(Weights<T> weightGradient, Panel<T> da, Panel<T> v)
    {
        Panel<T> target = weightGradient.Panel;
        nint lastDa = (nint)(da.RowCount - 1) * da.RowStride, lastV = (nint)(v.RowCount - 1) * v.RowStride;
        for (int block = 0; block < target.BlockCount; block++)
        {
            for (int k = 0; k < target.RowCount; k += Lanes)
            {
                // A is v transposed: the tile's rows are 16 columns of the matrix, its depth are the rows of the batch.
                var tile = new Tile(Start.Accumulate, da.RowCount, da.RowCount, 1, -v.RowStride, 0, -da.RowStride, Lanes, target.RowStride, Lanes, 0);
                RunRows(
                    tile, Math.Min(Lanes, target.RowCount - k), target.SlotCount,
                    ref Unsafe.Add(ref v.Block(k / Lanes), lastV), ref Unsafe.Add(ref da.Block(block), lastDa),
                    ref Unsafe.Add(ref target.Block(block), k * target.RowStride), ref Unsafe.NullRef<T>());
            }
        }
    }

    /// <summary>Every row of target = bias.</summary>
    /// <param name="target">Gates to write.</param>
    /// <param name="bias">One row with the slots of <paramref name="target"/>.</param>
    public static void Fill(Panel<T> target, Panel<T> bias)
    {
        for (int block = 0; block < target.BlockCount; block++)
        {
            ReadOnlySpan<T> source = bias.BlockSpan(block)[..(target.SlotCount * Lanes)];
            for (int row = 0; row < target.RowCount; row++)
            {
                source.CopyTo(target.BlockSpan(block).Slice(row * target.RowStride, source.Length));
            }
        }
    }

    /// <summary>db += sum over rows of da, from the last row to the first.</summary>
    /// <param name="biasGradient">One row with the slots of <paramref name="gateGradient"/>.</param>
    /// <param name="gateGradient">da, (rows, features) per slot.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void AddColumnSums(Panel<T> biasGradient, Panel<T> gateGradient)
    {
        for (int block = 0; block < gateGradient.BlockCount; block++)
        {
            for (int slot = 0; slot < gateGradient.SlotCount; slot++)
            {
                ref T source = ref gateGradient.Block(block);
                TLanes sum = TLanes.Load(ref biasGradient.Block(block), slot * Lanes);
                for (int row = gateGradient.RowCount - 1; row >= 0; row--)
                {
                    sum += TLanes.Load(ref source, ((nint)row * gateGradient.RowStride) + (slot * Lanes));
                }

                sum.Store(ref biasGradient.Block(block), slot * Lanes);
            }
        }
    }

    private static void Multiply(Panel<T> target, Panel<T> bias, Weights<T> weights, Panel<T> operand, Start start)
    {
        Panel<T> w = weights.Panel;
        int run = operand.SlotCount * Lanes;
        if (operand.RowCount != target.RowCount || w.SlotCount != target.SlotCount || w.BlockCount != target.BlockCount || weights.Depth > operand.BlockCount * run)
        {
            throw new ArgumentException(
                $"Product of ({target.RowCount} rows, {target.Features} features, {target.SlotCount} slots) and ({operand.RowCount} rows, depth {weights.Depth}, {w.SlotCount} slots) does not fit.", nameof(operand));
        }

        ref T a = ref operand.Block(0);
        nint aRun = operand.BlockCount > 1 ? Unsafe.ByteOffset(ref operand.Block(0), ref operand.Block(1)) / Unsafe.SizeOf<T>() : 0;
        ref T noBias = ref Unsafe.NullRef<T>();
        if (target.SlotCount == 1 && target.BlockCount > 1)
        {
            // One slot: blocks side by side make the tile wide.
            nint cLane = Unsafe.ByteOffset(ref target.Block(0), ref target.Block(1)) / Unsafe.SizeOf<T>();
            nint bLane = Unsafe.ByteOffset(ref w.Block(0), ref w.Block(1)) / Unsafe.SizeOf<T>();
            nint biasLane = bias.IsEmpty ? 0 : Unsafe.ByteOffset(ref bias.Block(0), ref bias.Block(1)) / Unsafe.SizeOf<T>();
            var tile = new Tile(start, weights.Depth, run, operand.RowStride, 1, aRun, w.RowStride, bLane, target.RowStride, cLane, biasLane);
            RunRows(tile, target.RowCount, target.BlockCount, ref a, ref w.Block(0), ref target.Block(0), ref bias.IsEmpty ? ref noBias : ref bias.Block(0));
            return;
        }

        var gates = new Tile(start, weights.Depth, run, operand.RowStride, 1, aRun, w.RowStride, Lanes, target.RowStride, Lanes, Lanes);
        for (int block = 0; block < target.BlockCount; block++)
        {
            RunRows(gates, target.RowCount, target.SlotCount, ref a, ref w.Block(block), ref target.Block(block), ref bias.IsEmpty ? ref noBias : ref bias.Block(block));
        }
    }

    private static void RunRows(in Tile tile, int rows, int lanes, ref T a, ref T b, ref T c, ref T bias)
    {
        for (int lane = 0; lane < lanes;)
        {
            ref T bLane = ref Unsafe.Add(ref b, lane * tile.BLane);
            ref T cLane = ref Unsafe.Add(ref c, lane * tile.CLane);
            ref T biasLane = ref Unsafe.IsNullRef(ref bias) ? ref bias : ref Unsafe.Add(ref bias, lane * tile.BiasLane);
            switch (lanes - lane)
            {
                case >= 4:
                    Tiles<T, TLanes, TileRow4<T, TLanes>>.Run(rows, tile, ref a, ref bLane, ref cLane, ref biasLane);
                    lane += 4;
                    break;
                case >= 2:
                    Tiles<T, TLanes, TileRow2<T, TLanes>>.Run(rows, tile, ref a, ref bLane, ref cLane, ref biasLane);
                    lane += 2;
                    break;
                default:
                    Tiles<T, TLanes, TileRow1<T, TLanes>>.Run(rows, tile, ref a, ref bLane, ref cLane, ref biasLane);
                    lane += 1;
                    break;
            }
        }
    }
}
