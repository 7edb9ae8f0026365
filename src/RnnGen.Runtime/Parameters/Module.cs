using System;
using System.Collections.Generic;
using System.ComponentModel;
using System.Numerics;

namespace RnnGen.Kernels;

/// <summary>A part of a model that owns a stretch of its parameters. Used on its own it allocates them itself.</summary>
/// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
/// <param name="seed">Seed of the initialisers.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract partial class Module<T>(int seed) : Trainable
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private ParameterStorage<T>? storage;
    private int offset;
    private AlignedBuffer<T>? borrowedValues;
    private AlignedBuffer<T>? borrowedGradients;

    /// <summary>Seed of the initialisers.</summary>
    public int Seed { get; } = seed;

    /// <summary>The parameters, layouts counted from the module's first element.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public abstract IReadOnlyList<ParameterDescription> ParameterDescriptions { get; }

    /// <summary>Elements the parameters take in the flat buffer.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public abstract int ParameterLength { get; }

    /// <summary>This module's parameters.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected internal Span<T> ParameterValues => borrowedValues is { } values ? values.Span : Bound.Values.Slice(offset, ParameterLength);

    /// <summary>This module's gradients.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected internal Span<T> ParameterGradients => borrowedGradients is { } gradients ? gradients.Span : Bound.Gradients.Slice(offset, ParameterLength);

    internal override ParameterStorage Storage => Bound;

    private ParameterStorage<T> Bound => storage ?? AllocateOwn();

    /// <summary>Makes this module use a stretch of a model's parameters.</summary>
    /// <param name="shared">The model's parameters.</param>
    /// <param name="start">Where this module's begin.</param>
    internal void Bind(ParameterStorage<T> shared, int start)
    {
        storage = shared;
        offset = start;
        OnBound(shared, start);
    }

    /// <summary>Lets passes run on a copy of the parameters; nulls give them their own back.</summary>
    internal void Borrow(AlignedBuffer<T>? values, AlignedBuffer<T>? gradients)
    {
        borrowedValues = values;
        borrowedGradients = gradients;
    }

    /// <summary>Hands the memory on to parts of this module.</summary>
    /// <param name="shared">The parameters.</param>
    /// <param name="start">Where this module's begin.</param>
    internal virtual void OnBound(ParameterStorage<T> shared, int start)
    {
    }

    /// <summary>The parameters as they are named when this module is used on its own.</summary>
    private protected virtual IReadOnlyList<ParameterDescription> StandaloneDescriptions => ParameterDescriptions;

    /// <summary>Gives the module parameters of its own, freshly initialised.</summary>
    private protected ParameterStorage<T> AllocateOwn()
    {
        ThrowIfPart();
        var own = new ParameterStorage<T>(StandaloneDescriptions, ParameterLength);
        Bind(own, 0);
        Initializer.Fill(own, Seed);
        return own;
    }
}
