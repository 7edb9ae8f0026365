using System;
using System.ComponentModel;
using System.Numerics;

namespace RnnGen.Kernels;

/// <summary>
/// The upper half of a 32-bit number: its sign, its 8 bits of exponent, 7 bits of fraction. Weights of this type take half the memory, so
/// that inference with matrices too large for the caches, which waits for memory, takes about half the time; all sums are of 32 bits.
/// </summary>
/// <param name="Bits">The 16 bits.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly record struct BFloat16(ushort Bits)
{
    /// <summary>The nearest number, ties to even; NaN stays NaN.</summary>
    /// <param name="value">The number.</param>
    public static BFloat16 Round(float value)
    {
        uint bits = BitConverter.SingleToUInt32Bits(value);
        return float.IsNaN(value)
            ? new((ushort)((bits >> 16) | 0x40))
            : new((ushort)((bits + 0x7FFF + ((bits >> 16) & 1)) >> 16));
    }

    /// <summary>
    /// Rounds all elements of a buffer: weights keep their layout, but of each sixteen the second eight lie between the first eight, so that they
    /// become 32 bits by one shift and one mask.
    /// </summary>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <param name="values">Numbers.</param>
    /// <param name="rounded">Receives as many.</param>
    /// <exception cref="ArgumentException">The target is shorter, or 16 does not divide the number of values.</exception>
    public static void Round<T>(ReadOnlySpan<T> values, Span<BFloat16> rounded)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (rounded.Length < values.Length)
        {
            throw new ArgumentException($"There are {values.Length} values, but the target has {rounded.Length} elements.", nameof(rounded));
        }

        if (values.Length % 16 != 0)
        {
            throw new ArgumentException($"There are {values.Length} values, which 16 does not divide.", nameof(values));
        }

        for (int i = 0; i < values.Length; i++)
        {
            rounded[(i / 16 * 16) + (i % 8 * 2) + (i / 8 % 2)] = Round(float.CreateTruncating(values[i]));
        }
    }

    /// <summary>The same number with 32 bits: exact.</summary>
    public float ToSingle() => BitConverter.UInt32BitsToSingle((uint)Bits << 16);

    /// <summary>The number.</summary>
    public override string ToString() => ToSingle().ToString(System.Globalization.CultureInfo.InvariantCulture);
}
