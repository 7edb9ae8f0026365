using System.Runtime.CompilerServices;

namespace RnnGen.Kernels;

/// <summary>One row of a tile, or of its B operand: 1 to 4 groups of 16 lanes that stay in registers.</summary>
internal interface ITileRow<TSelf, T, TLanes>
    where TSelf : struct, ITileRow<TSelf, T, TLanes>
    where T : unmanaged
    where TLanes : struct, ILanes<TLanes, T>
{
    /// <summary>Reads groups that lie <paramref name="stride"/> elements apart.</summary>
    static abstract TSelf Load<TB, TRead>(ref TB origin, nint stride)
        where TB : unmanaged
        where TRead : struct, IRead<TB, TLanes>;

    /// <summary>Writes groups <paramref name="stride"/> elements apart.</summary>
    void Store(ref T origin, nint stride);

    /// <summary>sum + factor * b.</summary>
    static abstract TSelf MultiplyAdd(TLanes factor, TSelf b, TSelf sum);

    /// <summary>sum + factor * b, each group of b read where it is used: a tile of one row uses it once, and all of it does not fit beside the sums.</summary>
    static abstract TSelf MultiplyAdd<TB, TRead>(TLanes factor, ref TB origin, nint stride, TSelf sum)
        where TB : unmanaged
        where TRead : struct, IRead<TB, TLanes>;
}

/// <inheritdoc cref="ITileRow{TSelf, T, TLanes}"/>
internal struct TileRow1<T, TLanes> : ITileRow<TileRow1<T, TLanes>, T, TLanes>
    where T : unmanaged
    where TLanes : struct, ILanes<TLanes, T>
{
    private TLanes first;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TileRow1<T, TLanes> Load<TB, TRead>(ref TB origin, nint stride)
        where TB : unmanaged
        where TRead : struct, IRead<TB, TLanes>
    {
        TileRow1<T, TLanes> row;
        row.first = TRead.Load(ref origin, 0);
        return row;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly void Store(ref T origin, nint stride)
    {
        first.Store(ref origin, 0);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TileRow1<T, TLanes> MultiplyAdd(TLanes factor, TileRow1<T, TLanes> b, TileRow1<T, TLanes> sum)
    {
        TileRow1<T, TLanes> row;
        row.first = TLanes.MultiplyAdd(factor, b.first, sum.first);
        return row;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TileRow1<T, TLanes> MultiplyAdd<TB, TRead>(TLanes factor, ref TB origin, nint stride, TileRow1<T, TLanes> sum)
        where TB : unmanaged
        where TRead : struct, IRead<TB, TLanes>
    {
        TileRow1<T, TLanes> row;
        row.first = TLanes.MultiplyAdd(factor, TRead.Load(ref origin, 0), sum.first);
        return row;
    }
}

/// <inheritdoc cref="ITileRow{TSelf, T, TLanes}"/>
internal struct TileRow2<T, TLanes> : ITileRow<TileRow2<T, TLanes>, T, TLanes>
    where T : unmanaged
    where TLanes : struct, ILanes<TLanes, T>
{
    private TLanes first, second;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TileRow2<T, TLanes> Load<TB, TRead>(ref TB origin, nint stride)
        where TB : unmanaged
        where TRead : struct, IRead<TB, TLanes>
    {
        TileRow2<T, TLanes> row;
        row.first = TRead.Load(ref origin, 0);
        row.second = TRead.Load(ref origin, stride);
        return row;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly void Store(ref T origin, nint stride)
    {
        first.Store(ref origin, 0);
        second.Store(ref origin, stride);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TileRow2<T, TLanes> MultiplyAdd(TLanes factor, TileRow2<T, TLanes> b, TileRow2<T, TLanes> sum)
    {
        TileRow2<T, TLanes> row;
        row.first = TLanes.MultiplyAdd(factor, b.first, sum.first);
        row.second = TLanes.MultiplyAdd(factor, b.second, sum.second);
        return row;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TileRow2<T, TLanes> MultiplyAdd<TB, TRead>(TLanes factor, ref TB origin, nint stride, TileRow2<T, TLanes> sum)
        where TB : unmanaged
        where TRead : struct, IRead<TB, TLanes>
    {
        TileRow2<T, TLanes> row;
        row.first = TLanes.MultiplyAdd(factor, TRead.Load(ref origin, 0), sum.first);
        row.second = TLanes.MultiplyAdd(factor, TRead.Load(ref origin, stride), sum.second);
        return row;
    }
}

/// <inheritdoc cref="ITileRow{TSelf, T, TLanes}"/>
internal struct TileRow3<T, TLanes> : ITileRow<TileRow3<T, TLanes>, T, TLanes>
    where T : unmanaged
    where TLanes : struct, ILanes<TLanes, T>
{
    private TLanes first, second, third;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TileRow3<T, TLanes> Load<TB, TRead>(ref TB origin, nint stride)
        where TB : unmanaged
        where TRead : struct, IRead<TB, TLanes>
    {
        TileRow3<T, TLanes> row;
        row.first = TRead.Load(ref origin, 0);
        row.second = TRead.Load(ref origin, stride);
        row.third = TRead.Load(ref origin, 2 * stride);
        return row;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly void Store(ref T origin, nint stride)
    {
        first.Store(ref origin, 0);
        second.Store(ref origin, stride);
        third.Store(ref origin, 2 * stride);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TileRow3<T, TLanes> MultiplyAdd(TLanes factor, TileRow3<T, TLanes> b, TileRow3<T, TLanes> sum)
    {
        TileRow3<T, TLanes> row;
        row.first = TLanes.MultiplyAdd(factor, b.first, sum.first);
        row.second = TLanes.MultiplyAdd(factor, b.second, sum.second);
        row.third = TLanes.MultiplyAdd(factor, b.third, sum.third);
        return row;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TileRow3<T, TLanes> MultiplyAdd<TB, TRead>(TLanes factor, ref TB origin, nint stride, TileRow3<T, TLanes> sum)
        where TB : unmanaged
        where TRead : struct, IRead<TB, TLanes>
    {
        TileRow3<T, TLanes> row;
        row.first = TLanes.MultiplyAdd(factor, TRead.Load(ref origin, 0), sum.first);
        row.second = TLanes.MultiplyAdd(factor, TRead.Load(ref origin, stride), sum.second);
        row.third = TLanes.MultiplyAdd(factor, TRead.Load(ref origin, 2 * stride), sum.third);
        return row;
    }
}

/// <inheritdoc cref="ITileRow{TSelf, T, TLanes}"/>
internal struct TileRow4<T, TLanes> : ITileRow<TileRow4<T, TLanes>, T, TLanes>
    where T : unmanaged
    where TLanes : struct, ILanes<TLanes, T>
{
    private TLanes first, second, third, fourth;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TileRow4<T, TLanes> Load<TB, TRead>(ref TB origin, nint stride)
        where TB : unmanaged
        where TRead : struct, IRead<TB, TLanes>
    {
        TileRow4<T, TLanes> row;
        row.first = TRead.Load(ref origin, 0);
        row.second = TRead.Load(ref origin, stride);
        row.third = TRead.Load(ref origin, 2 * stride);
        row.fourth = TRead.Load(ref origin, 3 * stride);
        return row;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly void Store(ref T origin, nint stride)
    {
        first.Store(ref origin, 0);
        second.Store(ref origin, stride);
        third.Store(ref origin, 2 * stride);
        fourth.Store(ref origin, 3 * stride);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TileRow4<T, TLanes> MultiplyAdd(TLanes factor, TileRow4<T, TLanes> b, TileRow4<T, TLanes> sum)
    {
        TileRow4<T, TLanes> row;
        row.first = TLanes.MultiplyAdd(factor, b.first, sum.first);
        row.second = TLanes.MultiplyAdd(factor, b.second, sum.second);
        row.third = TLanes.MultiplyAdd(factor, b.third, sum.third);
        row.fourth = TLanes.MultiplyAdd(factor, b.fourth, sum.fourth);
        return row;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TileRow4<T, TLanes> MultiplyAdd<TB, TRead>(TLanes factor, ref TB origin, nint stride, TileRow4<T, TLanes> sum)
        where TB : unmanaged
        where TRead : struct, IRead<TB, TLanes>
    {
        TileRow4<T, TLanes> row;
        row.first = TLanes.MultiplyAdd(factor, TRead.Load(ref origin, 0), sum.first);
        row.second = TLanes.MultiplyAdd(factor, TRead.Load(ref origin, stride), sum.second);
        row.third = TLanes.MultiplyAdd(factor, TRead.Load(ref origin, 2 * stride), sum.third);
        row.fourth = TLanes.MultiplyAdd(factor, TRead.Load(ref origin, 3 * stride), sum.fourth);
        return row;
    }
}
