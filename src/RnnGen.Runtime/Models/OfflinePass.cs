using System;
using System.Collections.Generic;
using System.ComponentModel;
using System.Linq;
using System.Numerics;
using RnnGen.Kernels;

namespace RnnGen;

/// <summary>One run of a model over a batch: its results and the way back.</summary>
/// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
public abstract partial class OfflinePass<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly OfflineModel<T> model;
    private readonly ModelRun<T> run;
    private readonly Sequence?[] sequences;
    private readonly ResultSequence[] results;
    private readonly Vectors[] vectors;
    private ModelState? begun; // what this run began with
    private bool ran;
    private bool wentBack;

    /// <summary>A pass of a generated model.</summary>
    /// <param name="model">The model.</param>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected OfflinePass(OfflineModel<T> model)
    {
        this.model = model;
        run = new ModelRun<T>(model);
        sequences = new Sequence?[model.Inputs.Count];
        results = [.. model.Results.Select((port, i) => new ResultSequence(this, i, port.Size))];
        vectors = [.. results.Select(result => new Vectors(result))];
    }

    /// <summary>
    /// Gradient of the first input of vectors: (B,T,F), exactly 0 at padding, or (B,F). After a backward pass.
    /// </summary>
    /// <exception cref="InvalidOperationException">The model reads tokens only, or there was no backward pass.</exception>
    public Tensor InputGradient
    {
        get
        {
            ModelPort port = model.Inputs.FirstOrDefault(input => input.Form != PortForm.Tokens)
                ?? throw new InvalidOperationException("The model reads tokens: there is no gradient with respect to them.");
            return InputGradientOf(port.Name);
        }
    }

    /// <summary>Megabytes (10^6 bytes) the last run took for the values of all layers and operations and their gradients, those of the inputs not counted.</summary>
    public double ActivationMegabytes => System.Runtime.CompilerServices.Unsafe.SizeOf<T>() * (double)Ran.Workspace.Length / 1e6;

    internal OfflineModel<T> Model => model;

    /// <summary>The run, whether it has inputs or not.</summary>
    internal ModelRun<T> Inner => run;

    internal ModelRun<T> Ran => ran ? run : throw new InvalidOperationException("The pass has not run: call Forward first.");

    internal ModelRun<T> Back => wentBack ? Ran : throw new InvalidOperationException("There is no gradient yet: call Backward first.");

    /// <summary>Gradient of an input of vectors by the name of its parameter: (B,T,F), exactly 0 at padding, or (B,F). After a backward pass.</summary>
    /// <param name="name">Name of the forward method's parameter.</param>
    /// <exception cref="ArgumentException">The model has no such input, or it is one of tokens.</exception>
    public Tensor InputGradientOf(string name)
    {
        int index = model.Inputs.ToList().FindIndex(input => input.Name == name);
        if (index < 0 || model.Inputs[index].Form == PortForm.Tokens)
        {
            throw new ArgumentException(
                $"The model has no input of vectors '{name}'; it has {string.Join(", ", model.Inputs.Where(input => input.Form != PortForm.Tokens).Select(input => input.Name))}.", nameof(name));
        }

        ModelPort port = model.Inputs[index];
        Tensor gradient = PanelBorder.ToTensor(Back.InputGradient(index), run.PackingOf(port));
        return port.Form == PortForm.Vectors ? gradient.Reshape(gradient.Dims[0], gradient.Dims[2]) : gradient;
    }

    /// <summary>
    /// A copy of what a value of a recurrent layer's step, a gate for example, was at every real step: (B,T,H), 0 at padding. See
    /// <see cref="CellPass{T}.StepValues"/>.
    /// </summary>
    /// <param name="name">Name of a local variable of the step, one of the cell's <see cref="RecurrentCell{T}.StepValueNames"/>.</param>
    /// <param name="layer">Layer of the stack, 0 for the first.</param>
    /// <param name="call">Which of the model's recurrent stacks, in the order it runs them.</param>
    /// <exception cref="ArgumentException">The cell keeps no value of that name.</exception>
    /// <exception cref="InvalidOperationException">The pass has not run, or Backward has put gradients in the place of the values.</exception>
    public Sequence StepValues(string name, int layer = 0, int call = 0)
    {
        _ = Ran;
        if (wentBack)
        {
            throw new InvalidOperationException("Backward has put gradients in the place of the values: read them between Forward and Backward.");
        }

        ArgumentOutOfRangeException.ThrowIfNegative(call);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(call, model.RecurrentCalls.Count);
        return model.RecurrentCalls[call].StepValues(name, CallMemory(call), PackingOfCall(call), layer);
    }

    /// <summary>What an attending layer's step returned as one number for each position, the attention weights for example: (B,T,S), 0 at padding.</summary>
    /// <param name="name">Name as in the tuple that the step returns.</param>
    /// <exception cref="KeyNotFoundException">No layer's step returns scores of that name.</exception>
    /// <exception cref="InvalidOperationException">The pass has not run.</exception>
    public Tensor ScoresOf(string name)
    {
        for (int call = 0; call < model.RecurrentCalls.Count; call++)
        {
            int index = model.RecurrentCalls[call].Layers[0].ScoresNames.ToList().IndexOf(name);
            if (index >= 0)
            {
                AttendedMemory<T> memory = Ran.Attended(call);
                return ScoresBorder.ToTensor(memory.Scores(index, gradient: false), PackingOfCall(call), memory.Rows);
            }
        }

        throw new KeyNotFoundException($"No layer of the model gives scores '{name}'.");
    }

    /// <summary>Backpropagation from a loss over a result; other results take no part. Adds to the model's gradients.</summary>
    /// <param name="loss">A loss computed from this run's result.</param>
    /// <exception cref="InvalidOperationException">The loss is not of this run, or Backward ran already.</exception>
    [Role(Role.Backward)]
    public void Backward(LossValue loss)
    {
        int source = SourceOf(loss);
        for (int i = 0; i < results.Length; i++)
        {
            ClearGradientUnless(i == source, i);
        }

        GoBack(null);
    }

    /// <summary>Backpropagation from the sum of several losses, each over another result. Adds to the model's gradients.</summary>
    /// <param name="losses">Losses computed from this run's results.</param>
    /// <exception cref="InvalidOperationException">A loss is not of this run, or Backward ran already.</exception>
    /// <exception cref="ArgumentException">Two losses are over one result.</exception>
    [Role(Role.Backward)]
    public void Backward(params LossValue[] losses)
    {
        ArgumentNullException.ThrowIfNull(losses);
        int[] sources = Array.ConvertAll(losses, SourceOf);
        if (sources.Distinct().Count() < sources.Length)
        {
            throw new ArgumentException("Two losses are over one result, and the second overwrote the gradient of the first: add them up yourself and pass gradients.", nameof(losses));
        }

        for (int i = 0; i < results.Length; i++)
        {
            ClearGradientUnless(sources.Contains(i), i);
        }

        GoBack(null);
    }

    /// <summary>Backpropagation from given gradients. Adds to the model's gradients.</summary>
    /// <param name="resultGradients">For each result dL/d result, (B,T,F) or (B,F); zeros when null. Values at padding are not read.</param>
    /// <exception cref="ShapeMismatchException">A gradient has another shape than its value.</exception>
    [Role(Role.Backward)]
    public void Backward(Tensor?[] resultGradients)
    {
        ArgumentNullException.ThrowIfNull(resultGradients);
        if (resultGradients.Length != results.Length)
        {
            throw new ShapeMismatchException(nameof(resultGradients), $"({results.Length}), one for each result", $"({resultGradients.Length})");
        }

        for (int i = 0; i < results.Length; i++)
        {
            SetGradient(i, resultGradients[i], nameof(resultGradients));
        }

        GoBack(null);
    }

    /// <summary>Shapes of the results.</summary>
    public override string ToString() => ran ? $"{GetType().Name}({string.Join<Sequence>(", ", results)})" : $"{GetType().Name}(not run)";

    /// <summary>A result that is a sequence, (B,T,F), 0 at padding. A view: the next run of this pass overwrites it.</summary>
    /// <param name="result">Which result.</param>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected Sequence SequenceResult(int result) => results[result];

    /// <summary>A result of one vector for each sequence, (B,F). A view: the next run of this pass overwrites it.</summary>
    /// <param name="result">Which result.</param>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected Vectors VectorsResult(int result) => vectors[result];

    /// <summary>A copy of a result.</summary>
    /// <param name="result">Which result.</param>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected Sequence CopySequence(int result)
    {
        ModelPort port = model.Results[result];
        var copy = new OwnedSequence<T>(run.PackingOf(port), port.Size);
        PanelBorder.Copy(model.Result(Ran, result, gradient: false), copy.Values);
        return copy;
    }

    /// <summary>A copy of a result.</summary>
    /// <param name="result">Which result.</param>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected Vectors CopyVectors(int result) => new(CopySequence(result));

    /// <summary>Hands over an input.</summary>
    /// <param name="input">Which input.</param>
    /// <param name="value">(B,T).</param>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected void Give(int input, Tokens value) => run.Give(input, value);

    /// <summary>Hands over an input.</summary>
    /// <param name="input">Which input.</param>
    /// <param name="value">(B,T,F).</param>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected void Give(int input, Sequence value)
    {
        run.Give(input, value);
        sequences[input] = value;
    }

    /// <summary>Hands over an input.</summary>
    /// <param name="input">Which input.</param>
    /// <param name="value">(B,F).</param>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected void Give(int input, Vectors value)
    {
        run.Give(input, value);
        sequences[input] = value.Rows;
    }

    /// <summary>Runs the model over the inputs for training, with dropout.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected void Train() => Run(null, model.NextTrainingKey());

    /// <summary>Runs the model over the inputs without dropout.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected void Infer() => Run(null, default);

    internal void Run(ModelState? initial, DropoutKey dropout)
    {
        Open(dropout);
        FillInitial(initial, nameof(initial));
        model.RunForward(run);
        run.ClearScores();
        Refresh();
    }

    /// <summary>Makes room for the inputs given and packs them.</summary>
    internal void Open(DropoutKey dropout)
    {
        ran = false;
        wentBack = false;
        run.Open(dropout);
        ran = true;
        for (int i = 0; i < sequences.Length; i++)
        {
            sequences[i]?.PackInto(run.Input(i));
        }
    }

    /// <summary>Says that the results now hold other values.</summary>
    internal void Refresh()
    {
        foreach (ResultSequence result in results)
        {
            result.Refresh();
        }
    }

    private protected void SetGradient(int result, Tensor? gradient, string argument)
    {
        ModelPort port = model.Results[result];
        Packing packing = Ran.PackingOf(port);
        Panel<T> rows = model.Result(run, result, gradient: true);
        if (gradient is null)
        {
            rows.Clear();
            return;
        }

        bool fits = port.Form == PortForm.Vectors
            ? gradient.Rank == 2 && gradient.Dims[0] == packing.Batch && gradient.Dims[1] == port.Size
            : gradient.Rank == 3 && gradient.Dims[0] == packing.Batch && gradient.Dims[1] == packing.Steps && gradient.Dims[2] == port.Size;
        if (!fits)
        {
            throw new ShapeMismatchException(
                argument, port.Form == PortForm.Vectors ? $"(B={packing.Batch}, V={port.Size})" : $"(B={packing.Batch}, T={packing.Steps}, V={port.Size})", Shape.Text(gradient.Dims));
        }

        TensorSequence.Pack(gradient, packing, rows);
    }

    internal void GoBack(ModelState? finalStateGradient)
    {
        if (wentBack)
        {
            throw new InvalidOperationException("Backward ran already: the workspace now holds gradients. Call Forward again.");
        }

        FillFinalGradients(finalStateGradient, nameof(finalStateGradient));
        GradientProtocol.BeginAccumulation(model.Storage);
        model.RunBackward(Ran);
        AddInitialGradients();
        wentBack = true;
    }

    internal Packing PackingOfCall(int call) => Ran.Axis(model.AxisOfCall(call));

    internal Span<T> CallMemory(int call) => model.RecurrentMemory(Ran, call);

    private int SourceOf(LossValue loss)
    {
        for (int i = 0; i < results.Length; i++)
        {
            if (ReferenceEquals(results[i], loss.Source) && loss.SourceStamp == results[i].Stamp)
            {
                return i;
            }
        }

        throw new InvalidOperationException(
            "The loss was not computed from this run of the pass. A model reuses one pass; where two must live side by side, use CreatePass.");
    }

    private void ClearGradientUnless(bool hasLoss, int result)
    {
        if (!hasLoss)
        {
            model.Result(Ran, result, gradient: true).Clear();
        }
    }

    private sealed class ResultSequence(OfflinePass<T> pass, int index, int size) : PanelSequence<T>(Empty, size)
    {
        private static readonly Packing Empty = new([0], 0);

        internal override Panel<T> Values => pass.model.Result(pass.Ran, index, gradient: false);

        internal override Panel<T> Gradient => pass.Ran.Dropout.IsTraining ? pass.model.Result(pass.Ran, index, gradient: true) : default;

        internal void Refresh() => Refill(pass.run.PackingOf(pass.model.Results[index]));
    }
}
