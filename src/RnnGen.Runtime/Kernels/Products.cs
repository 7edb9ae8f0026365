using System;
using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace RnnGen.Kernels;

/// <summary>The matrix products of recurrent networks over panels. Every sum runs in one fixed order.</summary>
/// <typeparam name="T">Element type.</typeparam>
/// <typeparam name="TLanes">Its lanes.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public static partial class Products<T, TLanes>
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
    public static void AddOuter(Weights<T> weightGradient, Panel<T> gateGradient, Panel<T> operand, ReadOnlySpan<RowRun> runs) =>
        OuterProduct<T, TLanes>.Run(weightGradient, gateGradient, operand, runs, daIsOther: false);

    /// <summary>dW += sum over rows of v outer dy, the weight gradient of a product with the transposed matrix, where runs tell which row of v goes with which row of dy.</summary>
    /// <param name="weightGradient">Gradient to add to, one slot.</param>
    /// <param name="operand">v, (other rows, features).</param>
    /// <param name="gradient">dy, (rows, depth).</param>
    /// <param name="runs">Rows of <paramref name="gradient"/> and of <paramref name="operand"/>.</param>
    public static void AddOuterTransposed(Weights<T> weightGradient, Panel<T> operand, Panel<T> gradient, ReadOnlySpan<RowRun> runs) =>
        OuterProduct<T, TLanes>.Run(weightGradient, operand, gradient, runs, daIsOther: true);

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
    public static void AddColumnSums(in Panel<T> biasGradient, in Panel<T> gateGradient)
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

    private static void Multiply(Panel<T> target, Panel<T> bias, Weights<T> weights, Panel<T> operand, Start start) =>
        MatrixProduct<T, T, ReadSame<T, TLanes>, TLanes>.Run(target, bias, weights, operand, start);
}
