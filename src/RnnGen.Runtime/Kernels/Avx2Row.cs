using System;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace RnnGen.Kernels;

/// <summary>
/// A tile of one row and up to 4 groups of 16 columns for AVX2 in single precision, as <see cref="Avx2Tile"/> is for several rows: weights are
/// operands of the products that use them, nothing is moved. Same chains as every other tile, same bits. Weights of 16 bits take it with AVX-512
/// too: to make one register of sixteen numbers of two halves costs more than to multiply the halves.
/// </summary>
internal static class Avx2Row<TB, TRead>
    where TB : unmanaged
    where TRead : struct, IReadHalves<TB>
{
    private const int Lanes = Panel<float>.Lanes;

    /// <summary>Whether a tile of one row is this.</summary>
    public static bool Fits(in Tile tile) =>
        (typeof(TB) == typeof(float) ? Avx2Tile.IsSupported && tile.BDepth == Lanes : Fma.IsSupported) && tile.ADepth == 1;

    /// <summary>C = start + A B for one row.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run(int groups, in Tile tile, ref float a, ref TB b, ref float c, ref float bias)
    {
        switch (groups)
        {
            case 4:
                Row<Four>(tile, ref a, ref b, ref c, ref bias);
                break;
            case 3:
                Row<Three>(tile, ref a, ref b, ref c, ref bias);
                break;
            case 2:
                Row<Two>(tile, ref a, ref b, ref c, ref bias);
                break;
            default:
                Row<One>(tile, ref a, ref b, ref c, ref bias);
                break;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Row<TGroups>(in Tile tile, ref float a, ref TB b, ref float c, ref float bias)
        where TGroups : struct, ICount
    {
        // Full weights come here one gate behind the other only, see Fits: their distance is a constant.
        nint bLane = tile.BLane, bDepth = typeof(TB) == typeof(float) ? Lanes : tile.BDepth;
        Vector256<float> c0 = default, c1 = default, c2 = default, c3 = default; // the first half of each group
        Vector256<float> d0 = default, d1 = default, d2 = default, d3 = default; // the second
        if (tile.Start != Start.Zero)
        {
            bool accumulates = tile.Start == Start.Accumulate;
            ref float from = ref accumulates ? ref c : ref bias;
            nint stride = accumulates ? tile.CLane : tile.BiasLane;
            Avx2Tile.Load<TGroups, One>(ref from, stride, ref c0, ref d0);
            Avx2Tile.Load<TGroups, Two>(ref from, stride, ref c1, ref d1);
            Avx2Tile.Load<TGroups, Three>(ref from, stride, ref c2, ref d2);
            Avx2Tile.Load<TGroups, Four>(ref from, stride, ref c3, ref d3);
        }

        for (int depth = tile.Depth; depth > 0; depth -= tile.Run)
        {
            ref float x = ref a;
            int i = Math.Min(tile.Run, depth);
            for (; i >= 2; i -= 2)
            {
                Step<TGroups>(Vector256.Create(x), ref b, bLane, ref c0, ref d0, ref c1, ref d1, ref c2, ref d2, ref c3, ref d3);
                Step<TGroups>(Vector256.Create(Unsafe.Add(ref x, 1)), ref Unsafe.Add(ref b, bDepth), bLane, ref c0, ref d0, ref c1, ref d1, ref c2, ref d2, ref c3, ref d3);
                x = ref Unsafe.Add(ref x, 2);
                b = ref Unsafe.Add(ref b, 2 * bDepth);
            }

            if (i > 0)
            {
                Step<TGroups>(Vector256.Create(x), ref b, bLane, ref c0, ref d0, ref c1, ref d1, ref c2, ref d2, ref c3, ref d3);
                b = ref Unsafe.Add(ref b, bDepth);
            }

            a = ref Unsafe.Add(ref a, tile.ARun);
        }

        Avx2Tile.Store<TGroups, One>(ref c, tile.CLane, c0, d0);
        Avx2Tile.Store<TGroups, Two>(ref c, tile.CLane, c1, d1);
        Avx2Tile.Store<TGroups, Three>(ref c, tile.CLane, c2, d2);
        Avx2Tile.Store<TGroups, Four>(ref c, tile.CLane, c3, d3);
    }

    // One depth: the factor of A times all groups of B.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Step<TGroups>(
        Vector256<float> a, ref TB b, nint bLane, ref Vector256<float> c0, ref Vector256<float> d0, ref Vector256<float> c1, ref Vector256<float> d1,
        ref Vector256<float> c2, ref Vector256<float> d2, ref Vector256<float> c3, ref Vector256<float> d3)
        where TGroups : struct, ICount
    {
        AddProducts<TGroups, One>(a, ref b, ref c0, ref d0);
        AddProducts<TGroups, Two>(a, ref Unsafe.Add(ref b, bLane), ref c1, ref d1);
        AddProducts<TGroups, Three>(a, ref Unsafe.Add(ref b, 2 * bLane), ref c2, ref d2);
        AddProducts<TGroups, Four>(a, ref Unsafe.Add(ref b, 3 * bLane), ref c3, ref d3);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void AddProducts<TGroups, TGroup>(Vector256<float> a, ref TB b, ref Vector256<float> left, ref Vector256<float> right)
        where TGroups : struct, ICount
        where TGroup : struct, ICount
    {
        if (TGroup.Value <= TGroups.Value)
        {
            left = Fma.MultiplyAdd(a, TRead.First(ref b), left);
            right = Fma.MultiplyAdd(a, TRead.Second(ref b), right);
        }
    }
}
