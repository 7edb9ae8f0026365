using System;
using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace RnnGen.Kernels;

/// <summary>The parameters of a cell once more with 16 bits each, in the same places: what the products of a step read instead, when there are any.</summary>
/// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
/// <param name="parameters">The parameters in one flat buffer.</param>
/// <param name="rounded">As many, rounded.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly ref struct NarrowWeights<T>(Span<T> parameters, Span<BFloat16> rounded)
    where T : unmanaged
{
    private readonly Span<T> parameters = parameters;
    private readonly Span<BFloat16> rounded = rounded;

    /// <summary>Whether products read the parameters themselves.</summary>
    internal bool IsEmpty => rounded.IsEmpty;

    /// <summary>The same weights, narrow.</summary>
    /// <exception cref="ArgumentException">They are not among the parameters.</exception>
    internal Weights<BFloat16> Of(in Weights<T> weights)
    {
        long place = Unsafe.ByteOffset(ref parameters[0], ref weights.Block(0)) / Unsafe.SizeOf<T>();
        return place >= 0 && place < rounded.Length
            ? weights.With(rounded, (int)place)
            : throw new ArgumentException("The weights are not among the parameters.", nameof(weights));
    }
}
