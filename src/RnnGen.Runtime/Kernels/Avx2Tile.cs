using System;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace RnnGen.Kernels;

/// <summary>
/// The tile of <see cref="Tiles{T, TB, TRead, TLanes, TRow}"/>, up to 6 rows x 16 columns, for the sixteen registers of AVX2 in single precision.
/// It is written over vectors rather than over lanes, where moves and addresses take a third of the instructions: 25 for 12 fused products instead
/// of 35, which counts most where two programs share a core. Same chains, same bits.
/// </summary>
internal static class Avx2Tile
{
    private const int MaxRows = 6, Half = 8;

    /// <summary>Whether tiles in single precision are these: not where registers are wider.</summary>
    public static bool IsSupported
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Fma.IsSupported && !Avx512F.IsSupported;
    }

    /// <summary>Runs all rows of a column of tiles, split evenly: 32 rows are 6, 6, 5, 5, 5, 5.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run<TOrder>(int rows, in Tile tile, ref float a, ref float b, ref float c, ref float bias)
        where TOrder : struct, IOperandOrder
    {
        int tiles = (rows + MaxRows - 1) / MaxRows, ahead = tile.ReadsAhead && tiles > 1 ? (tile.Depth + tiles - 1) / tiles : 0;
        ref float next = ref Unsafe.Add(ref b, tile.Depth * tile.BDepth);
        for (; tiles > 0; tiles--)
        {
            next = ref Prefetch(ref next, tile.BDepth, ahead);
            int height = (rows + tiles - 1) / tiles;
            switch (height)
            {
                case 6:
                    Rows<Six, TOrder>(tile, ref a, ref b, ref c, ref bias);
                    break;
                case 5:
                    Rows<Five, TOrder>(tile, ref a, ref b, ref c, ref bias);
                    break;
                case 4:
                    Rows<Four, TOrder>(tile, ref a, ref b, ref c, ref bias);
                    break;
                case 3:
                    Rows<Three, TOrder>(tile, ref a, ref b, ref c, ref bias);
                    break;
                case 2:
                    Rows<Two, TOrder>(tile, ref a, ref b, ref c, ref bias);
                    break;
                default:
                    Rows<One, TOrder>(tile, ref a, ref b, ref c, ref bias);
                    break;
            }

            a = ref Unsafe.Add(ref a, height * tile.ARow);
            c = ref Unsafe.Add(ref c, height * tile.CRow);
            rows -= height;
        }
    }

    // Each tile asks for its share of the columns that follow; nothing is read where they end.
    private static unsafe ref float Prefetch(ref float next, nint stride, int count)
    {
        for (; count > 0; count--)
        {
            Sse.Prefetch1(Unsafe.AsPointer(ref next));
            next = ref Unsafe.Add(ref next, stride);
        }

        return ref next;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Rows<TRows, TOrder>(in Tile tile, ref float a, ref float b, ref float c, ref float bias)
        where TRows : struct, ICount
        where TOrder : struct, IOperandOrder
    {
        nint aRow = tile.ARow, bDepth = tile.BDepth, cRow = tile.CRow;
        nint aDepth = TOrder.RowsTogether ? tile.ADepth : 1;
        Vector256<float> c0 = default, c1 = default, c2 = default, c3 = default, c4 = default, c5 = default; // columns 0 to 7
        Vector256<float> d0 = default, d1 = default, d2 = default, d3 = default, d4 = default, d5 = default; // columns 8 to 15
        if (tile.Start != Start.Zero)
        {
            bool accumulates = tile.Start == Start.Accumulate;
            ref float from = ref accumulates ? ref c : ref bias;
            nint row = accumulates ? cRow : 0;
            Load<TRows, One>(ref from, row, ref c0, ref d0);
            Load<TRows, Two>(ref from, row, ref c1, ref d1);
            Load<TRows, Three>(ref from, row, ref c2, ref d2);
            Load<TRows, Four>(ref from, row, ref c3, ref d3);
            Load<TRows, Five>(ref from, row, ref c4, ref d4);
            Load<TRows, Six>(ref from, row, ref c5, ref d5);
        }

        for (int depth = tile.Depth; depth > 0; depth -= tile.Run)
        {
            ref float upper = ref a; // rows 0 to 2
            ref float lower = ref Unsafe.Add(ref a, 3 * aRow); // rows 3 to 5
            int i = Math.Min(tile.Run, depth);
            for (; i >= 2; i -= 2)
            {
                Step<TRows, TOrder>(
                    0, ref upper, ref lower, aRow, ref b,
                    ref c0, ref d0, ref c1, ref d1, ref c2, ref d2, ref c3, ref d3, ref c4, ref d4, ref c5, ref d5);
                Step<TRows, TOrder>(
                    aDepth, ref upper, ref lower, aRow, ref Unsafe.Add(ref b, bDepth),
                    ref c0, ref d0, ref c1, ref d1, ref c2, ref d2, ref c3, ref d3, ref c4, ref d4, ref c5, ref d5);
                upper = ref Unsafe.Add(ref upper, 2 * aDepth);
                lower = ref Unsafe.Add(ref lower, 2 * aDepth);
                b = ref Unsafe.Add(ref b, 2 * bDepth);
            }

            if (i > 0)
            {
                Step<TRows, TOrder>(
                    0, ref upper, ref lower, aRow, ref b,
                    ref c0, ref d0, ref c1, ref d1, ref c2, ref d2, ref c3, ref d3, ref c4, ref d4, ref c5, ref d5);
                b = ref Unsafe.Add(ref b, bDepth);
            }

            a = ref Unsafe.Add(ref a, tile.ARun);
        }

        Store<TRows, One>(ref c, cRow, c0, d0);
        Store<TRows, Two>(ref c, cRow, c1, d1);
        Store<TRows, Three>(ref c, cRow, c2, d2);
        Store<TRows, Four>(ref c, cRow, c3, d3);
        Store<TRows, Five>(ref c, cRow, c4, d4);
        Store<TRows, Six>(ref c, cRow, c5, d5);
    }

    // One depth: each row's factor of A times the 16 columns of B.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Step<TRows, TOrder>(
        nint at, ref float upper, ref float lower, nint aRow, ref float b,
        ref Vector256<float> c0, ref Vector256<float> d0, ref Vector256<float> c1, ref Vector256<float> d1, ref Vector256<float> c2, ref Vector256<float> d2,
        ref Vector256<float> c3, ref Vector256<float> d3, ref Vector256<float> c4, ref Vector256<float> d4, ref Vector256<float> c5, ref Vector256<float> d5)
        where TRows : struct, ICount
        where TOrder : struct, IOperandOrder
    {
        Vector256<float> b0 = Vector256.LoadUnsafe(ref b), b1 = Vector256.LoadUnsafe(ref Unsafe.Add(ref b, Half));
        AddProducts<TRows, One>(Factor<TOrder>(0, at, ref upper, ref lower, aRow), b0, b1, ref c0, ref d0);
        AddProducts<TRows, Two>(Factor<TOrder>(1, at, ref upper, ref lower, aRow), b0, b1, ref c1, ref d1);
        AddProducts<TRows, Three>(Factor<TOrder>(2, at, ref upper, ref lower, aRow), b0, b1, ref c2, ref d2);
        AddProducts<TRows, Four>(Factor<TOrder>(3, at, ref upper, ref lower, aRow), b0, b1, ref c3, ref d3);
        AddProducts<TRows, Five>(Factor<TOrder>(4, at, ref upper, ref lower, aRow), b0, b1, ref c4, ref d4);
        AddProducts<TRows, Six>(Factor<TOrder>(5, at, ref upper, ref lower, aRow), b0, b1, ref c5, ref d5);
    }

    // Two origins, because an address can hold a stride once, twice or four times, not three times.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<float> Factor<TOrder>(int row, nint at, ref float upper, ref float lower, nint aRow)
        where TOrder : struct, IOperandOrder
    {
        if (TOrder.RowsTogether)
        {
            return Vector256.Create(Unsafe.Add(ref Unsafe.Add(ref upper, at), row));
        }

        return row < 3
            ? Vector256.Create(Unsafe.Add(ref Unsafe.Add(ref upper, row * aRow), at))
            : Vector256.Create(Unsafe.Add(ref Unsafe.Add(ref lower, (row - 3) * aRow), at));
    }

    // Nothing for rows that the tile has not.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void AddProducts<TRows, TRow>(Vector256<float> a, Vector256<float> b0, Vector256<float> b1, ref Vector256<float> left, ref Vector256<float> right)
        where TRows : struct, ICount
        where TRow : struct, ICount
    {
        if (TRow.Value <= TRows.Value)
        {
            left = Fma.MultiplyAdd(a, b0, left);
            right = Fma.MultiplyAdd(a, b1, right);
        }
    }

    /// <summary>Reads one row of sums, or one group of them where a tile has one row; nothing past the last.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Load<TRows, TRow>(ref float from, nint stride, ref Vector256<float> left, ref Vector256<float> right)
        where TRows : struct, ICount
        where TRow : struct, ICount
    {
        if (TRow.Value <= TRows.Value)
        {
            ref float row = ref Unsafe.Add(ref from, (TRow.Value - 1) * stride);
            left = Vector256.LoadUnsafe(ref row);
            right = Vector256.LoadUnsafe(ref Unsafe.Add(ref row, Half));
        }
    }

    /// <summary>Writes one row of sums, or one group of them where a tile has one row; nothing past the last.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store<TRows, TRow>(ref float to, nint stride, Vector256<float> left, Vector256<float> right)
        where TRows : struct, ICount
        where TRow : struct, ICount
    {
        if (TRow.Value <= TRows.Value)
        {
            ref float row = ref Unsafe.Add(ref to, (TRow.Value - 1) * stride);
            left.StoreUnsafe(ref row);
            right.StoreUnsafe(ref Unsafe.Add(ref row, Half));
        }
    }
}
