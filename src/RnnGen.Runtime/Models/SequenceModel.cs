using System;
using System.Collections.Generic;
using System.ComponentModel;
using System.Linq;
using System.Numerics;

namespace RnnGen.Kernels;

/// <summary>What every generated sequence model can do. How its layers are chained is in the generated half of the class.</summary>
/// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
/// <param name="seed">Seed of the initialisers and of dropout.</param>
public abstract class SequenceModel<T>(int seed) : Module<T>(seed)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly List<(string Name, Module<T> Layer, int Start)> layers = [];
    private readonly List<ParameterDescription> descriptions = [];
    private int parameterLength;
    private InferencePass<T>? inference;

    /// <summary>Features of the result at every step.</summary>
    public abstract int OutputSize { get; }

    /// <inheritdoc/>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public override IReadOnlyList<ParameterDescription> ParameterDescriptions => descriptions;

    /// <inheritdoc/>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public override int ParameterLength => parameterLength;

    /// <summary>The recurrent layers in the order the model runs them.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected internal abstract IReadOnlyList<RecurrentStack<T>> RecurrentCalls { get; }

    /// <summary>States of zeros.</summary>
    /// <param name="batch">Sequences, B.</param>
    public ModelState InitialState(int batch = 1) => new([.. RecurrentCalls.SelectMany(c => c.Layers).Select(c => c.InitialState(batch))]);

    /// <summary>Name, result and number of parameters.</summary>
    public override string ToString() => $"{GetType().Name}(output {OutputSize}, {ParameterCount} parameters, seed {Seed})";

    internal override void OnBound(ParameterStorage<T> shared, int start)
    {
        foreach ((_, Module<T> layer, int offset) in layers)
        {
            layer.Bind(shared, start + offset);
        }
    }

    /// <summary>Adds a layer; its parameters follow those of the layers before.</summary>
    /// <typeparam name="TLayer">Type of the layer.</typeparam>
    /// <param name="name">Property name, prefix of its parameters' names.</param>
    /// <param name="layer">The layer.</param>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected TLayer Add<TLayer>(string name, TLayer layer)
        where TLayer : Module<T>
    {
        layers.Add((name, layer, parameterLength));
        foreach (ParameterDescription parameter in layer.ParameterDescriptions)
        {
            descriptions.Add(parameter with
            {
                Name = $"{name}.{parameter.Name}",
                StoredAs = parameter.StoredAs is null ? null : $"{name}.{parameter.StoredAs}",
                Layout = parameter.Layout.Shift(parameterLength),
            });
        }

        parameterLength = checked(parameterLength + layer.ParameterLength);
        return layer;
    }

    /// <summary>Runs the model over tokens without dropout.</summary>
    /// <param name="tokens">(B,T).</param>
    /// <param name="initial">States before the first step; zeros when null.</param>
    /// <returns>A copy of the result, (B,T,V).</returns>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected Sequence PredictTokens(Tokens tokens, ModelState? initial)
    {
        Inference.Run(tokens, initial, default);
        return Inference.CopyResult(tokens.Packing);
    }

    /// <summary>Runs the model over vectors without dropout.</summary>
    /// <param name="input">(B,T,I).</param>
    /// <param name="size">I.</param>
    /// <param name="initial">States before the first step; zeros when null.</param>
    /// <returns>A copy of the result, (B,T,V).</returns>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected Sequence PredictVectors(Sequence input, int size, ModelState? initial)
    {
        Inference.Run(input, size, initial, default);
        return Inference.CopyResult(input.Packing);
    }

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
        Inference.Run(Tokens.From(ids), state, default);
        return new ModelState(Inference.FinalState.Layers, Inference.LastOutput());
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

        Inference.Run(Sequence.From(Tensor.FromArray(input, input.Length / size, 1, size)), size, state, default);
        return new ModelState(Inference.FinalState.Layers, Inference.LastOutput());
    }

    /// <summary>The key of the next training pass.</summary>
    internal DropoutKey NextTrainingKey() => new(IsTraining: true, Seed, TrainingPasses++, 0);

    private InferencePass<T> Inference => inference ??= new InferencePass<T>(this);

    /// <summary>Allocates and initialises the parameters once all layers are there.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected void Complete() => AllocateOwn();

    /// <summary>Elements of workspace that a batch needs.</summary>
    /// <param name="rows">Real steps.</param>
    /// <param name="batch">Sequences.</param>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected internal abstract int WorkspaceLength(int rows, int batch);

    /// <summary>The result, (rows, V), and its gradient.</summary>
    /// <param name="workspace">The workspace.</param>
    /// <param name="rows">Real steps.</param>
    /// <param name="batch">Sequences.</param>
    /// <param name="gradient">Whether the gradient is wanted.</param>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected internal abstract Panel<T> Result(Span<T> workspace, int rows, int batch, bool gradient);

    /// <summary>The workspace of a recurrent call.</summary>
    /// <param name="workspace">The workspace.</param>
    /// <param name="rows">Real steps.</param>
    /// <param name="batch">Sequences.</param>
    /// <param name="call">Which recurrent call.</param>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected internal abstract Span<T> RecurrentMemory(Span<T> workspace, int rows, int batch, int call);

    /// <summary>Runs the layers over a packed batch.</summary>
    /// <param name="steps">The batch.</param>
    /// <param name="inputs">Tokens, or (rows, I); whether this is training.</param>
    /// <param name="workspace">The workspace, initial states filled in.</param>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected internal abstract void RunForward(Packing steps, CellInputs<T> inputs, Span<T> workspace);

    /// <summary>Goes back through the layers, adding to the gradients of the parameters.</summary>
    /// <param name="steps">The batch.</param>
    /// <param name="inputs">As in the forward pass.</param>
    /// <param name="inputGradients">Receives (rows, I); empty for a model over tokens.</param>
    /// <param name="workspace">The workspace as the forward pass left it, gradients of result and states filled in.</param>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected internal abstract void RunBackward(Packing steps, CellInputs<T> inputs, CellInputs<T> inputGradients, Span<T> workspace);
}
