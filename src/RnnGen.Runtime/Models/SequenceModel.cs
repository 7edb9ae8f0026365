using System;
using System.ComponentModel;
using System.Linq;
using System.Numerics;

namespace RnnGen.Kernels;

/// <summary>A generated model whose result at a step depends on that step and those before: it can be fed step by step.</summary>
/// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
/// <param name="seed">Seed of the initialisers and of dropout.</param>
public abstract class SequenceModel<T>(int seed) : OfflineModel<T>(seed)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private InferencePass<T>? inference;

    private InferencePass<T> Inference => inference ??= new InferencePass<T>(this);

    /// <summary>The states before the first step: zeros, or what the cells have learned.</summary>
    /// <param name="batch">Sequences, B.</param>
    [Role(Role.Reset)]
    public ModelState InitialState(int batch = 1) => new([.. RecurrentCalls.SelectMany(c => c.Layers).Select(c => c.InitialState(batch))]);

    /// <summary>One step of one or more sequences of tokens.</summary>
    /// <param name="state">States before the step.</param>
    /// <param name="tokens">One id for each sequence, (B).</param>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected ModelState StepTokens(ModelState state, int[] tokens)
    {
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(tokens);
        var ids = new int[tokens.Length, 1];
        Buffer.BlockCopy(tokens, 0, ids, 0, tokens.Length * sizeof(int));
        return Inference.Step(Tokens.From(ids), state);
    }

    /// <summary>One step of one or more sequences of vectors.</summary>
    /// <param name="state">States before the step.</param>
    /// <param name="input">One vector for each sequence, row-major (B,I).</param>
    /// <param name="size">I.</param>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected ModelState StepVectors(ModelState state, float[] input, int size)
    {
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(input);
        if (input.Length == 0 || input.Length % size != 0)
        {
            throw new ShapeMismatchException(nameof(input), $"(B, I={size})", $"({input.Length})");
        }

        return Inference.Step(Sequence.From(Tensor.FromArray(input, input.Length / size, 1, size)), state);
    }
}
