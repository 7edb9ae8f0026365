using System;
using System.Runtime.CompilerServices;

namespace RnnGen.Kernels;

/// <summary>
/// The innermost loops: C (rows x lanes of 16) += A B with all of C in registers. Every product of a recurrent network is this tile with
/// other strides; see <see cref="Products{T, TLanes}"/>.
/// </summary>
internal static class Tiles<T, TLanes>
    where T : unmanaged
    where TLanes : struct, ILanes<TLanes, T>
{
    /// <summary>Runs the tile of <paramref name="rows"/> (6, 4 or 1) by <paramref name="lanes"/> (4, 2 or 1).</summary>
    public static void Run(int rows, int lanes, Tile tile, ref T a, ref T b, ref T c, ref T bias)
    {
        switch (rows, lanes)
        {
            case (6, 4):
                Tile6x4(tile, ref a, ref b, ref c, ref bias);
                break;
            case (4, 2):
                Tile4x2(tile, ref a, ref b, ref c, ref bias);
                break;
            case (4, 1):
                Tile4x1(tile, ref a, ref b, ref c, ref bias);
                break;
            case (1, 4):
                Tile1x4(tile, ref a, ref b, ref c, ref bias);
                break;
            case (1, 2):
                Tile1x2(tile, ref a, ref b, ref c, ref bias);
                break;
            case (1, 1):
                Tile1x1(tile, ref a, ref b, ref c, ref bias);
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(rows));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Tile6x4(Tile tile, ref T a, ref T b, ref T c, ref T bias)
    {
        nint aRow = tile.ARow, bLane = tile.BLane, cRow = tile.CRow, cLane = tile.CLane;
        TLanes c00, c01, c02, c03, c10, c11, c12, c13, c20, c21, c22, c23, c30, c31, c32, c33, c40, c41, c42, c43, c50, c51, c52, c53;
        if (tile.Start == Start.Accumulate)
        {
            c00 = TLanes.Load(ref c, 0);
            c01 = TLanes.Load(ref c, cLane);
            c02 = TLanes.Load(ref c, 2 * cLane);
            c03 = TLanes.Load(ref c, 3 * cLane);
            c10 = TLanes.Load(ref c, cRow);
            c11 = TLanes.Load(ref c, cRow + cLane);
            c12 = TLanes.Load(ref c, cRow + (2 * cLane));
            c13 = TLanes.Load(ref c, cRow + (3 * cLane));
            c20 = TLanes.Load(ref c, 2 * cRow);
            c21 = TLanes.Load(ref c, (2 * cRow) + cLane);
            c22 = TLanes.Load(ref c, (2 * cRow) + (2 * cLane));
            c23 = TLanes.Load(ref c, (2 * cRow) + (3 * cLane));
            c30 = TLanes.Load(ref c, 3 * cRow);
            c31 = TLanes.Load(ref c, (3 * cRow) + cLane);
            c32 = TLanes.Load(ref c, (3 * cRow) + (2 * cLane));
            c33 = TLanes.Load(ref c, (3 * cRow) + (3 * cLane));
            c40 = TLanes.Load(ref c, 4 * cRow);
            c41 = TLanes.Load(ref c, (4 * cRow) + cLane);
            c42 = TLanes.Load(ref c, (4 * cRow) + (2 * cLane));
            c43 = TLanes.Load(ref c, (4 * cRow) + (3 * cLane));
            c50 = TLanes.Load(ref c, 5 * cRow);
            c51 = TLanes.Load(ref c, (5 * cRow) + cLane);
            c52 = TLanes.Load(ref c, (5 * cRow) + (2 * cLane));
            c53 = TLanes.Load(ref c, (5 * cRow) + (3 * cLane));
        }
        else
        {
            c00 = tile.Start == Start.Zero ? TLanes.Zero : TLanes.Load(ref bias, 0 * tile.BiasLane);
            c01 = tile.Start == Start.Zero ? TLanes.Zero : TLanes.Load(ref bias, 1 * tile.BiasLane);
            c02 = tile.Start == Start.Zero ? TLanes.Zero : TLanes.Load(ref bias, 2 * tile.BiasLane);
            c03 = tile.Start == Start.Zero ? TLanes.Zero : TLanes.Load(ref bias, 3 * tile.BiasLane);
            c10 = c00;
            c11 = c01;
            c12 = c02;
            c13 = c03;
            c20 = c00;
            c21 = c01;
            c22 = c02;
            c23 = c03;
            c30 = c00;
            c31 = c01;
            c32 = c02;
            c33 = c03;
            c40 = c00;
            c41 = c01;
            c42 = c02;
            c43 = c03;
            c50 = c00;
            c51 = c01;
            c52 = c02;
            c53 = c03;
        }

        for (int depth = tile.Depth; depth > 0; depth -= tile.Run)
        {
            ref T ai = ref a;
            for (int i = Math.Min(tile.Run, depth); i > 0; i--)
            {
                TLanes b0 = TLanes.Load(ref b, 0);
                TLanes b1 = TLanes.Load(ref b, bLane);
                TLanes b2 = TLanes.Load(ref b, 2 * bLane);
                TLanes b3 = TLanes.Load(ref b, 3 * bLane);
                TLanes a0 = TLanes.Create(Unsafe.Add(ref ai, 0));
                c00 = TLanes.MultiplyAdd(a0, b0, c00);
                c01 = TLanes.MultiplyAdd(a0, b1, c01);
                c02 = TLanes.MultiplyAdd(a0, b2, c02);
                c03 = TLanes.MultiplyAdd(a0, b3, c03);
                TLanes a1 = TLanes.Create(Unsafe.Add(ref ai, aRow));
                c10 = TLanes.MultiplyAdd(a1, b0, c10);
                c11 = TLanes.MultiplyAdd(a1, b1, c11);
                c12 = TLanes.MultiplyAdd(a1, b2, c12);
                c13 = TLanes.MultiplyAdd(a1, b3, c13);
                TLanes a2 = TLanes.Create(Unsafe.Add(ref ai, 2 * aRow));
                c20 = TLanes.MultiplyAdd(a2, b0, c20);
                c21 = TLanes.MultiplyAdd(a2, b1, c21);
                c22 = TLanes.MultiplyAdd(a2, b2, c22);
                c23 = TLanes.MultiplyAdd(a2, b3, c23);
                TLanes a3 = TLanes.Create(Unsafe.Add(ref ai, 3 * aRow));
                c30 = TLanes.MultiplyAdd(a3, b0, c30);
                c31 = TLanes.MultiplyAdd(a3, b1, c31);
                c32 = TLanes.MultiplyAdd(a3, b2, c32);
                c33 = TLanes.MultiplyAdd(a3, b3, c33);
                TLanes a4 = TLanes.Create(Unsafe.Add(ref ai, 4 * aRow));
                c40 = TLanes.MultiplyAdd(a4, b0, c40);
                c41 = TLanes.MultiplyAdd(a4, b1, c41);
                c42 = TLanes.MultiplyAdd(a4, b2, c42);
                c43 = TLanes.MultiplyAdd(a4, b3, c43);
                TLanes a5 = TLanes.Create(Unsafe.Add(ref ai, 5 * aRow));
                c50 = TLanes.MultiplyAdd(a5, b0, c50);
                c51 = TLanes.MultiplyAdd(a5, b1, c51);
                c52 = TLanes.MultiplyAdd(a5, b2, c52);
                c53 = TLanes.MultiplyAdd(a5, b3, c53);
                ai = ref Unsafe.Add(ref ai, tile.ADepth);
                b = ref Unsafe.Add(ref b, tile.BDepth);
            }

            a = ref Unsafe.Add(ref a, tile.ARun);
        }

        c00.Store(ref c, 0);
        c01.Store(ref c, cLane);
        c02.Store(ref c, 2 * cLane);
        c03.Store(ref c, 3 * cLane);
        c10.Store(ref c, cRow);
        c11.Store(ref c, cRow + cLane);
        c12.Store(ref c, cRow + (2 * cLane));
        c13.Store(ref c, cRow + (3 * cLane));
        c20.Store(ref c, 2 * cRow);
        c21.Store(ref c, (2 * cRow) + cLane);
        c22.Store(ref c, (2 * cRow) + (2 * cLane));
        c23.Store(ref c, (2 * cRow) + (3 * cLane));
        c30.Store(ref c, 3 * cRow);
        c31.Store(ref c, (3 * cRow) + cLane);
        c32.Store(ref c, (3 * cRow) + (2 * cLane));
        c33.Store(ref c, (3 * cRow) + (3 * cLane));
        c40.Store(ref c, 4 * cRow);
        c41.Store(ref c, (4 * cRow) + cLane);
        c42.Store(ref c, (4 * cRow) + (2 * cLane));
        c43.Store(ref c, (4 * cRow) + (3 * cLane));
        c50.Store(ref c, 5 * cRow);
        c51.Store(ref c, (5 * cRow) + cLane);
        c52.Store(ref c, (5 * cRow) + (2 * cLane));
        c53.Store(ref c, (5 * cRow) + (3 * cLane));
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Tile4x2(Tile tile, ref T a, ref T b, ref T c, ref T bias)
    {
        nint aRow = tile.ARow, bLane = tile.BLane, cRow = tile.CRow, cLane = tile.CLane;
        TLanes c00, c01, c10, c11, c20, c21, c30, c31;
        if (tile.Start == Start.Accumulate)
        {
            c00 = TLanes.Load(ref c, 0);
            c01 = TLanes.Load(ref c, cLane);
            c10 = TLanes.Load(ref c, cRow);
            c11 = TLanes.Load(ref c, cRow + cLane);
            c20 = TLanes.Load(ref c, 2 * cRow);
            c21 = TLanes.Load(ref c, (2 * cRow) + cLane);
            c30 = TLanes.Load(ref c, 3 * cRow);
            c31 = TLanes.Load(ref c, (3 * cRow) + cLane);
        }
        else
        {
            c00 = tile.Start == Start.Zero ? TLanes.Zero : TLanes.Load(ref bias, 0 * tile.BiasLane);
            c01 = tile.Start == Start.Zero ? TLanes.Zero : TLanes.Load(ref bias, 1 * tile.BiasLane);
            c10 = c00;
            c11 = c01;
            c20 = c00;
            c21 = c01;
            c30 = c00;
            c31 = c01;
        }

        for (int depth = tile.Depth; depth > 0; depth -= tile.Run)
        {
            ref T ai = ref a;
            for (int i = Math.Min(tile.Run, depth); i > 0; i--)
            {
                TLanes b0 = TLanes.Load(ref b, 0);
                TLanes b1 = TLanes.Load(ref b, bLane);
                TLanes a0 = TLanes.Create(Unsafe.Add(ref ai, 0));
                c00 = TLanes.MultiplyAdd(a0, b0, c00);
                c01 = TLanes.MultiplyAdd(a0, b1, c01);
                TLanes a1 = TLanes.Create(Unsafe.Add(ref ai, aRow));
                c10 = TLanes.MultiplyAdd(a1, b0, c10);
                c11 = TLanes.MultiplyAdd(a1, b1, c11);
                TLanes a2 = TLanes.Create(Unsafe.Add(ref ai, 2 * aRow));
                c20 = TLanes.MultiplyAdd(a2, b0, c20);
                c21 = TLanes.MultiplyAdd(a2, b1, c21);
                TLanes a3 = TLanes.Create(Unsafe.Add(ref ai, 3 * aRow));
                c30 = TLanes.MultiplyAdd(a3, b0, c30);
                c31 = TLanes.MultiplyAdd(a3, b1, c31);
                ai = ref Unsafe.Add(ref ai, tile.ADepth);
                b = ref Unsafe.Add(ref b, tile.BDepth);
            }

            a = ref Unsafe.Add(ref a, tile.ARun);
        }

        c00.Store(ref c, 0);
        c01.Store(ref c, cLane);
        c10.Store(ref c, cRow);
        c11.Store(ref c, cRow + cLane);
        c20.Store(ref c, 2 * cRow);
        c21.Store(ref c, (2 * cRow) + cLane);
        c30.Store(ref c, 3 * cRow);
        c31.Store(ref c, (3 * cRow) + cLane);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Tile4x1(Tile tile, ref T a, ref T b, ref T c, ref T bias)
    {
        nint aRow = tile.ARow, bLane = tile.BLane, cRow = tile.CRow, cLane = tile.CLane;
        TLanes c00, c10, c20, c30;
        if (tile.Start == Start.Accumulate)
        {
            c00 = TLanes.Load(ref c, 0);
            c10 = TLanes.Load(ref c, cRow);
            c20 = TLanes.Load(ref c, 2 * cRow);
            c30 = TLanes.Load(ref c, 3 * cRow);
        }
        else
        {
            c00 = tile.Start == Start.Zero ? TLanes.Zero : TLanes.Load(ref bias, 0 * tile.BiasLane);
            c10 = c00;
            c20 = c00;
            c30 = c00;
        }

        for (int depth = tile.Depth; depth > 0; depth -= tile.Run)
        {
            ref T ai = ref a;
            for (int i = Math.Min(tile.Run, depth); i > 0; i--)
            {
                TLanes b0 = TLanes.Load(ref b, 0);
                TLanes a0 = TLanes.Create(Unsafe.Add(ref ai, 0));
                c00 = TLanes.MultiplyAdd(a0, b0, c00);
                TLanes a1 = TLanes.Create(Unsafe.Add(ref ai, aRow));
                c10 = TLanes.MultiplyAdd(a1, b0, c10);
                TLanes a2 = TLanes.Create(Unsafe.Add(ref ai, 2 * aRow));
                c20 = TLanes.MultiplyAdd(a2, b0, c20);
                TLanes a3 = TLanes.Create(Unsafe.Add(ref ai, 3 * aRow));
                c30 = TLanes.MultiplyAdd(a3, b0, c30);
                ai = ref Unsafe.Add(ref ai, tile.ADepth);
                b = ref Unsafe.Add(ref b, tile.BDepth);
            }

            a = ref Unsafe.Add(ref a, tile.ARun);
        }

        c00.Store(ref c, 0);
        c10.Store(ref c, cRow);
        c20.Store(ref c, 2 * cRow);
        c30.Store(ref c, 3 * cRow);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Tile1x4(Tile tile, ref T a, ref T b, ref T c, ref T bias)
    {
        nint aRow = tile.ARow, bLane = tile.BLane, cRow = tile.CRow, cLane = tile.CLane;
        TLanes c00, c01, c02, c03;
        if (tile.Start == Start.Accumulate)
        {
            c00 = TLanes.Load(ref c, 0);
            c01 = TLanes.Load(ref c, cLane);
            c02 = TLanes.Load(ref c, 2 * cLane);
            c03 = TLanes.Load(ref c, 3 * cLane);
        }
        else
        {
            c00 = tile.Start == Start.Zero ? TLanes.Zero : TLanes.Load(ref bias, 0 * tile.BiasLane);
            c01 = tile.Start == Start.Zero ? TLanes.Zero : TLanes.Load(ref bias, 1 * tile.BiasLane);
            c02 = tile.Start == Start.Zero ? TLanes.Zero : TLanes.Load(ref bias, 2 * tile.BiasLane);
            c03 = tile.Start == Start.Zero ? TLanes.Zero : TLanes.Load(ref bias, 3 * tile.BiasLane);
        }

        for (int depth = tile.Depth; depth > 0; depth -= tile.Run)
        {
            ref T ai = ref a;
            for (int i = Math.Min(tile.Run, depth); i > 0; i--)
            {
                TLanes b0 = TLanes.Load(ref b, 0);
                TLanes b1 = TLanes.Load(ref b, bLane);
                TLanes b2 = TLanes.Load(ref b, 2 * bLane);
                TLanes b3 = TLanes.Load(ref b, 3 * bLane);
                TLanes a0 = TLanes.Create(Unsafe.Add(ref ai, 0));
                c00 = TLanes.MultiplyAdd(a0, b0, c00);
                c01 = TLanes.MultiplyAdd(a0, b1, c01);
                c02 = TLanes.MultiplyAdd(a0, b2, c02);
                c03 = TLanes.MultiplyAdd(a0, b3, c03);
                ai = ref Unsafe.Add(ref ai, tile.ADepth);
                b = ref Unsafe.Add(ref b, tile.BDepth);
            }

            a = ref Unsafe.Add(ref a, tile.ARun);
        }

        c00.Store(ref c, 0);
        c01.Store(ref c, cLane);
        c02.Store(ref c, 2 * cLane);
        c03.Store(ref c, 3 * cLane);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Tile1x2(Tile tile, ref T a, ref T b, ref T c, ref T bias)
    {
        nint aRow = tile.ARow, bLane = tile.BLane, cRow = tile.CRow, cLane = tile.CLane;
        TLanes c00, c01;
        if (tile.Start == Start.Accumulate)
        {
            c00 = TLanes.Load(ref c, 0);
            c01 = TLanes.Load(ref c, cLane);
        }
        else
        {
            c00 = tile.Start == Start.Zero ? TLanes.Zero : TLanes.Load(ref bias, 0 * tile.BiasLane);
            c01 = tile.Start == Start.Zero ? TLanes.Zero : TLanes.Load(ref bias, 1 * tile.BiasLane);
        }

        for (int depth = tile.Depth; depth > 0; depth -= tile.Run)
        {
            ref T ai = ref a;
            for (int i = Math.Min(tile.Run, depth); i > 0; i--)
            {
                TLanes b0 = TLanes.Load(ref b, 0);
                TLanes b1 = TLanes.Load(ref b, bLane);
                TLanes a0 = TLanes.Create(Unsafe.Add(ref ai, 0));
                c00 = TLanes.MultiplyAdd(a0, b0, c00);
                c01 = TLanes.MultiplyAdd(a0, b1, c01);
                ai = ref Unsafe.Add(ref ai, tile.ADepth);
                b = ref Unsafe.Add(ref b, tile.BDepth);
            }

            a = ref Unsafe.Add(ref a, tile.ARun);
        }

        c00.Store(ref c, 0);
        c01.Store(ref c, cLane);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Tile1x1(Tile tile, ref T a, ref T b, ref T c, ref T bias)
    {
        nint aRow = tile.ARow, bLane = tile.BLane, cRow = tile.CRow, cLane = tile.CLane;
        TLanes c00;
        if (tile.Start == Start.Accumulate)
        {
            c00 = TLanes.Load(ref c, 0);
        }
        else
        {
            c00 = tile.Start == Start.Zero ? TLanes.Zero : TLanes.Load(ref bias, 0 * tile.BiasLane);
        }

        for (int depth = tile.Depth; depth > 0; depth -= tile.Run)
        {
            ref T ai = ref a;
            for (int i = Math.Min(tile.Run, depth); i > 0; i--)
            {
                TLanes b0 = TLanes.Load(ref b, 0);
                TLanes a0 = TLanes.Create(Unsafe.Add(ref ai, 0));
                c00 = TLanes.MultiplyAdd(a0, b0, c00);
                ai = ref Unsafe.Add(ref ai, tile.ADepth);
                b = ref Unsafe.Add(ref b, tile.BDepth);
            }

            a = ref Unsafe.Add(ref a, tile.ARun);
        }

        c00.Store(ref c, 0);
    }
}
