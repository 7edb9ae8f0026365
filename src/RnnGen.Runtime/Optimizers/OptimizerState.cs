using System;
using RnnGen.Kernels;

namespace RnnGen;

/// <summary>Numbers an optimizer keeps for every parameter element, in the layout and precision of the parameters.</summary>
internal sealed class OptimizerState(ParameterStorage storage)
{
    private readonly object buffer = storage is ParameterStorage<float>
        ? new AlignedBuffer<float>(storage.Length)
        : new AlignedBuffer<double>(storage.Length);

    public Span<T> As<T>()
        where T : unmanaged => ((AlignedBuffer<T>)buffer).Span;
}
