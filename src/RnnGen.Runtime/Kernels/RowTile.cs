using System.Runtime.CompilerServices;

namespace RnnGen.Kernels;

/// <summary>Which tile computes one row: <see cref="Avx2Row{TB, TRead}"/> or the general one.</summary>
internal static class RowTile<T, TB, TRead, TLanes>
    where T : unmanaged
    where TB : unmanaged
    where TRead : struct, IRead<TB, TLanes>
    where TLanes : struct, ILanes<TLanes, T>
{
    /// <summary>c = start + A B for one row and 1 to 4 groups of 16 columns.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Run(int groups, in Tile tile, ref T a, ref TB b, ref T c, ref T bias)
    {
        if (typeof(T) == typeof(float) && typeof(TB) == typeof(float) && Avx2Row<float, ReadFloats>.Fits(tile))
        {
            Avx2Row<float, ReadFloats>.Run(groups, tile, ref Unsafe.As<T, float>(ref a), ref Unsafe.As<TB, float>(ref b), ref Unsafe.As<T, float>(ref c), ref Unsafe.As<T, float>(ref bias));
        }
        else if (typeof(T) == typeof(float) && typeof(TB) == typeof(BFloat16) && Avx2Row<BFloat16, ReadBFloats>.Fits(tile))
        {
            Avx2Row<BFloat16, ReadBFloats>.Run(groups, tile, ref Unsafe.As<T, float>(ref a), ref Unsafe.As<TB, BFloat16>(ref b), ref Unsafe.As<T, float>(ref c), ref Unsafe.As<T, float>(ref bias));
        }
        else
        {
            General(groups, tile, ref a, ref b, ref c, ref bias);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void General(int groups, in Tile tile, ref T a, ref TB b, ref T c, ref T bias)
    {
        switch (groups)
        {
            case 4:
                Tiles<T, TB, TRead, TLanes, TileRow4<T, TLanes>>.Rows1(tile, ref a, ref b, ref c, ref bias);
                break;
            case 3:
                Tiles<T, TB, TRead, TLanes, TileRow3<T, TLanes>>.Rows1(tile, ref a, ref b, ref c, ref bias);
                break;
            case 2:
                Tiles<T, TB, TRead, TLanes, TileRow2<T, TLanes>>.Rows1(tile, ref a, ref b, ref c, ref bias);
                break;
            default:
                Tiles<T, TB, TRead, TLanes, TileRow1<T, TLanes>>.Rows1(tile, ref a, ref b, ref c, ref bias);
                break;
        }
    }
}
