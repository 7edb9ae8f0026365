using System;
using System.Collections.Generic;
using System.ComponentModel;
using System.Linq;
using System.Numerics;
using RnnGen.Kernels;

namespace RnnGen;

/// <summary>One run of a model over a batch: the result, the final states, and the way back.</summary>
/// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
public abstract class ModelPass<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly SequenceModel<T> model;
    private readonly Workspace<T> memory = new();
    private readonly ResultSequence result;
    private Packing? packing;
    private Tokens? tokens;
    private int inputSize;
    private DropoutKey dropout;
    private bool wentBack;

    /// <summary>A pass of a generated model.</summary>
    /// <param name="model">The model.</param>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected ModelPass(SequenceModel<T> model)
    {
        this.model = model;
        result = new ResultSequence(this);
    }

    /// <summary>The states after the last real step of each sequence, (B,H) each.</summary>
    public ModelState FinalState => StatesOf((call, layer, state) =>
    {
        Packing p = Ran;
        return PanelBorder.ToBatch(Stack(call).StateSequence(CallMemory(call), p.Rows, p.Batch, layer, state), p, Stack(call).Layers[layer].StateColumns(state), p.FinalRow);
    });

    /// <summary>dL/dh_0 of each state, (B,H). After a backward pass.</summary>
    public ModelState InitialStateGradient => StatesOf((call, layer, state) =>
    {
        Packing p = Back;
        return PanelBorder.ToBatch(Stack(call).StateGradient(CallMemory(call), p.Rows, p.Batch, layer, state), p, Stack(call).Layers[layer].StateColumns(state), rank => rank);
    });

    /// <summary>dL/dx, (B,T,I), exactly 0 at padding, of a model over vectors. After a backward pass.</summary>
    public Tensor InputGradient => inputSize > 0
        ? PanelBorder.ToTensor(InputRows(gradient: true), Back)
        : throw new InvalidOperationException("The model reads tokens: there is no gradient with respect to them.");

    /// <summary>The model's result, (B,T,V), 0 at padding. A view: the next run of this pass overwrites it.</summary>
    protected Sequence Result => result;

    private Packing Ran => packing ?? throw new InvalidOperationException("The pass has not run: call Forward first.");

    private Packing Back => wentBack ? Ran : throw new InvalidOperationException("There is no gradient yet: call Backward first.");

    /// <summary>Backpropagation from a loss over the result. Adds to the model's gradients.</summary>
    /// <param name="loss">A loss computed from this run's result.</param>
    /// <exception cref="InvalidOperationException">The loss is not of this run, or Backward ran already.</exception>
    public void Backward(LossValue loss)
    {
        if (!ReferenceEquals(loss.Source, result) || loss.SourceStamp != result.Stamp)
        {
            throw new InvalidOperationException(
                "The loss was not computed from this run of the pass. A model reuses one pass; where two must live side by side, use CreatePass.");
        }

        GoBack(null);
    }

    /// <summary>Backpropagation from given gradients. Adds to the model's gradients.</summary>
    /// <param name="resultGradient">dL/d result, (B,T,V); zeros when null. Values at padding are not read.</param>
    /// <param name="finalStateGradient">dL/dh_T of each state; zeros when null.</param>
    /// <exception cref="ShapeMismatchException">A gradient has another shape than its value.</exception>
    public void Backward(Tensor? resultGradient, ModelState? finalStateGradient = null)
    {
        Packing p = Ran;
        Panel<T> rows = model.Result(ModelMemory(), p.Rows, p.Batch, gradient: true);
        if (resultGradient is null)
        {
            rows.Clear();
        }
        else
        {
            if (resultGradient.Rank != 3 || resultGradient.Dims[0] != p.Batch || resultGradient.Dims[1] != p.Steps || resultGradient.Dims[2] != model.OutputSize)
            {
                throw new ShapeMismatchException(nameof(resultGradient), $"(B={p.Batch}, T={p.Steps}, V={model.OutputSize})", $"({string.Join(", ", resultGradient.Dims)})");
            }

            TensorSequence.Pack(resultGradient, p, rows);
        }

        GoBack(finalStateGradient);
    }

    /// <summary>Shape of the result.</summary>
    public override string ToString() => packing is null ? $"{GetType().Name}(not run)" : $"{GetType().Name}({result})";

    /// <summary>Runs the model over tokens for training.</summary>
    /// <param name="tokens">(B,T).</param>
    /// <param name="initial">States before the first step; zeros when null.</param>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected void Train(Tokens tokens, ModelState? initial) => Run(tokens, initial, model.NextTrainingKey());

    /// <summary>Runs the model over vectors for training.</summary>
    /// <param name="input">(B,T,I).</param>
    /// <param name="size">I.</param>
    /// <param name="initial">States before the first step; zeros when null.</param>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected void Train(Sequence input, int size, ModelState? initial) => Run(input, size, initial, model.NextTrainingKey());

    /// <summary>Runs the model over tokens.</summary>
    /// <param name="tokens">(B,T).</param>
    /// <param name="initial">States before the first step; zeros when null.</param>
    /// <param name="dropout">Whether this is training.</param>
    internal void Run(Tokens tokens, ModelState? initial, DropoutKey dropout)
    {
        ArgumentNullException.ThrowIfNull(tokens);
        this.tokens = tokens;
        inputSize = 0;
        Start(tokens.Packing, initial, dropout);
        model.RunForward(tokens.Packing, Inputs(), ModelMemory());
        result.Refresh(tokens.Packing);
    }

    /// <summary>Runs the model over vectors.</summary>
    /// <param name="input">(B,T,I).</param>
    /// <param name="size">I.</param>
    /// <param name="initial">States before the first step; zeros when null.</param>
    /// <param name="dropout">Whether this is training.</param>
    internal void Run(Sequence input, int size, ModelState? initial, DropoutKey dropout)
    {
        ArgumentNullException.ThrowIfNull(input);
        if (input.Features != size)
        {
            throw new ShapeMismatchException(nameof(input), $"(B, T, I={size})", $"(B={input.Batch}, T={input.Steps}, {input.Features})");
        }

        tokens = null;
        inputSize = size;
        packing = input.Packing;
        input.PackInto(InputRows(gradient: false));
        Start(input.Packing, initial, dropout);
        model.RunForward(input.Packing, Inputs(), ModelMemory());
        result.Refresh(input.Packing);
    }

    private void Start(Packing p, ModelState? initial, DropoutKey key)
    {
        packing = p;
        dropout = key;
        wentBack = false;
        FillStates(initial, gradients: false, nameof(initial));
    }

    /// <summary>Runs one more step of each sequence from the states the last run ended with.</summary>
    /// <param name="ids">One id for each sequence, (B).</param>
    internal void RunNext(ReadOnlySpan<int> ids)
    {
        Packing p = Ran;
        for (int call = 0; call < model.RecurrentCalls.Count; call++)
        {
            for (int layer = 0; layer < Stack(call).Layers.Count; layer++)
            {
                for (int state = 0; state < Stack(call).Layers[layer].StateSizes.Count; state++)
                {
                    Panel<T> rows = Stack(call).StateSequence(CallMemory(call), p.Rows, p.Batch, layer, state);
                    PanelBorder.Copy(rows.Rows(p.Batch, p.Batch), rows.Rows(0, p.Batch));
                }
            }
        }

        model.RunForward(p, new CellInputs<T>(default) { Tokens = ids, Dropout = dropout }, ModelMemory());
        result.Refresh(p);
    }

    /// <summary>The result's rows, (rows, V).</summary>
    internal Panel<T> ResultRows => model.Result(ModelMemory(), Ran.Rows, Ran.Batch, gradient: false);

    private void GoBack(ModelState? finalStateGradient)
    {
        Packing p = Ran;
        if (wentBack)
        {
            throw new InvalidOperationException("Backward ran already: the workspace now holds gradients. Call Forward again.");
        }

        FillStates(finalStateGradient, gradients: true, nameof(finalStateGradient));
        GradientProtocol.BeginAccumulation(model.Storage);
        model.RunBackward(p, Inputs(), inputSize > 0 ? new CellInputs<T>(InputRows(gradient: true)) : default, ModelMemory());
        wentBack = true;
    }

    // No lambda here: a training step allocates nothing.
    private void FillStates(ModelState? given, bool gradients, string argument)
    {
        Packing p = Ran;
        int index = 0;
        for (int call = 0; call < model.RecurrentCalls.Count; call++)
        {
            RecurrentStack<T> stack = Stack(call);
            for (int layer = 0; layer < stack.Layers.Count; layer++, index++)
            {
                if (given is not null && index >= given.Layers.Count)
                {
                    throw new ArgumentException($"{argument} has states of {given.Layers.Count} cells, but the model has more.", argument);
                }

                for (int state = 0; state < stack.Layers[layer].StateSizes.Count; state++)
                {
                    Panel<T> rows = gradients
                        ? stack.StateGradient(CallMemory(call), p.Rows, p.Batch, layer, state)
                        : stack.StateSequence(CallMemory(call), p.Rows, p.Batch, layer, state).Rows(0, p.Batch);
                    PanelBorder.FromBatch(given?.Layers[index].Values[state], p, rows, stack.Layers[layer].StateColumns(state), argument);
                }
            }
        }
    }

    private ModelState StatesOf(Func<int, int, int, Tensor> read)
    {
        var layers = new List<RecurrentState>();
        for (int call = 0; call < model.RecurrentCalls.Count; call++)
        {
            for (int layer = 0; layer < Stack(call).Layers.Count; layer++)
            {
                RecurrentCell<T> cell = Stack(call).Layers[layer];
                layers.Add(new RecurrentState(cell.StateNames, [.. cell.StateNames.Select((_, state) => read(call, layer, state))]));
            }
        }

        return new ModelState(layers);
    }

    private RecurrentStack<T> Stack(int call) => model.RecurrentCalls[call];

    private Span<T> CallMemory(int call) => model.RecurrentMemory(ModelMemory(), Ran.Rows, Ran.Batch, call);

    private CellInputs<T> Inputs() => tokens is null
        ? new CellInputs<T>(InputRows(gradient: false)) { Dropout = dropout }
        : new CellInputs<T>(default) { Tokens = tokens.Ids, Dropout = dropout };

    private Panel<T> InputRows(bool gradient)
    {
        int length = Panel<T>.Length(inputSize, 1, Ran.Rows);
        return new Panel<T>(All().Slice(gradient ? length : 0, length), inputSize, 1, Ran.Rows);
    }

    private Span<T> ModelMemory() => All()[InputLength()..];

    private int InputLength() => 2 * Panel<T>.Length(inputSize, 1, Ran.Rows);

    private Span<T> All() => memory.Of(checked(InputLength() + model.WorkspaceLength(Ran.Rows, Ran.Batch)));

    private sealed class ResultSequence(ModelPass<T> pass) : PanelSequence<T>(Empty, pass.model.OutputSize)
    {
        private static readonly Packing Empty = new([0], 0);

        internal override Panel<T> Values => pass.model.Result(pass.ModelMemory(), Packing.Rows, Packing.Batch, gradient: false);

        internal override Panel<T> Gradient => pass.dropout.IsTraining ? pass.model.Result(pass.ModelMemory(), Packing.Rows, Packing.Batch, gradient: true) : default;

        internal void Refresh(Packing packing) => Refill(packing);
    }
}
