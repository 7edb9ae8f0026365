using System;
using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace RnnGen.Kernels;

/// <summary>A zeroed block of memory whose first element lies on a 64-byte boundary: one cache line, one 512-bit vector.</summary>
/// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class AlignedBuffer<T>
    where T : unmanaged
{
    private const int Alignment = 64;
    private readonly T[] array;
    private readonly int start;

    /// <summary>Allocates a buffer of zeros.</summary>
    /// <param name="length">Number of elements.</param>
    public AlignedBuffer(int length)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(length);
        int size = Unsafe.SizeOf<T>();
        array = GC.AllocateArray<T>(length + (Alignment / size), pinned: true);
        unsafe
        {
            long address = (long)(nint)Unsafe.AsPointer(ref array[0]);
            start = (int)(((Alignment - (address % Alignment)) % Alignment) / size);
        }

        Length = length;
    }

    /// <summary>Number of elements.</summary>
    public int Length { get; }

    /// <summary>All elements.</summary>
    public Span<T> Span => array.AsSpan(start, Length);
}
