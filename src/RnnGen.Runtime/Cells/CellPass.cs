using System;
using System.Collections.Generic;
using System.Linq;
using System.Numerics;
using RnnGen.Kernels;

namespace RnnGen;

/// <summary>One run of a cell over a batch: outputs, final states, and the way back.</summary>
/// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
public sealed partial class CellPass<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly RecurrentCell<T> cell;
    private readonly Workspace<T> workspace = new();
    private readonly PassSequence[] outputs;
    private readonly int checkpointEvery;
    private Packing? packing;
    private Tokens? tokens;
    private int[]? stepsBehind;
    private RecurrentState? begun; // what this run began with
    private DropoutKey dropout; // of this run: the way back asks again
    private bool wentBack;

    internal CellPass(RecurrentCell<T> cell, int checkpointEvery)
    {
        this.cell = cell;
        this.checkpointEvery = checkpointEvery;
        outputs = [.. cell.OutputSizes.Select((size, i) => new PassSequence(this, i, size))];
    }

    /// <summary>The main output, (B,T,H), 0 at padding. A view: the next run of this pass overwrites it.</summary>
    public Sequence Output => outputs[0];

    /// <summary>All outputs of the step, the main one first, (B,T,n) each; views like <see cref="Output"/>.</summary>
    public IReadOnlyList<Sequence> Outputs => outputs;

    /// <summary>The states after the last real step of each sequence.</summary>
    public RecurrentState FinalState
    {
        get
        {
            Packing p = Ran;
            return new(cell.StateNames, [.. cell.StateNames.Select((_, i) =>
                PanelBorder.ToBatch(Inner.FinalStates(i), p, cell.StateColumns(i), rank => Inner.FinalRow(rank)))], p.Batch, null, StepsAfter(p));
        }
    }

    /// <summary>
    /// A copy of what a value of the step, a gate for example, was at every real step: (B,T,H), 0 at padding. It is read from the memory
    /// the forward run left, so a run that nobody asks costs nothing more. <see cref="GateStatistics"/> tells how far it is saturated.
    /// </summary>
    /// <param name="name">Name of a local variable of the step, one of <see cref="RecurrentCell{T}.StepValueNames"/>.</param>
    /// <exception cref="ArgumentException">The cell keeps no value of that name.</exception>
    /// <exception cref="InvalidOperationException">The pass has not run, or Backward has put gradients in the place of the values.</exception>
    public Sequence StepValues(string name)
    {
        if (wentBack)
        {
            throw new InvalidOperationException("Backward has put gradients in the place of the values: read them between Forward and Backward.");
        }

        if (Ran.Rows > 0 && !Inner.IsWhole)
        {
            throw new InvalidOperationException("A pass with checkpoints keeps no values of its steps: read them from a pass without.");
        }

        return cell.StepValues(name, CellMemory(), Ran);
    }

    /// <summary>dL/dx of the first input, (B,T,I), exactly 0 at padding. After <see cref="Backward(Tensor?, RecurrentState?)"/>.</summary>
    /// <exception cref="InvalidOperationException">There was no backward pass, or the cell reads tokens only.</exception>
    public Tensor InputGradient => cell.InputSizes.Count > 0
        ? PanelBorder.ToTensor(Memory(Part.InputGradient, 0), Back)
        : throw new InvalidOperationException("The cell reads tokens: there is no gradient with respect to them.");

    /// <summary>dL/dh_0 of each state, (B,H). After <see cref="Backward(Tensor?, RecurrentState?)"/>.</summary>
    public RecurrentState InitialStateGradient
    {
        get
        {
            Packing p = Back;
            return new(cell.StateNames, [.. cell.StateNames.Select((_, i) =>
                PanelBorder.ToBatch(Inner.StateGradient(i), p, cell.StateColumns(i), rank => rank))], p.Batch);
        }
    }

    /// <summary>The final states of a run over single steps, with its output.</summary>
    internal RecurrentState StateWithOutput()
    {
        RecurrentState state = FinalState;
        return new RecurrentState(state.Names, state.Values, state.Batch, Output.ToTensor().Reshape(state.Batch, cell.OutputSize), state.StepsBehind);
    }

    private Packing Ran => packing ?? throw new InvalidOperationException("The pass has not run: call Forward first.");

    private Packing Back => wentBack ? Ran : throw new InvalidOperationException("There is no gradient yet: call Backward first.");

    /// <summary>
    /// Megabytes (10^6 bytes) the last run took for what its backward pass needs: states, gates and other intermediate values of the cell, attention weights. The
    /// sequences at its border (input, output and their gradients) are not counted, nor, with checkpoints, the scores that the step returns.
    /// </summary>
    public double ActivationMegabytes => System.Runtime.CompilerServices.Unsafe.SizeOf<T>()
        * ((double)CellRun<T>.ActivationLength(cell, Ran, checkpointEvery) + (attended?.KeptLength ?? 0)) / 1e6;

    /// <summary>Runs a batch and keeps what backpropagation through time needs, or can compute again.</summary>
    /// <param name="input">(B,T,I).</param>
    /// <param name="initial">States before the first step; zeros when null.</param>
    /// <exception cref="ShapeMismatchException">The input has other features than I, or a state another shape.</exception>
    /// <exception cref="InvalidOperationException">The cell reads other inputs than one sequence of vectors: hand this pass to the cell's <c>Forward</c>.</exception>
    public CellPass<T> Forward(Sequence input, RecurrentState? initial = null)
    {
        cell.ThrowIfSeveralInputs();
        return Run(new CellArguments(input), initial, masks: cell.NextMasks());
    }

    internal CellPass<T> Run(CellArguments arguments, RecurrentState? initial, Sequence? memory = null, bool keepsMemory = false, DropoutKey masks = default)
    {
        dropout = masks;
        cell.Check(arguments);
        CheckNames(initial, nameof(initial));

        packing = arguments.Packing;
        tokens = arguments.Tokens;
        stepsBehind = initial?.StepsBehind;
        begun = initial;
        wentBack = false;
        for (int i = 0; i < cell.InputSizes.Count; i++)
        {
            arguments[i]!.PackInto(Memory(Part.Input, i));
        }

        for (int i = 0; i < cell.StateSizes.Count; i++)
        {
            cell.FillInitial(i, initial, packing, Inner.InitialStates(i), nameof(initial));
        }

        TakeMemory(memory, keepsMemory);
        Inner.Forward(Inputs());
        foreach (PassSequence output in outputs)
        {
            output.Refresh(packing);
        }

        AfterMemory(keepsMemory);
        return this;
    }

    /// <summary>Backpropagation through time from a loss over <see cref="Output"/> or another of <see cref="Outputs"/>. Adds to the cell's gradients.</summary>
    /// <param name="loss">A loss computed from an output of this pass.</param>
    /// <exception cref="InvalidOperationException">The loss is not of this run.</exception>
    [Role(Role.Backward)]
    public void Backward(LossValue loss) => Backward(loss, []);

    /// <summary>Backpropagation through time from losses over several of the <see cref="Outputs"/>; their sum is differentiated. Adds to the cell's gradients.</summary>
    /// <param name="loss">A loss computed from an output of this pass.</param>
    /// <param name="others">Losses computed from other outputs of this pass, at most one of each.</param>
    /// <exception cref="InvalidOperationException">A loss is not of this run, or two are of one output.</exception>
    [Role(Role.Backward)]
    public void Backward(LossValue loss, params LossValue[] others)
    {
        ArgumentNullException.ThrowIfNull(others);
        Span<bool> given = stackalloc bool[CellOutputs<T>.MaxCount];
        Take(loss, given);
        foreach (LossValue other in others)
        {
            Take(other, given);
        }

        ClearOthers(given);
        GoBack(null);
    }

    /// <summary>Backpropagation through time from given gradients. Adds to the cell's gradients.</summary>
    /// <param name="outputGradient">dL/dy, (B,T,H); zeros when null. Values at padding are not read.</param>
    /// <param name="finalStateGradient">dL/dh_T of each state, (B,H); zeros when null.</param>
    /// <exception cref="ShapeMismatchException">A gradient has another shape than its value.</exception>
    [Role(Role.Backward)]
    public void Backward(Tensor? outputGradient, RecurrentState? finalStateGradient = null)
    {
        Span<bool> given = stackalloc bool[CellOutputs<T>.MaxCount];
        Take(outputGradient, 0, nameof(outputGradient), given);
        ClearOthers(given);
        GoBack(finalStateGradient);
    }

    /// <summary>Backpropagation through time from given gradients of several outputs. Adds to the cell's gradients.</summary>
    /// <param name="outputGradients">dL/dy of each of <see cref="Outputs"/>, (B,T,n); zeros where null. Values at padding are not read.</param>
    /// <param name="finalStateGradient">dL/dh_T of each state, (B,H); zeros when null.</param>
    /// <exception cref="ArgumentException">There is not one gradient for each output.</exception>
    /// <exception cref="ShapeMismatchException">A gradient has another shape than its value.</exception>
    [Role(Role.Backward)]
    public void BackwardFrom(IReadOnlyList<Tensor?> outputGradients, RecurrentState? finalStateGradient = null)
    {
        ArgumentNullException.ThrowIfNull(outputGradients);
        if (outputGradients.Count != outputs.Length)
        {
            throw new ArgumentException($"There are {outputGradients.Count} gradients, but the cell has the outputs {string.Join(", ", cell.OutputNames)}.", nameof(outputGradients));
        }

        Span<bool> given = stackalloc bool[CellOutputs<T>.MaxCount];
        for (int i = 0; i < outputs.Length; i++)
        {
            Take(outputGradients[i], i, $"outputGradients[{i}]", given);
        }

        ClearOthers(given);
        GoBack(finalStateGradient);
    }

    /// <summary>
    /// The same as <see cref="Backward(Tensor?, RecurrentState?)"/>, measuring the gradient of a state on its way back: the Euclidean norm
    /// over the batch of dL/dh_t, the other states of step t held fixed, for t = 0 (before the first step) to T.
    /// </summary>
    /// <param name="outputGradient">dL/dy, (B,T,H); zeros when null.</param>
    /// <param name="finalStateGradient">dL/dh_T of each state, (B,H); zeros when null.</param>
    /// <param name="state">Name of the state; the first one when null.</param>
    /// <exception cref="ArgumentException">The cell has no state of that name.</exception>
    [Role(Role.Backward)]
    public GradientThroughTime MeasureBackward(Tensor? outputGradient, RecurrentState? finalStateGradient = null, string? state = null) =>
        Measure(state, () => Backward(outputGradient, finalStateGradient));

    /// <summary>The same as <see cref="Backward(LossValue)"/>, measuring the gradient of a state on its way back.</summary>
    /// <param name="loss">A loss computed from this pass's output.</param>
    /// <param name="state">Name of the state; the first one when null.</param>
    /// <exception cref="InvalidOperationException">The loss is not of this run.</exception>
    /// <exception cref="ArgumentException">The cell has no state of that name.</exception>
    [Role(Role.Backward)]
    public GradientThroughTime MeasureBackward(LossValue loss, string? state = null) => Measure(state, () => Backward(loss));

    private GradientThroughTime Measure(string? state, Action backward)
    {
        int index = state is null && cell.StateNames.Count > 0 ? 0 : cell.StateNames.ToList().IndexOf(state ?? "");
        if (index < 0)
        {
            throw new ArgumentException($"The cell has no state '{state}'; its states are {string.Join(", ", cell.StateNames)}.", nameof(state));
        }

        var norms = new double[Ran.LongestStep + 1];
        observer = t => norms[t + 1] = CarriedNorm(index, t);
        try
        {
            backward();
        }
        finally
        {
            observer = null;
        }

        norms[0] = CarriedNorm(index, -1);
        return new GradientThroughTime(norms);
    }

    // No enumerator: a training step allocates nothing.
    private static bool HasNames(RecurrentState state, IReadOnlyList<string> names)
    {
        bool same = state.Names.Count == names.Count;
        for (int i = 0; same && i < names.Count; i++)
        {
            same = state.Names[i] == names[i];
        }

        return same;
    }

    private Action<int>? observer;

    // After step t: what the later steps send back, plus what the output of step t receives when the state is the output.
    private double CarriedNorm(int state, int t)
    {
        Packing p = Ran;
        Panel<T> carried = Inner.CarriedGradient(state, t);
        Panel<T> received = Memory(Part.OutputGradient, 0);
        bool isOutput = t >= 0 && Inner.IsOutput(state);
        int running = t < 0 ? p.Batch : p.RowsAt(t);
        double sum = 0;
        for (int row = 0; row < running; row++)
        {
            for (int i = 0; i < carried.Features * carried.SlotCount; i++)
            {
                T value = carried[row, i / carried.SlotCount, i % carried.SlotCount] + (isOutput ? received[p.FirstRow(t) + row, i] : T.Zero);
                sum += double.CreateTruncating(value * value);
            }
        }

        return Math.Sqrt(sum);
    }

    private void CheckNames(RecurrentState? states, string argument)
    {
        if (states is not null && !HasNames(states, cell.StateNames))
        {
            throw new ArgumentException($"{argument} holds {string.Join(", ", states.Names)}, but the cell carries {string.Join(", ", cell.StateNames)}.", argument);
        }
    }

    private void GoBack(RecurrentState? finalStateGradient)
    {
        Packing p = Ran;
        if (wentBack)
        {
            throw new InvalidOperationException("Backward ran already: its workspace now holds gradients. Call Forward again.");
        }

        CheckNames(finalStateGradient, nameof(finalStateGradient));
        for (int i = 0; i < cell.StateSizes.Count; i++)
        {
            PanelBorder.FromBatch(finalStateGradient?.Values[i], p, Inner.StateGradient(i), cell.StateColumns(i), nameof(finalStateGradient));
        }

        GradientProtocol.BeginAccumulation(cell.Storage);
        Inner.Backward(Inputs(), OutputGradients(), WithMemoryGradient(InputPanels(Part.InputGradient)), observer);
        for (int i = 0; i < cell.StateSizes.Count; i++)
        {
            cell.AddInitialGradient(i, begun, p, Inner.StateGradient(i));
        }

        wentBack = true;
    }

    /// <summary>The shape of the outputs.</summary>
    public override string ToString() => $"CellPass, output {string.Join(" and ", outputs.Select(output => output.ToString()))}";
}
