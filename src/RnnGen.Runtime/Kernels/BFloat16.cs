using System;
using System.ComponentModel;

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

    /// <summary>Rounds all elements of a buffer: weights keep their layout.</summary>
    /// <param name="values">Numbers.</param>
    /// <param name="rounded">Receives as many.</param>
    /// <exception cref="ArgumentException">The target is shorter.</exception>
    public static void Round(ReadOnlySpan<float> values, Span<BFloat16> rounded)
    {
        if (rounded.Length < values.Length)
        {
            throw new ArgumentException($"There are {values.Length} values, but the target has {rounded.Length} elements.", nameof(rounded));
        }

        for (int i = 0; i < values.Length; i++)
        {
            rounded[i] = Round(values[i]);
        }
    }

    /// <summary>The same number with 32 bits: exact.</summary>
    public float ToSingle() => BitConverter.UInt32BitsToSingle((uint)Bits << 16);

    /// <summary>The number.</summary>
    public override string ToString() => ToSingle().ToString(System.Globalization.CultureInfo.InvariantCulture);
}
