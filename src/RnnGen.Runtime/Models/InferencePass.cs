using System.Numerics;
using RnnGen.Kernels;

namespace RnnGen;

/// <summary>The pass a model keeps for prediction.</summary>
/// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
internal sealed class InferencePass<T>(SequenceModel<T> model) : ModelPass<T>(model)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public Sequence CopyResult(Packing packing)
    {
        var copy = new OwnedSequence<T>(packing, Result.Features);
        PanelBorder.Copy(ResultRows, copy.Values);
        return copy;
    }

    /// <summary>The result of a run over single steps, (B,V).</summary>
    public Tensor LastOutput()
    {
        Tensor result = Result.ToTensor();
        return result.Reshape(result.Dims[0], result.Dims[2]);
    }
}
