using System;
using System.Collections.Generic;
using System.ComponentModel;
using System.Linq;
using System.Numerics;

namespace RnnGen.Kernels;

/// <summary>The cells behind a <see cref="Recurrent"/>: layer k reads the outputs of layer k - 1, with dropout between them.</summary>
/// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class RecurrentStack<T> : Module<T>, IRecurrentLayer
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly RecurrentCell<T>[] cells;
    private readonly ParameterDescription[] descriptions;

    /// <summary>Stacks cells.</summary>
    /// <param name="dropout">Probability between layers.</param>
    /// <param name="cells">First layer first.</param>
    public RecurrentStack(double dropout, params RecurrentCell<T>[] cells)
        : base(0)
    {
        if (!(dropout >= 0 && dropout < 1))
        {
            throw new ArgumentOutOfRangeException(nameof(dropout), dropout, "Dropout must lie in [0, 1).");
        }

        Dropout = dropout;
        this.cells = cells;
        var all = new List<ParameterDescription>();
        foreach ((RecurrentCell<T> cell, int k) in cells.Select((c, k) => (c, k)))
        {
            all.AddRange(cell.Described("", k, cells.Length > 1).Select(d => d with { Layout = d.Layout.Shift(ParameterLength) }));
            ParameterLength += cell.ParameterLength;
        }

        descriptions = [.. all];
    }

    /// <inheritdoc/>
    public int InputSize => cells[0].InputSize;

    /// <inheritdoc/>
    public int OutputSize => cells[^1].OutputSize;

    /// <inheritdoc/>
    public double Dropout { get; }

    /// <inheritdoc/>
    public IReadOnlyList<Trainable> Cells => cells;

    /// <inheritdoc/>
    public override IReadOnlyList<ParameterDescription> ParameterDescriptions => descriptions;

    /// <inheritdoc/>
    public override int ParameterLength { get; }

    internal IReadOnlyList<RecurrentCell<T>> Layers => cells;

    internal override void OnBound(ParameterStorage<T> shared, int start)
    {
        foreach (RecurrentCell<T> cell in cells)
        {
            cell.Bind(shared, start);
            start += cell.ParameterLength;
        }
    }

    /// <inheritdoc/>
    public ScannedSequence Scan(Sequence input, Vectors[] initial) => StackScan.Run(this, input, initial);

    /// <summary>Elements of workspace that a batch needs.</summary>
    /// <param name="rows">Real steps.</param>
    /// <param name="batch">Sequences.</param>
    public int WorkspaceLength(int rows, int batch)
    {
        int length = 0;
        for (int k = 0; k < cells.Length; k++)
        {
            length = checked(length + BetweenLength(k, rows) + cells[k].WorkspaceLength(rows, batch));
        }

        return length;
    }

    /// <summary>Outputs of the last layer, (rows, H).</summary>
    /// <param name="workspace">This layer's workspace.</param>
    /// <param name="rows">Real steps.</param>
    /// <param name="batch">Sequences.</param>
    public Panel<T> Output(Span<T> workspace, int rows, int batch) =>
        cells[^1].Output(CellMemory(workspace, cells.Length - 1, rows, batch), rows, batch);

    /// <summary>Runs all layers; initial states must be in place.</summary>
    /// <param name="steps">The batch.</param>
    /// <param name="inputs">(rows, I); when to drop, and with which key.</param>
    /// <param name="workspace">This layer's workspace.</param>
    public void Forward(Packing steps, CellInputs<T> inputs, Span<T> workspace)
    {
        for (int k = 0; k < cells.Length; k++)
        {
            cells[k].RunForward(steps, LayerInputs(steps, k, inputs, workspace, fill: true), CellMemory(workspace, k, steps.Rows, steps.Batch));
        }
    }

    /// <summary>Goes back through all layers; state gradients must be in place.</summary>
    /// <param name="steps">The batch.</param>
    /// <param name="inputs">As in the forward pass.</param>
    /// <param name="outputGradients">(rows, H).</param>
    /// <param name="inputGradients">Receives (rows, I).</param>
    /// <param name="workspace">This layer's workspace as the forward pass left it.</param>
    public void Backward(Packing steps, CellInputs<T> inputs, CellOutputs<T> outputGradients, CellInputs<T> inputGradients, Span<T> workspace)
    {
        for (int k = cells.Length - 1; k >= 0; k--)
        {
            CellOutputs<T> above = k == cells.Length - 1 ? outputGradients : new CellOutputs<T>(Between(workspace, k + 1, steps, Role.Gradient));
            CellInputs<T> below = k == 0 ? inputGradients : new CellInputs<T>(Between(workspace, k, steps, Role.Gradient));
            CellInputs<T> layerInputs = LayerInputs(steps, k, inputs, workspace, fill: false);
            cells[k].RunBackward(steps, layerInputs, above, below, CellMemory(workspace, k, steps.Rows, steps.Batch), null);
            if (k > 0 && Drops(inputs.Dropout))
            {
                Kernels.Dropout.Apply(below.First, below.First, Dropout, inputs.Dropout.Of(k));
            }
        }
    }

    /// <summary>The rows of a state of one layer: its initial rows, then its rows at every step.</summary>
    /// <param name="workspace">This layer's workspace.</param>
    /// <param name="rows">Real steps.</param>
    /// <param name="batch">Sequences.</param>
    /// <param name="layer">Which layer.</param>
    /// <param name="state">Which state.</param>
    public Panel<T> StateSequence(Span<T> workspace, int rows, int batch, int layer, int state) =>
        cells[layer].StateSequence(CellMemory(workspace, layer, rows, batch), rows, batch, state);

    /// <summary>A copy of a named value of one layer at every step.</summary>
    internal Sequence StepValues(string name, Span<T> workspace, Packing packing, int layer)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(layer);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(layer, cells.Length);
        return cells[layer].StepValues(name, CellMemory(workspace, layer, packing.Rows, packing.Batch), packing);
    }

    /// <summary>The carried gradient of a state of one layer.</summary>
    /// <param name="workspace">This layer's workspace.</param>
    /// <param name="rows">Real steps.</param>
    /// <param name="batch">Sequences.</param>
    /// <param name="layer">Which layer.</param>
    /// <param name="state">Which state.</param>
    public Panel<T> StateGradient(Span<T> workspace, int rows, int batch, int layer, int state) =>
        cells[layer].StateGradient(CellMemory(workspace, layer, rows, batch), rows, batch, state);

    private bool Drops(DropoutKey dropout) => Dropout > 0 && dropout.IsTraining;

    private CellInputs<T> LayerInputs(Packing steps, int k, CellInputs<T> inputs, Span<T> workspace, bool fill)
    {
        if (k == 0)
        {
            return inputs;
        }

        Panel<T> below = cells[k - 1].Output(CellMemory(workspace, k - 1, steps.Rows, steps.Batch), steps.Rows, steps.Batch);
        if (!Drops(inputs.Dropout))
        {
            return new CellInputs<T>(below) { Dropout = inputs.Dropout };
        }

        Panel<T> dropped = Between(workspace, k, steps, Role.Dropped);
        if (fill)
        {
            Kernels.Dropout.Apply(below, dropped, Dropout, inputs.Dropout.Of(k));
        }

        return new CellInputs<T>(dropped) { Dropout = inputs.Dropout };
    }

    private enum Role
    {
        Dropped,
        Gradient,
    }

    // Between layers k - 1 and k: the dropped outputs and their gradient.
    private int BetweenLength(int k, int rows) => k == 0 ? 0 : (Dropout > 0 ? 2 : 1) * Panel<T>.Length(cells[k].InputSize, 1, rows);

    private Panel<T> Between(Span<T> workspace, int k, Packing steps, Role role)
    {
        Span<T> memory = workspace[Start(k, steps.Rows, steps.Batch)..];
        int length = Panel<T>.Length(cells[k].InputSize, 1, steps.Rows);
        return new Panel<T>(role == Role.Gradient ? memory : memory[length..], cells[k].InputSize, 1, steps.Rows);
    }

    private Span<T> CellMemory(Span<T> workspace, int k, int rows, int batch) =>
        workspace.Slice(Start(k, rows, batch) + BetweenLength(k, rows), cells[k].WorkspaceLength(rows, batch));

    private int Start(int layer, int rows, int batch)
    {
        int start = 0;
        for (int k = 0; k < layer; k++)
        {
            start += BetweenLength(k, rows) + cells[k].WorkspaceLength(rows, batch);
        }

        return start;
    }
}
