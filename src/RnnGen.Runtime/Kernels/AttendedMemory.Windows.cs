using System;

namespace RnnGen.Kernels;

/// <content>
/// Runs in windows of steps: what belongs to positions stays from window to window, what belongs to pairs is that of one window, and scores,
/// which the caller reads and gives gradients of, are kept for all steps.
/// </content>
public sealed partial class AttendedMemory<T>
{
    private readonly MemoryPacking window = new();
    private Packing? batch;
    private Packing[]? windows;
    private int pairsAtOnce;

    // Of each output the scores of all steps and their gradient.
    private int ScoresLength => windows is null ? 0 : checked(2 * cell.ScoresNames.Count * Panel<T>.Length(1, 1, Rows.Pairs));

    /// <summary>Elements that a run keeps of positions and pairs, without the scores of a run in windows.</summary>
    internal int KeptLength => cell.MemoryWorkspaceLength(Rows.Rows, pairsAtOnce);

    /// <summary>What a cell reads in some of the steps.</summary>
    internal CellInputs<T> On(CellInputs<T> inputs, Packing part)
    {
        window.FillWindow(Rows, FirstOf(part), part);
        return inputs with { MemoryRows = window };
    }

    /// <summary>Keeps the scores of the window that has run.</summary>
    internal void KeepScores()
    {
        for (int output = 0; output < cell.ScoresNames.Count; output++)
        {
            PanelBorder.Copy(ScoresOfWindow(output, gradient: false), OfWindow(ScoresOfAllSteps(output, gradient: false)));
        }
    }

    /// <summary>Gives the window that goes back the gradients of its scores.</summary>
    internal void GiveScoresGradients()
    {
        for (int output = 0; output < cell.ScoresNames.Count; output++)
        {
            PanelBorder.Copy(OfWindow(ScoresOfAllSteps(output, gradient: true)), ScoresOfWindow(output, gradient: true));
        }
    }

    private void Cut(Packing steps)
    {
        (batch, windows) = (steps, CellRun<T>.WindowsOf(steps, checkpoint));
        pairsAtOnce = windows is null ? Rows.Pairs : 0;
        foreach (Packing part in windows ?? [])
        {
            pairsAtOnce = Math.Max(pairsAtOnce, Rows.FirstPair(FirstOf(part) + part.LongestStep) - Rows.FirstPair(FirstOf(part)));
        }
    }

    private int FirstOf(Packing part) => part.FirstStep - batch!.FirstStep;

    private Panel<T> ScoresOfWindow(int output, bool gradient) => cell.ScoresAt(Kept, window.Rows, window.Pairs, output, gradient);

    private Panel<T> OfWindow(Panel<T> pairs) => pairs.Rows(Rows.FirstPair(FirstOf(window.Steps)), window.Pairs);

    private Panel<T> ScoresOfAllSteps(int output, bool gradient)
    {
        int length = Panel<T>.Length(1, 1, Rows.Pairs), before = checked((3 * PartLength) + (((2 * output) + (gradient ? 1 : 0)) * length));
        return new Panel<T>(All[before..], 1, 1, Rows.Pairs);
    }
}
