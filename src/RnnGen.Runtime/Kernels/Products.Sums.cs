using System.Runtime.CompilerServices;

namespace RnnGen.Kernels;

/// <content>Sums that lie apart until all rows have been added.</content>
public static partial class Products<T, TLanes>
{
    /// <summary>A slot of a row of biases = b.</summary>
    /// <param name="biases">One row, as many features as <paramref name="b"/>.</param>
    /// <param name="slot">Which slot.</param>
    /// <param name="b">One row of one slot.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void SetBias(in Panel<T> biases, int slot, in Panel<T> b)
    {
        CheckBias(biases, slot, b);
        for (int block = 0; block < biases.BlockCount; block++)
        {
            TLanes.Load(ref b.Block(block), 0).Store(ref biases.Block(block), slot * Lanes);
        }
    }

    /// <summary>A slot of a row of biases += b.</summary>
    /// <param name="biases">One row, as many features as <paramref name="b"/>.</param>
    /// <param name="slot">Which slot.</param>
    /// <param name="b">One row of one slot.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void AddBias(in Panel<T> biases, int slot, in Panel<T> b)
    {
        CheckBias(biases, slot, b);
        for (int block = 0; block < biases.BlockCount; block++)
        {
            ref T sum = ref biases.Block(block);
            (TLanes.Load(ref sum, slot * Lanes) + TLanes.Load(ref b.Block(block), 0)).Store(ref sum, slot * Lanes);
        }
    }

    private static void CheckBias(in Panel<T> biases, int slot, in Panel<T> b)
    {
        if ((uint)slot >= (uint)biases.SlotCount || biases.Features != b.Features || biases.RowCount < 1 || b.RowCount < 1)
        {
            throw new System.ArgumentException($"Slot {slot} of {biases.SlotCount} with {biases.Features} features takes no bias of {b.Features}.", nameof(b));
        }
    }

    /// <summary>dW += sums, element by element.</summary>
    /// <param name="weightGradient">Gradient to add to.</param>
    /// <param name="sums">(depth, features) per slot.</param>
    public static void AddSums(Weights<T> weightGradient, Panel<T> sums)
    {
        for (int block = 0; block < weightGradient.BlockCount; block++)
        {
            ref T to = ref weightGradient.Block(block), from = ref sums.Block(block);
            for (int k = 0; k < weightGradient.Depth; k++)
            {
                for (int slot = 0; slot < weightGradient.SlotCount; slot++)
                {
                    nint at = ((nint)k * weightGradient.RowStride) + ((nint)slot * weightGradient.SlotStride);
                    (TLanes.Load(ref to, at) + TLanes.Load(ref from, ((nint)k * sums.RowStride) + (slot * Lanes))).Store(ref to, at);
                }
            }
        }
    }
}
