using System;
using System.Runtime.CompilerServices;

namespace RnnGen.Kernels;

/// <summary>
/// c = start + W v for one row, as a step of a single sequence takes it: no pieces, no threads, no depth to cut. Each element is the same chain as in
/// <see cref="MatrixProduct{T, TB, TRead, TLanes}"/>.
/// </summary>
internal static class RowProduct<T, TB, TRead, TLanes>
    where T : unmanaged
    where TB : unmanaged
    where TRead : struct, IRead<TB, TLanes>
    where TLanes : struct, ILanes<TLanes, T>
{
    private const int Lanes = Panel<T>.Lanes;

    /// <summary>Runs the product.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run(in Panel<T> target, int targetRow, in Panel<T> bias, in Weights<TB> weights, in Panel<T> operand, int operandRow, Start start)
    {
        int slots = target.SlotCount, targetBlocks = target.BlockCount, depth = weights.Depth, run = operand.SlotCount * Lanes;
        if (weights.SlotCount != slots || weights.BlockCount != targetBlocks || depth > operand.BlockCount * run
            || (uint)targetRow >= (uint)target.RowCount || (uint)operandRow >= (uint)operand.RowCount)
        {
            ThrowMisfit(target, weights, operand);
        }

        // One slot: blocks side by side make a tile wide.
        bool oneSlot = slots == 1;
        int groups = oneSlot ? targetBlocks : slots, blocks = oneSlot ? 1 : targetBlocks;
        var tile = new Tile(
            start, depth, run, 0, 1, operand.BlockStride, weights.RowStride, oneSlot ? weights.BlockStride : weights.SlotStride,
            0, oneSlot ? target.BlockStride : Lanes, oneSlot ? bias.BlockStride : Lanes);
        ref T a = ref operand.Block(0, operandRow);
        for (int block = 0; block < blocks; block++)
        {
            ref TB b = ref weights.Block(block);
            ref T c = ref target.Block(block, targetRow);
            ref T begin = ref start == Start.Bias ? ref bias.Block(block) : ref c;
            for (int group = 0; group < groups;)
            {
                int width = Math.Min(groups - group, groups - group == 5 ? 3 : 4); // 3 and 2 rather than 4 and 1
                ref TB columns = ref Unsafe.Add(ref b, group * tile.BLane);
                ref T sums = ref Unsafe.Add(ref c, group * tile.CLane), from = ref Unsafe.Add(ref begin, group * tile.BiasLane);
                RowTile<T, TB, TRead, TLanes>.Run(width, tile, ref a, ref columns, ref sums, ref from);
                group += width;
            }
        }
    }

    private static void ThrowMisfit(in Panel<T> target, in Weights<TB> weights, in Panel<T> operand) => throw new ArgumentException(
        $"Product of a row of ({target.RowCount} rows, {target.Features} features, {target.SlotCount} slots) and one of ({operand.RowCount} rows, depth {weights.Depth}, {weights.SlotCount} slots) does not fit.",
        nameof(operand));
}
