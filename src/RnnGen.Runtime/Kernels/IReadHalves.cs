using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace RnnGen.Kernels;

/// <summary>How the halves of a group of 16 weights are read into registers of eight numbers.</summary>
internal interface IReadHalves<TB>
    where TB : unmanaged
{
    /// <summary>Columns 0 to 7.</summary>
    static abstract Vector256<float> First(ref TB group);

    /// <summary>Columns 8 to 15.</summary>
    static abstract Vector256<float> Second(ref TB group);
}

/// <summary>Weights as they are.</summary>
internal readonly struct ReadFloats : IReadHalves<float>
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> First(ref float group) => Vector256.LoadUnsafe(ref group);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Second(ref float group) => Vector256.LoadUnsafe(ref Unsafe.Add(ref group, Vector256<float>.Count));
}

/// <summary>Weights of 16 bits, the second eight between the first eight: the one half is shifted up, of the other the lower bits are cleared.</summary>
internal readonly struct ReadBFloats : IReadHalves<BFloat16>
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> First(ref BFloat16 group) => Vector256.ShiftLeft(Pairs(ref group), 16).AsSingle();

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Second(ref BFloat16 group) => (Pairs(ref group) & Vector256.Create(0xFFFF0000u)).AsSingle();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<uint> Pairs(ref BFloat16 group) => Vector256.LoadUnsafe(ref Unsafe.As<BFloat16, uint>(ref group));
}
