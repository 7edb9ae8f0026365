using System;
using System.ComponentModel;

namespace RnnGen.Kernels;

/// <summary>Memory of a pass that grows to the largest batch seen and is then reused: a steady state allocates nothing.</summary>
/// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class Workspace<T>
    where T : unmanaged
{
    private AlignedBuffer<T> buffer = new(0);

    /// <summary>Memory of at least the given length; what it held before is undefined.</summary>
    /// <param name="length">Elements.</param>
    public Span<T> Of(int length)
    {
        if (buffer.Length < length)
        {
            buffer = new AlignedBuffer<T>(length);
        }

        return buffer.Span[..length];
    }
}
