using System;
using System.Numerics;

namespace RnnGen.Kernels;

/// <summary>
/// A run in windows of steps with the memory of one: the states at the border of windows are kept, and the way back runs each window once
/// more before it goes back through it (Chen et al. 2016). The gradients are those of a plain run bit for bit.
/// </summary>
/// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
internal sealed class WindowedRun<T>(IRecurrence<T> recurrence)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly Workspace<T> window = new();
    private readonly Workspace<T> kept = new();
    private Packing whole = new([0], 0);
    private Packing[] windows = [];
    private int current;

    /// <summary>Elements of memory: the workspace of the longest window, and the kept states with their gradients.</summary>
    public int Length => WindowLength + KeptLength;

    /// <summary>Steps of a window, from what the caller wished.</summary>
    public static int StepsOf(int every, Packing steps) =>
        every == Checkpointing.SquareRoot ? Math.Max((int)Math.Ceiling(Math.Sqrt(steps.LongestStep)), 1) : every;

    /// <summary>Takes a batch; the initial states follow.</summary>
    public void Begin(Packing steps, int every)
    {
        whole = steps;
        windows = steps.Windows(every);
        current = 0;
    }

    /// <summary>The states before the first step, to be filled in.</summary>
    public Panel<T> InitialStates(int state) => Border(state, 0);

    /// <summary>The states after the last real step of each sequence, in rank order.</summary>
    public Panel<T> FinalStates(int state) => Border(state, windows.Length);

    /// <summary>The carried gradient: of the final states on the way in, of the initial states on the way out.</summary>
    public Panel<T> StateGradient(int state) => Kept(state, (windows.Length + 1) * whole.Batch, whole.Batch);

    /// <summary>The gradient of a state that the window being gone through carries.</summary>
    public Panel<T> CarriedGradient(int state) => recurrence.StateGradient(Memory, windows[current].Rows, whole.Batch, state);

    /// <summary>Whether a state lies where the output lies.</summary>
    public bool IsOutput(int state) => StateIsOutput(recurrence, Memory, windows[0].Rows, whole.Batch, state);

    /// <summary>Runs all windows.</summary>
    public void Forward(CellInputs<T> inputs, CellOutputs<T> outputs)
    {
        for (current = 0; current < windows.Length; current++)
        {
            Packing steps = windows[current];
            RunWindow(inputs);
            CellOutputs<T> rows = Window(outputs, steps);
            for (int output = 0; output < recurrence.OutputCount; output++)
            {
                PanelBorder.Copy(recurrence.Output(Memory, steps.Rows, steps.Batch, output), rows[output]);
            }

            for (int state = 0; state < recurrence.StateCount; state++)
            {
                KeepFinal(recurrence.StateSequence(Memory, steps.Rows, steps.Batch, state), Border(state, current + 1), steps);
            }
        }

        current--;
    }

    /// <summary>Goes back through all windows, the last one first.</summary>
    public void Backward(CellInputs<T> inputs, CellOutputs<T> outputGradients, CellInputs<T> inputGradients, Action<int>? beforeStep)
    {
        for (int last = current; current >= 0; current--)
        {
            Packing steps = windows[current];
            if (current != last)
            {
                RunWindow(inputs);
            }

            for (int state = 0; state < recurrence.StateCount; state++)
            {
                PanelBorder.Copy(StateGradient(state), CarriedGradient(state));
            }

            recurrence.RunBackward(
                steps, Window(inputs, steps), Window(outputGradients, steps), Window(inputGradients, steps), Memory, Shifted(beforeStep, steps.FirstStep));
            for (int state = 0; state < recurrence.StateCount; state++)
            {
                PanelBorder.Copy(CarriedGradient(state), StateGradient(state));
            }
        }

        current = 0;
    }

    /// <summary>Whether a state lies where the output lies.</summary>
    public static bool StateIsOutput(IRecurrence<T> recurrence, Span<T> workspace, int rows, int batch, int state) =>
        rows > 0 && System.Runtime.CompilerServices.Unsafe.AreSame(
            ref recurrence.StateSequence(workspace, rows, batch, state).Rows(batch, rows).Block(0), ref recurrence.Output(workspace, rows, batch, 0).Block(0));

    private Span<T> Memory => window.Of(WindowLength);

    // Sequences only end: no window has more rows than the first.
    private int WindowLength => recurrence.WorkspaceLength(windows.Length == 0 ? 0 : windows[0].Rows, whole.Batch);

    private int KeptLength
    {
        get
        {
            int length = 0;
            for (int state = 0; state < recurrence.StateCount; state++)
            {
                length = checked(length + LengthOf(state));
            }

            return length;
        }
    }

    private void RunWindow(CellInputs<T> inputs)
    {
        Packing steps = windows[current];
        for (int state = 0; state < recurrence.StateCount; state++)
        {
            PanelBorder.Copy(Border(state, current), recurrence.StateSequence(Memory, steps.Rows, steps.Batch, state).Rows(0, steps.Batch));
        }

        recurrence.RunForward(steps, Window(inputs, steps), Memory);
    }

    private static void KeepFinal(Panel<T> states, Panel<T> border, Packing steps)
    {
        for (int rank = 0; rank < steps.Batch; rank++)
        {
            PanelBorder.Copy(states.Rows(steps.FinalRow(rank), 1), border.Rows(rank, 1));
        }
    }

    // A method of its own for the closure: without an observer nothing is allocated.
    private static Action<int>? Shifted(Action<int>? beforeStep, int by) => beforeStep is null ? null : Shift(beforeStep, by);

    private static Action<int> Shift(Action<int> beforeStep, int by) => t => beforeStep(by + t);

    // Of each state: the rows at each border of windows, then its gradient.
    private int LengthOf(int state)
    {
        Panel<T> shape = Shape(state);
        return Panel<T>.Length(shape.Features, shape.SlotCount, checked((windows.Length + 2) * whole.Batch));
    }

    private Panel<T> Shape(int state) => recurrence.StateSequence(Memory, windows.Length == 0 ? 0 : windows[0].Rows, whole.Batch, state);

    private Panel<T> Border(int state, int window) => Kept(state, window * whole.Batch, whole.Batch);

    private Panel<T> Kept(int state, int first, int count)
    {
        Span<T> memory = kept.Of(KeptLength);
        for (int before = 0; before < state; before++)
        {
            memory = memory[LengthOf(before)..];
        }

        Panel<T> shape = Shape(state);
        return new Panel<T>(memory, shape.Features, shape.SlotCount, (windows.Length + 2) * whole.Batch).Rows(first, count);
    }

    private CellInputs<T> Window(CellInputs<T> inputs, Packing steps) => inputs with
    {
        First = Rows(inputs.First, steps),
        Second = Rows(inputs.Second, steps),
        Third = Rows(inputs.Third, steps),
        Fourth = Rows(inputs.Fourth, steps),
    };

    private CellOutputs<T> Window(CellOutputs<T> outputs, Packing steps) => new(Rows(outputs.First, steps))
    {
        Second = Rows(outputs.Second, steps),
        Third = Rows(outputs.Third, steps),
        Fourth = Rows(outputs.Fourth, steps),
    };

    private Panel<T> Rows(Panel<T> panel, Packing steps) =>
        panel.IsEmpty ? panel : panel.Rows(steps.FirstRowOfWhole - whole.FirstRowOfWhole, steps.Rows);
}
