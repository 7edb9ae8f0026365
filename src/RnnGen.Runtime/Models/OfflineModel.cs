using System;
using System.Collections.Generic;
using System.ComponentModel;
using System.Numerics;

namespace RnnGen.Kernels;

/// <summary>
/// What every generated model can do: it runs over whole batches. How its layers are joined is in the generated half of the class. A model
/// whose every value depends on past steps only is a <see cref="SequenceModel{T}"/> and can also be fed step by step.
/// </summary>
/// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
/// <param name="seed">Seed of the initialisers and of dropout.</param>
public abstract class OfflineModel<T>(int seed) : Module<T>(seed)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly List<(string Name, Module<T> Layer, int Start)> layers = [];
    private readonly List<ParameterDescription> descriptions = [];
    private int parameterLength;

    /// <summary>Features of the first result.</summary>
    public abstract int OutputSize { get; }

    /// <inheritdoc/>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public override IReadOnlyList<ParameterDescription> ParameterDescriptions => descriptions;

    /// <inheritdoc/>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public override int ParameterLength => parameterLength;

    /// <summary>Parameters of the forward method.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected internal abstract IReadOnlyList<ModelPort> Inputs { get; }

    /// <summary>Results of the forward method.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected internal abstract IReadOnlyList<ModelPort> Results { get; }

    /// <summary>The recurrent layers in the order the model runs them; a layer applied twice is there twice.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected internal abstract IReadOnlyList<RecurrentStack<T>> RecurrentCalls { get; }

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

    /// <summary>Allocates and initialises the parameters once all layers are there.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected void Complete() => AllocateOwn();

    /// <summary>The key of the next training pass.</summary>
    internal DropoutKey NextTrainingKey() => new(IsTraining: true, Seed, TrainingPasses++, 0);

    /// <summary>The time axis a recurrent call runs along.</summary>
    /// <param name="call">Which recurrent call.</param>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected internal virtual int AxisOfCall(int call) => 0;

    /// <summary>States of a recurrent call, from its first cell on, that the forward method gives.</summary>
    /// <param name="call">Which recurrent call.</param>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected internal virtual int StatesGiven(int call) => 0;

    /// <summary>Elements of workspace that a run needs.</summary>
    /// <param name="run">The run.</param>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected internal abstract int WorkspaceLength(ModelRun<T> run);

    /// <summary>A result, packed, or its gradient.</summary>
    /// <param name="run">The run.</param>
    /// <param name="result">Which result.</param>
    /// <param name="gradient">Whether the gradient is wanted.</param>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected internal abstract Panel<T> Result(ModelRun<T> run, int result, bool gradient);

    /// <summary>The workspace of a recurrent call.</summary>
    /// <param name="run">The run.</param>
    /// <param name="call">Which recurrent call.</param>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected internal abstract Span<T> RecurrentMemory(ModelRun<T> run, int call);

    /// <summary>Runs the layers over a packed batch.</summary>
    /// <param name="run">The run, initial states filled in.</param>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected internal abstract void RunForward(ModelRun<T> run);

    /// <summary>Goes back through the layers, adding to the gradients of the parameters.</summary>
    /// <param name="run">The run as the forward pass left it, gradients of results and states filled in.</param>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected internal abstract void RunBackward(ModelRun<T> run);
}
