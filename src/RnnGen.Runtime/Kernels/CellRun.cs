using System;
using System.Numerics;

namespace RnnGen.Kernels;

/// <summary>
/// A run of a cell over a batch, in given memory. Whole, it is the cell's own workspace. In windows of steps it has the workspace of one
/// window: the states at the border of windows and the outputs are kept, and the way back runs each window once more before it goes back
/// through it (Chen et al. 2016). The gradients are the same bit for bit.
/// </summary>
/// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
internal readonly ref struct CellRun<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly RecurrentCell<T> cell;
    private readonly Packing steps;
    private readonly Packing[]? windows;
    private readonly Span<T> memory;

    /// <param name="cell">The cell.</param>
    /// <param name="steps">The batch.</param>
    /// <param name="every">Steps of a window, as in <see cref="Checkpointing"/>.</param>
    /// <param name="memory">As much as <see cref="Length"/> says.</param>
    public CellRun(RecurrentCell<T> cell, Packing steps, int every, Span<T> memory)
    {
        this.cell = cell;
        this.steps = steps;
        this.memory = memory;
        windows = WindowsOf(steps, every);
    }

    /// <summary>Whether everything is in memory at once.</summary>
    public bool IsWhole => windows is null;

    /// <summary>Elements of memory.</summary>
    public static int Length(RecurrentCell<T> cell, Packing steps, int every) =>
        WindowsOf(steps, every) is null ? ActivationLength(cell, steps, every) : checked(ActivationLength(cell, steps, every) + OutputLength(cell, steps, cell.OutputSizes.Count));

    /// <summary>Elements of memory without the outputs of a run in windows.</summary>
    public static int ActivationLength(RecurrentCell<T> cell, Packing steps, int every)
    {
        if (WindowsOf(steps, every) is not { } windows)
        {
            return cell.WorkspaceLength(steps.Rows, steps.Batch);
        }

        int length = WindowLength(cell, windows);
        for (int state = 0; state < cell.StateSizes.Count; state++)
        {
            length = checked(length + KeptLength(cell, steps, windows, state));
        }

        return length;
    }

    /// <summary>The states before the first step, in rank order.</summary>
    public Panel<T> InitialStates(int state) =>
        windows is null ? cell.StateSequence(memory, steps.Rows, steps.Batch, state).Rows(0, steps.Batch) : Kept(state, 0);

    /// <summary>Rows of a state that have its final values among them, at <see cref="FinalRow"/>.</summary>
    public Panel<T> FinalStates(int state) =>
        windows is null ? cell.StateSequence(memory, steps.Rows, steps.Batch, state) : Kept(state, windows.Length);

    /// <summary>Row of a sequence in <see cref="FinalStates"/>.</summary>
    public int FinalRow(int rank) => windows is null ? steps.FinalRow(rank) : rank;

    /// <summary>The carried gradient: of the final states on the way in, of the initial states on the way out.</summary>
    public Panel<T> StateGradient(int state) =>
        windows is null ? cell.StateGradient(memory, steps.Rows, steps.Batch, state) : Kept(state, windows.Length + 1);

    /// <summary>The gradient of a state that the way back carries when it enters step <paramref name="t"/>; -1 when it is over.</summary>
    public Panel<T> CarriedGradient(int state, int t) =>
        windows is null || t < 0 ? StateGradient(state) : cell.StateGradient(memory, windows[t / windows[0].LongestStep].Rows, steps.Batch, state);

    /// <summary>Whether a state lies where the main output lies.</summary>
    public bool IsOutput(int state)
    {
        int rows = windows is null ? steps.Rows : windows[0].Rows;
        return rows > 0 && System.Runtime.CompilerServices.Unsafe.AreSame(
            ref cell.StateSequence(memory, rows, steps.Batch, state).Rows(steps.Batch, rows).Block(0), ref cell.OutputAt(memory, rows, steps.Batch, 0).Block(0));
    }

    /// <summary>An output at every step, (rows, n).</summary>
    public Panel<T> Output(int output)
    {
        if (windows is null)
        {
            return cell.OutputAt(memory, steps.Rows, steps.Batch, output);
        }

        int start = memory.Length - OutputLength(cell, steps, cell.OutputSizes.Count);
        return new Panel<T>(memory[(start + OutputLength(cell, steps, output))..], cell.OutputSizes[output], 1, steps.Rows);
    }

    /// <summary>Runs all steps; initial states must be in place.</summary>
    public void Forward(CellInputs<T> inputs)
    {
        if (windows is null)
        {
            cell.RunForward(steps, inputs, memory);
            return;
        }

        for (int window = 0; window < windows.Length; window++)
        {
            Packing part = windows[window];
            RunWindow(window, inputs);
            inputs = inputs with { MemoryIsPrepared = true };
            inputs.Attended?.KeepScores();
            for (int output = 0; output < cell.OutputSizes.Count; output++)
            {
                PanelBorder.Copy(cell.OutputAt(memory, part.Rows, part.Batch, output), Rows(Output(output), part));
            }

            for (int state = 0; state < cell.StateSizes.Count; state++)
            {
                KeepFinal(cell.StateSequence(memory, part.Rows, part.Batch, state), Kept(state, window + 1), part);
            }
        }
    }

    /// <summary>Goes back through all steps; state gradients must be in place.</summary>
    public void Backward(CellInputs<T> inputs, CellOutputs<T> outputGradients, CellInputs<T> inputGradients, Action<int>? beforeStep)
    {
        if (windows is null)
        {
            cell.RunBackward(steps, inputs, outputGradients, inputGradients, memory, beforeStep);
            return;
        }

        inputs = inputs with { MemoryIsPrepared = true };
        for (int window = windows.Length - 1; window >= 0; window--)
        {
            Packing part = windows[window];
            if (window < windows.Length - 1) // the last one is in memory still
            {
                RunWindow(window, inputs);
            }

            for (int state = 0; state < cell.StateSizes.Count; state++)
            {
                PanelBorder.Copy(StateGradient(state), cell.StateGradient(memory, part.Rows, part.Batch, state));
            }

            inputs.Attended?.GiveScoresGradients();
            cell.RunBackward(
                part, Window(inputs, part), Window(outputGradients, part), Window(inputGradients, part), memory, Shifted(beforeStep, part.FirstStep - steps.FirstStep));
            for (int state = 0; state < cell.StateSizes.Count; state++)
            {
                PanelBorder.Copy(cell.StateGradient(memory, part.Rows, part.Batch, state), StateGradient(state));
            }
        }
    }

    // Null where one window would be the whole batch.
    internal static Packing[]? WindowsOf(Packing steps, int every)
    {
        int count = every == Checkpointing.SquareRoot ? Math.Max((int)Math.Ceiling(Math.Sqrt(steps.LongestStep)), 1) : every;
        return count > 0 && count < steps.LongestStep ? steps.Windows(count) : null;
    }

    private void RunWindow(int window, CellInputs<T> inputs)
    {
        Packing part = windows![window];
        for (int state = 0; state < cell.StateSizes.Count; state++)
        {
            PanelBorder.Copy(Kept(state, window), cell.StateSequence(memory, part.Rows, part.Batch, state).Rows(0, part.Batch));
        }

        cell.RunForward(part, Window(inputs, part), memory);
    }

    private static void KeepFinal(Panel<T> states, Panel<T> border, Packing part)
    {
        for (int rank = 0; rank < part.Batch; rank++)
        {
            PanelBorder.Copy(states.Rows(part.FinalRow(rank), 1), border.Rows(rank, 1));
        }
    }

    // A method of its own for the closure: without an observer nothing is allocated.
    private static Action<int>? Shifted(Action<int>? beforeStep, int by) => beforeStep is null ? null : Shift(beforeStep, by);

    private static Action<int> Shift(Action<int> beforeStep, int by) => t => beforeStep(by + t);

    // Sequences only end: no window has more rows than the first.
    private static int WindowLength(RecurrentCell<T> cell, Packing[] windows) => cell.WorkspaceLength(windows[0].Rows, windows[0].Batch);

    // Of a state the rows at each border of windows, then its gradient.
    private static int KeptLength(RecurrentCell<T> cell, Packing steps, Packing[] windows, int state) =>
        Panel<T>.Length(FeaturesOf(cell, state), SlotsOf(cell, state), checked((windows.Length + 2) * steps.Batch));

    private static int OutputLength(RecurrentCell<T> cell, Packing steps, int outputs)
    {
        int length = 0;
        for (int output = 0; output < outputs; output++)
        {
            length = checked(length + Panel<T>.Length(cell.OutputSizes[output], 1, steps.Rows));
        }

        return length;
    }

    private static int SlotsOf(RecurrentCell<T> cell, int state) => Math.Max(cell.StateColumns(state), 1);

    private static int FeaturesOf(RecurrentCell<T> cell, int state) => cell.StateSizes[state] / SlotsOf(cell, state);

    // The states at a border of windows; behind the last border lies the gradient.
    private Panel<T> Kept(int state, int border)
    {
        int start = WindowLength(cell, windows!);
        for (int before = 0; before < state; before++)
        {
            start += KeptLength(cell, steps, windows!, before);
        }

        return new Panel<T>(memory[start..], FeaturesOf(cell, state), SlotsOf(cell, state), (windows!.Length + 2) * steps.Batch).Rows(border * steps.Batch, steps.Batch);
    }

    private CellInputs<T> Window(CellInputs<T> inputs, Packing part) => (inputs.Attended is { } memory ? memory.On(inputs, part) : inputs) with
    {
        First = Rows(inputs.First, part),
        Second = Rows(inputs.Second, part),
        Third = Rows(inputs.Third, part),
        Fourth = Rows(inputs.Fourth, part),
    };

    private CellOutputs<T> Window(CellOutputs<T> outputs, Packing part) => new(Rows(outputs.First, part))
    {
        Second = Rows(outputs.Second, part),
        Third = Rows(outputs.Third, part),
        Fourth = Rows(outputs.Fourth, part),
    };

    private Panel<T> Rows(Panel<T> panel, Packing part) =>
        panel.IsEmpty ? panel : panel.Rows(part.FirstRowOfWhole - steps.FirstRowOfWhole, part.Rows);
}
