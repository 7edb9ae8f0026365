using System.Runtime.CompilerServices;

namespace RnnGen.Kernels;

/// <summary>Tiles beside each other: some rows of A times all groups of 16 columns of B that lie at one distance.</summary>
internal static class TileColumns<T, TB, TRead, TLanes>
    where T : unmanaged
    where TB : unmanaged
    where TRead : struct, IRead<TB, TLanes>
    where TLanes : struct, ILanes<TLanes, T>
{
    /// <summary>C = start + A B for <paramref name="groups"/> groups of columns, at most <paramref name="atOnce"/> in a tile.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run(int rows, int groups, int atOnce, int step, in Tile tile, ref T a, ref TB b, ref T c, ref T bias)
    {
        int depth = tile.Depth;
        for (int group = 0; group < groups;)
        {
            int width = System.Math.Min(atOnce, groups - group);
            width = groups - group == 5 && width == 4 ? 3 : width; // 3 and 2 rather than 4 and 1
            ref TB columns = ref Unsafe.Add(ref b, group * tile.BLane);
            ref T sums = ref Unsafe.Add(ref c, group * tile.CLane);
            ref T begin = ref Unsafe.IsNullRef(ref bias) ? ref bias : ref Unsafe.Add(ref bias, group * tile.BiasLane);
            for (int k = 0; k < depth; k += step)
            {
                var cut = tile with { Start = k == 0 ? tile.Start : Start.Accumulate, Depth = System.Math.Min(step, depth - k) };
                ref T left = ref Unsafe.Add(ref a, k / tile.Run * tile.ARun);
                ref TB right = ref Unsafe.Add(ref columns, k * tile.BDepth);
                if (rows == 1)
                {
                    RowTile<T, TB, TRead, TLanes>.Run(width, cut, ref left, ref right, ref sums, ref begin);
                    continue;
                }

                switch (width)
                {
                    case 4:
                        Tiles<T, TB, TRead, TLanes, TileRow4<T, TLanes>>.Run(rows, cut, ref left, ref right, ref sums, ref begin);
                        break;
                    case 3:
                        Tiles<T, TB, TRead, TLanes, TileRow3<T, TLanes>>.Run(rows, cut, ref left, ref right, ref sums, ref begin);
                        break;
                    case 2:
                        Tiles<T, TB, TRead, TLanes, TileRow2<T, TLanes>>.Run(rows, cut, ref left, ref right, ref sums, ref begin);
                        break;
                    case 1 when typeof(T) == typeof(float) && typeof(TB) == typeof(float) && Avx2Tile.IsSupported:
                        One(rows, cut, ref Unsafe.As<T, float>(ref left), ref Unsafe.As<TB, float>(ref right), ref Unsafe.As<T, float>(ref sums), ref Unsafe.As<T, float>(ref begin));
                        break;
                    default:
                        Tiles<T, TB, TRead, TLanes, TileRow1<T, TLanes>>.Run(rows, cut, ref left, ref right, ref sums, ref begin);
                        break;
                }
            }

            group += width;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void One(int rows, in Tile tile, ref float a, ref float b, ref float c, ref float bias)
    {
        if (tile.ADepth == 1)
        {
            Avx2Tile.Run<DepthTogether>(rows, tile, ref a, ref b, ref c, ref bias);
        }
        else
        {
            Avx2Tile.Run<RowsTogether>(rows, tile, ref a, ref b, ref c, ref bias);
        }
    }
}
