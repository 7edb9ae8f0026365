using System;
using System.Numerics;

namespace RnnGen.Kernels;

/// <summary>What carries states from step to step: a cell, or layers of cells that run together.</summary>
/// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
internal interface IRecurrence<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Number of states.</summary>
    int StateCount { get; }

    /// <summary>Elements of workspace that a batch needs.</summary>
    int WorkspaceLength(int rows, int batch);

    /// <summary>A state's initial rows, then its rows at every step.</summary>
    Panel<T> StateSequence(Span<T> workspace, int rows, int batch, int state);

    /// <summary>The gradient of a state that the backward pass carries.</summary>
    Panel<T> StateGradient(Span<T> workspace, int rows, int batch, int state);

    /// <summary>Number of outputs.</summary>
    int OutputCount { get; }

    /// <summary>An output at every step.</summary>
    Panel<T> Output(Span<T> workspace, int rows, int batch, int output);

    /// <summary>Runs all steps; initial states must be in place.</summary>
    void RunForward(Packing steps, CellInputs<T> inputs, Span<T> workspace);

    /// <summary>Goes back through all steps; state gradients must be in place.</summary>
    void RunBackward(
        Packing steps, CellInputs<T> inputs, CellOutputs<T> outputGradients, CellInputs<T> inputGradients, Span<T> workspace, Action<int>? beforeStep);
}
