using System.Numerics;
using RnnGen.Kernels;

namespace RnnGen;

/// <summary>The pass a model keeps for single steps.</summary>
/// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
internal sealed class InferencePass<T>(SequenceModel<T> model) : ModelPass<T>(model)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public ModelState Step(Tokens tokens, ModelState state)
    {
        Start(tokens, state);
        return new ModelState(FinalState.Layers, LastOutput());
    }

    public ModelState Step(Sequence input, ModelState state)
    {
        Give(0, input);
        Infer(state);
        return new ModelState(FinalState.Layers, LastOutput());
    }

    /// <summary>A run over tokens.</summary>
    public void Start(Tokens tokens, ModelState? state)
    {
        Give(0, tokens);
        Infer(state);
    }

    /// <summary>The result of a run over single steps, (B,V).</summary>
    private Tensor LastOutput()
    {
        Tensor result = SequenceResult(0).ToTensor();
        return result.Reshape(result.Dims[0], result.Dims[2]);
    }
}
