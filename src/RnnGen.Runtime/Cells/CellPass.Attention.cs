using System;
using System.Collections.Generic;
using System.Linq;
using RnnGen.Kernels;

namespace RnnGen;

/// <content>The memory that the steps attend over.</content>
public sealed partial class CellPass<T>
{
    private AttendedMemory<T>? attended;

    /// <summary>dL/d memory, (B,S,K), exactly 0 at padding. After <see cref="Backward(Tensor?, RecurrentState?)"/>.</summary>
    /// <exception cref="InvalidOperationException">The step attends over nothing, or there was no backward pass.</exception>
    public Tensor MemoryGradient
    {
        get
        {
            _ = Back;
            AttendedMemory<T> memory = attended ?? throw new InvalidOperationException("The step of this cell attends over nothing.");
            return PanelBorder.ToTensor(memory.GradientInSourceOrder(), memory.Rows.Source);
        }
    }

    /// <summary>An output of one number for each step and position, the attention weights for example, (B,T,S), exactly 0 at padding.</summary>
    /// <param name="name">Name as in the tuple that the step returns.</param>
    /// <exception cref="KeyNotFoundException">The step returns no scores of that name.</exception>
    /// <exception cref="InvalidOperationException">The pass has not run.</exception>
    public Tensor ScoresOf(string name)
    {
        Packing p = Ran;
        return ScoresBorder.ToTensor(attended!.Scores(ScoresPosition(name), gradient: false), p, attended.Rows);
    }

    /// <summary>
    /// Sets dL/d of an output of one number for each step and position, for the backward pass that follows; scores that were given none
    /// have the gradient 0.
    /// </summary>
    /// <param name="name">Name as in the tuple that the step returns.</param>
    /// <param name="gradient">(B,T,S). Values at padding are not read.</param>
    /// <exception cref="KeyNotFoundException">The step returns no scores of that name.</exception>
    /// <exception cref="ShapeMismatchException">The gradient has another shape than the scores.</exception>
    /// <exception cref="InvalidOperationException">The pass has not run, or has gone back already.</exception>
    public void SetScoresGradient(string name, Tensor gradient)
    {
        ArgumentNullException.ThrowIfNull(gradient);
        Packing p = Ran;
        if (wentBack)
        {
            throw new InvalidOperationException("Backward ran already: call Forward again.");
        }

        ScoresBorder.FromTensor(gradient, p, attended!.Rows, attended.Scores(ScoresPosition(name), gradient: true));
    }

    private int ScoresPosition(string name)
    {
        int index = cell.ScoresNames.ToList().IndexOf(name);
        return index >= 0 ? index : throw new KeyNotFoundException($"There are no scores '{name}'; there are {string.Join(", ", cell.ScoresNames)}.");
    }

    private void TakeMemory(Sequence? memory, bool keeps)
    {
        if (cell.MemorySize == 0)
        {
            return;
        }

        ArgumentNullException.ThrowIfNull(memory, cell.MemoryName);
        attended ??= new AttendedMemory<T>(cell, checkpointEvery);
        attended.IsPrepared &= keeps;
        attended.Fill(Ran, memory);
    }

    private void AfterMemory(bool keeps)
    {
        if (attended is null)
        {
            return;
        }

        attended.IsPrepared = keeps;
        for (int i = 0; i < cell.ScoresNames.Count; i++)
        {
            attended.Scores(i, gradient: true).Clear();
        }
    }

    private CellInputs<T> WithMemory(CellInputs<T> inputs) => attended is null ? inputs : attended.On(inputs);

    private CellInputs<T> WithMemoryGradient(CellInputs<T> gradients) => attended is null ? gradients : attended.GradientOn(gradients);
}
