using System.Runtime.CompilerServices;

namespace RnnGen.Kernels;

/// <summary>How 16 lanes are read from memory: as they are, or from a narrower type.</summary>
internal interface IRead<TB, TLanes>
    where TB : unmanaged
{
    /// <summary>Reads 16 elements.</summary>
    static abstract TLanes Load(ref TB origin, nint offset);
}

/// <summary>Elements of the type the lanes compute in.</summary>
internal readonly struct ReadSame<T, TLanes> : IRead<T, TLanes>
    where T : unmanaged
    where TLanes : struct, ILanes<TLanes, T>
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes Load(ref T origin, nint offset) => TLanes.Load(ref origin, offset);
}

/// <summary>Elements of 16 bits, computed with in the type of the lanes.</summary>
internal readonly struct ReadNarrow<T, TLanes> : IRead<BFloat16, TLanes>
    where T : unmanaged
    where TLanes : struct, ILanes<TLanes, T>
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes Load(ref BFloat16 origin, nint offset) => TLanes.Load(ref origin, offset);
}
