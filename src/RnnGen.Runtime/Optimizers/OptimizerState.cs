using System;
using System.Numerics;
using RnnGen.Kernels;

namespace RnnGen;

/// <summary>Numbers an optimizer keeps for every parameter element, in the layout and precision of the parameters.</summary>
/// <param name="storage">The parameters.</param>
/// <param name="name">What PyTorch calls them, for files.</param>
internal sealed class OptimizerState(ParameterStorage storage, string name)
{
    private readonly object buffer = storage is ParameterStorage<float>
        ? new AlignedBuffer<float>(storage.Length)
        : new AlignedBuffer<double>(storage.Length);

    public string Name { get; } = name;

    public Span<T> As<T>()
        where T : unmanaged => ((AlignedBuffer<T>)buffer).Span;

    /// <summary>The numbers that belong to a tensor of the parameters, as a tensor of a file.</summary>
    public IStoredTensor Of(StoredTensor parameter) => buffer is AlignedBuffer<float> ? new Part<float>(this, parameter) : new Part<double>(this, parameter);

    private sealed class Part<T>(OptimizerState state, StoredTensor parameter) : IStoredTensor
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        public string Name => $"optimizer.{state.Name}.{parameter.Name}";

        public int[] Dims => parameter.Dims;

        public Tensor Collect()
        {
            var tensor = new T[Tensor.CountOf(Dims)];
            int i = 0;
            foreach (int place in parameter.Places)
            {
                tensor[i++] = state.As<T>()[place];
            }

            return Tensor.Wrap(tensor, (int[])Dims.Clone());
        }

        public void Distribute(Tensor tensor)
        {
            int i = 0;
            foreach (int place in parameter.Places)
            {
                state.As<T>()[place] = T.CreateTruncating(tensor.GetDouble(i++));
            }
        }
    }
}
