using System;
using System.Runtime.CompilerServices;

namespace RnnGen.Kernels;

/// <summary>
/// The innermost loops: C += A B for up to <see cref="MaxRows"/> rows of C, all of them in registers. Every product of a recurrent network is
/// this tile with other strides; see <see cref="Products{T, TLanes}"/>.
/// </summary>
internal static class Tiles<T, TB, TRead, TLanes, TRow>
    where T : unmanaged
    where TB : unmanaged
    where TRead : struct, IRead<TB, TLanes>
    where TLanes : struct, ILanes<TLanes, T>
    where TRow : struct, ITileRow<TRow, T, TLanes>
{
    /// <summary>
    /// Rows of the largest tile. 6 x 4 groups of sums, 4 of B and a factor fit the 32 registers of AVX-512, 6 x 1 groups of two vectors the
    /// 16 of AVX2, 6 x 1 groups of four the 32 of AdvSimd; see <see cref="TileShape"/>.
    /// </summary>
    public const int MaxRows = 6;

    /// <summary>Runs all rows of a column of tiles, split evenly: 32 rows are 6, 6, 5, 5, 5, 5.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run(int rows, in Tile tile, ref T a, ref TB b, ref T c, ref T bias)
    {
        for (int tiles = (rows + MaxRows - 1) / MaxRows; tiles > 0; tiles--)
        {
            int height = (rows + tiles - 1) / tiles;
            switch (height)
            {
                case 6:
                    Rows6(tile, ref a, ref b, ref c, ref bias);
                    break;
                case 5:
                    Rows5(tile, ref a, ref b, ref c, ref bias);
                    break;
                case 4:
                    Rows4(tile, ref a, ref b, ref c, ref bias);
                    break;
                case 3:
                    Rows3(tile, ref a, ref b, ref c, ref bias);
                    break;
                case 2:
                    Rows2(tile, ref a, ref b, ref c, ref bias);
                    break;
                default:
                    Rows1(tile, ref a, ref b, ref c, ref bias);
                    break;
            }

            a = ref Unsafe.Add(ref a, height * tile.ARow);
            c = ref Unsafe.Add(ref c, height * tile.CRow);
            rows -= height;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TRow Begin(in Tile tile, ref T c, ref T bias) =>
        tile.Start == Start.Accumulate ? TRow.Load<T, ReadSame<T, TLanes>>(ref c, tile.CLane)
        : tile.Start == Start.Bias ? TRow.Load<T, ReadSame<T, TLanes>>(ref bias, tile.BiasLane)
        : default;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Rows6(in Tile tile, ref T a, ref TB b, ref T c, ref T bias)
    {
        nint aRow = tile.ARow, aDepth = tile.ADepth, bLane = tile.BLane, bDepth = tile.BDepth, cRow = tile.CRow, cLane = tile.CLane;
        TRow c0 = Begin(tile, ref c, ref bias);
        TRow c1 = Begin(tile, ref Unsafe.Add(ref c, cRow), ref bias);
        TRow c2 = Begin(tile, ref Unsafe.Add(ref c, 2 * cRow), ref bias);
        TRow c3 = Begin(tile, ref Unsafe.Add(ref c, 3 * cRow), ref bias);
        TRow c4 = Begin(tile, ref Unsafe.Add(ref c, 4 * cRow), ref bias);
        TRow c5 = Begin(tile, ref Unsafe.Add(ref c, 5 * cRow), ref bias);
        for (int depth = tile.Depth; depth > 0; depth -= tile.Run)
        {
            ref T ai = ref a;
            for (int i = Math.Min(tile.Run, depth); i > 0; i--)
            {
                TRow bi = TRow.Load<TB, TRead>(ref b, bLane);
                c0 = TRow.MultiplyAdd(TLanes.Create(ai), bi, c0);
                c1 = TRow.MultiplyAdd(TLanes.Create(Unsafe.Add(ref ai, aRow)), bi, c1);
                c2 = TRow.MultiplyAdd(TLanes.Create(Unsafe.Add(ref ai, 2 * aRow)), bi, c2);
                c3 = TRow.MultiplyAdd(TLanes.Create(Unsafe.Add(ref ai, 3 * aRow)), bi, c3);
                c4 = TRow.MultiplyAdd(TLanes.Create(Unsafe.Add(ref ai, 4 * aRow)), bi, c4);
                c5 = TRow.MultiplyAdd(TLanes.Create(Unsafe.Add(ref ai, 5 * aRow)), bi, c5);
                ai = ref Unsafe.Add(ref ai, aDepth);
                b = ref Unsafe.Add(ref b, bDepth);
            }

            a = ref Unsafe.Add(ref a, tile.ARun);
        }

        c0.Store(ref c, cLane);
        c1.Store(ref Unsafe.Add(ref c, cRow), cLane);
        c2.Store(ref Unsafe.Add(ref c, 2 * cRow), cLane);
        c3.Store(ref Unsafe.Add(ref c, 3 * cRow), cLane);
        c4.Store(ref Unsafe.Add(ref c, 4 * cRow), cLane);
        c5.Store(ref Unsafe.Add(ref c, 5 * cRow), cLane);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Rows5(in Tile tile, ref T a, ref TB b, ref T c, ref T bias)
    {
        nint aRow = tile.ARow, aDepth = tile.ADepth, bLane = tile.BLane, bDepth = tile.BDepth, cRow = tile.CRow, cLane = tile.CLane;
        TRow c0 = Begin(tile, ref c, ref bias);
        TRow c1 = Begin(tile, ref Unsafe.Add(ref c, cRow), ref bias);
        TRow c2 = Begin(tile, ref Unsafe.Add(ref c, 2 * cRow), ref bias);
        TRow c3 = Begin(tile, ref Unsafe.Add(ref c, 3 * cRow), ref bias);
        TRow c4 = Begin(tile, ref Unsafe.Add(ref c, 4 * cRow), ref bias);
        for (int depth = tile.Depth; depth > 0; depth -= tile.Run)
        {
            ref T ai = ref a;
            for (int i = Math.Min(tile.Run, depth); i > 0; i--)
            {
                TRow bi = TRow.Load<TB, TRead>(ref b, bLane);
                c0 = TRow.MultiplyAdd(TLanes.Create(ai), bi, c0);
                c1 = TRow.MultiplyAdd(TLanes.Create(Unsafe.Add(ref ai, aRow)), bi, c1);
                c2 = TRow.MultiplyAdd(TLanes.Create(Unsafe.Add(ref ai, 2 * aRow)), bi, c2);
                c3 = TRow.MultiplyAdd(TLanes.Create(Unsafe.Add(ref ai, 3 * aRow)), bi, c3);
                c4 = TRow.MultiplyAdd(TLanes.Create(Unsafe.Add(ref ai, 4 * aRow)), bi, c4);
                ai = ref Unsafe.Add(ref ai, aDepth);
                b = ref Unsafe.Add(ref b, bDepth);
            }

            a = ref Unsafe.Add(ref a, tile.ARun);
        }

        c0.Store(ref c, cLane);
        c1.Store(ref Unsafe.Add(ref c, cRow), cLane);
        c2.Store(ref Unsafe.Add(ref c, 2 * cRow), cLane);
        c3.Store(ref Unsafe.Add(ref c, 3 * cRow), cLane);
        c4.Store(ref Unsafe.Add(ref c, 4 * cRow), cLane);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Rows4(in Tile tile, ref T a, ref TB b, ref T c, ref T bias)
    {
        nint aRow = tile.ARow, aDepth = tile.ADepth, bLane = tile.BLane, bDepth = tile.BDepth, cRow = tile.CRow, cLane = tile.CLane;
        TRow c0 = Begin(tile, ref c, ref bias);
        TRow c1 = Begin(tile, ref Unsafe.Add(ref c, cRow), ref bias);
        TRow c2 = Begin(tile, ref Unsafe.Add(ref c, 2 * cRow), ref bias);
        TRow c3 = Begin(tile, ref Unsafe.Add(ref c, 3 * cRow), ref bias);
        for (int depth = tile.Depth; depth > 0; depth -= tile.Run)
        {
            ref T ai = ref a;
            for (int i = Math.Min(tile.Run, depth); i > 0; i--)
            {
                TRow bi = TRow.Load<TB, TRead>(ref b, bLane);
                c0 = TRow.MultiplyAdd(TLanes.Create(ai), bi, c0);
                c1 = TRow.MultiplyAdd(TLanes.Create(Unsafe.Add(ref ai, aRow)), bi, c1);
                c2 = TRow.MultiplyAdd(TLanes.Create(Unsafe.Add(ref ai, 2 * aRow)), bi, c2);
                c3 = TRow.MultiplyAdd(TLanes.Create(Unsafe.Add(ref ai, 3 * aRow)), bi, c3);
                ai = ref Unsafe.Add(ref ai, aDepth);
                b = ref Unsafe.Add(ref b, bDepth);
            }

            a = ref Unsafe.Add(ref a, tile.ARun);
        }

        c0.Store(ref c, cLane);
        c1.Store(ref Unsafe.Add(ref c, cRow), cLane);
        c2.Store(ref Unsafe.Add(ref c, 2 * cRow), cLane);
        c3.Store(ref Unsafe.Add(ref c, 3 * cRow), cLane);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Rows3(in Tile tile, ref T a, ref TB b, ref T c, ref T bias)
    {
        nint aRow = tile.ARow, aDepth = tile.ADepth, bLane = tile.BLane, bDepth = tile.BDepth, cRow = tile.CRow, cLane = tile.CLane;
        TRow c0 = Begin(tile, ref c, ref bias);
        TRow c1 = Begin(tile, ref Unsafe.Add(ref c, cRow), ref bias);
        TRow c2 = Begin(tile, ref Unsafe.Add(ref c, 2 * cRow), ref bias);
        for (int depth = tile.Depth; depth > 0; depth -= tile.Run)
        {
            ref T ai = ref a;
            for (int i = Math.Min(tile.Run, depth); i > 0; i--)
            {
                TRow bi = TRow.Load<TB, TRead>(ref b, bLane);
                c0 = TRow.MultiplyAdd(TLanes.Create(ai), bi, c0);
                c1 = TRow.MultiplyAdd(TLanes.Create(Unsafe.Add(ref ai, aRow)), bi, c1);
                c2 = TRow.MultiplyAdd(TLanes.Create(Unsafe.Add(ref ai, 2 * aRow)), bi, c2);
                ai = ref Unsafe.Add(ref ai, aDepth);
                b = ref Unsafe.Add(ref b, bDepth);
            }

            a = ref Unsafe.Add(ref a, tile.ARun);
        }

        c0.Store(ref c, cLane);
        c1.Store(ref Unsafe.Add(ref c, cRow), cLane);
        c2.Store(ref Unsafe.Add(ref c, 2 * cRow), cLane);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Rows2(in Tile tile, ref T a, ref TB b, ref T c, ref T bias)
    {
        nint aRow = tile.ARow, aDepth = tile.ADepth, bLane = tile.BLane, bDepth = tile.BDepth, cRow = tile.CRow, cLane = tile.CLane;
        TRow c0 = Begin(tile, ref c, ref bias);
        TRow c1 = Begin(tile, ref Unsafe.Add(ref c, cRow), ref bias);
        for (int depth = tile.Depth; depth > 0; depth -= tile.Run)
        {
            ref T ai = ref a;
            for (int i = Math.Min(tile.Run, depth); i > 0; i--)
            {
                TRow bi = TRow.Load<TB, TRead>(ref b, bLane);
                c0 = TRow.MultiplyAdd(TLanes.Create(ai), bi, c0);
                c1 = TRow.MultiplyAdd(TLanes.Create(Unsafe.Add(ref ai, aRow)), bi, c1);
                ai = ref Unsafe.Add(ref ai, aDepth);
                b = ref Unsafe.Add(ref b, bDepth);
            }

            a = ref Unsafe.Add(ref a, tile.ARun);
        }

        c0.Store(ref c, cLane);
        c1.Store(ref Unsafe.Add(ref c, cRow), cLane);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void Rows1(in Tile tile, ref T a, ref TB b, ref T c, ref T bias)
    {
        nint aDepth = tile.ADepth, bLane = tile.BLane, bDepth = tile.BDepth, cLane = tile.CLane;
        TRow c0 = Begin(tile, ref c, ref bias);
        for (int depth = tile.Depth; depth > 0; depth -= tile.Run)
        {
            ref T ai = ref a;
            for (int i = Math.Min(tile.Run, depth); i > 0; i--)
            {
                c0 = TRow.MultiplyAdd<TB, TRead>(TLanes.Create(ai), ref b, bLane, c0);
                ai = ref Unsafe.Add(ref ai, aDepth);
                b = ref Unsafe.Add(ref b, bDepth);
            }

            a = ref Unsafe.Add(ref a, tile.ARun);
        }

        c0.Store(ref c, cLane);
    }
}
