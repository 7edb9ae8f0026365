using System;
using System.Runtime.CompilerServices;

namespace RnnGen.Kernels;

/// <content>The passes: layer by layer upwards, and back down.</content>
public sealed partial class RecurrentStack<T>
{
    // Keys of weight masks lie beyond those of the layers' dropout.
    private const int FirstWeightKey = 512;

    private Action<int>? observer;
    private int observed;
    private nint observedMemory;
    private double[] received = [];

    /// <summary>Calls back before the backward pass of one cell of one call enters a step; null ends it.</summary>
    internal void Observe(Span<T> workspace, int cell, Action<int>? beforeStep)
    {
        observed = cell;
        observer = beforeStep;
        observedMemory = AddressOf(workspace);
        received = [];
    }

    /// <summary>What an output of the observed cell receives from above.</summary>
    internal double Observed(int row, int feature) => received[(row * cells[observed].OutputSize) + feature];

    /// <summary>Whether a state of a cell lies where its output lies.</summary>
    internal bool StateIsOutput(Span<T> workspace, Packing steps, int cell, int state) => Run(workspace, cell, steps).IsOutput(state);

    // A layer called twice is one stack with two workspaces.
    private static nint AddressOf(Span<T> workspace) => workspace.IsEmpty ? 0 : Unsafe.ByteOffset(ref Unsafe.NullRef<T>(), ref workspace[0]);

    private Action<int>? ObserverOf(int cell, Span<T> workspace, Panel<T> above)
    {
        if (observer is null || cell != observed || AddressOf(workspace) != observedMemory)
        {
            return null;
        }

        received = new double[above.RowCount * above.Features];
        for (int i = 0; i < received.Length; i++)
        {
            received[i] = double.CreateTruncating(above[i / above.Features, i % above.Features]);
        }

        return observer;
    }

    /// <summary>Runs all layers; initial states must be in place.</summary>
    /// <param name="steps">The batch.</param>
    /// <param name="inputs">(rows, I); when to drop, and with which key.</param>
    /// <param name="workspace">This layer's workspace.</param>
    public void Forward(Packing steps, CellInputs<T> inputs, Span<T> workspace)
    {
        for (int k = 0; k < LayerCount; k++)
        {
            ForwardLayer(steps, k, inputs, workspace);
        }

        options.Projection?.Forward(LayerOutput(workspace, LayerCount - 1, steps), Projected(workspace, steps, gradient: false));
    }

    /// <summary>Goes back through all layers; state gradients must be in place.</summary>
    /// <param name="steps">The batch.</param>
    /// <param name="inputs">As in the forward pass.</param>
    /// <param name="outputGradients">(rows, H).</param>
    /// <param name="inputGradients">Receives (rows, I).</param>
    /// <param name="workspace">This layer's workspace as the forward pass left it.</param>
    public void Backward(Packing steps, CellInputs<T> inputs, CellOutputs<T> outputGradients, CellInputs<T> inputGradients, Span<T> workspace)
    {
        Panel<T> above = outputGradients.First;
        if (options.Projection is { } projection)
        {
            Panel<T> below = Projected(workspace, steps, gradient: true);
            projection.Backward(
                LayerOutput(workspace, LayerCount - 1, steps), above, below, ProjectionMemory(workspace, steps), add: false);
            above = below;
        }

        for (int k = LayerCount - 1; k >= 0; k--)
        {
            CellInputs<T> below = k == 0 ? inputGradients : new CellInputs<T>(Rows(workspace, k, Part.Gradient, steps));
            BackwardLayer(steps, k, inputs, above, below, workspace);
            above = below.First;
        }
    }

    private void ForwardLayer(Packing steps, int k, CellInputs<T> inputs, Span<T> workspace)
    {
        Panel<T> below = Below(steps, k, inputs, workspace);
        CellInputs<T> own = LayerInputs(steps, k, inputs, workspace);
        if (Drops(k, inputs.Dropout))
        {
            Kernels.Dropout.Apply(below, own.First, steps, DropRate(k), inputs.Dropout.Of(k), options.VariationalDropout);
        }

        RunForward(steps, k * Directions, own, workspace);
        if (Directions == 2)
        {
            Panel<T> mirrored = Rows(workspace, k, Part.MirrorInput, steps), side = Rows(workspace, k, Part.Side, steps);
            PanelBorder.Gather(own.First, steps.Mirror, mirrored, add: false);
            RunForward(steps, (k * 2) + 1, own with { First = mirrored }, workspace);
            Panel<T> joined = Rows(workspace, k, Part.Joined, steps);
            FeatureBlocks<T>.Put(Run(workspace, k * 2, steps).Output(0), joined, 0);
            PanelBorder.Gather(Run(workspace, (k * 2) + 1, steps).Output(0), steps.Mirror, side, add: false);
            FeatureBlocks<T>.Put(side, joined, side.Features);
        }

        if (HighwayOf(k) is { } highway)
        {
            highway.Forward(below, CellOutputs(workspace, k, steps), Rows(workspace, k, Part.Gate, steps), Rows(workspace, k, Part.Output, steps));
        }
        else if (IsResidual(k))
        {
            Panel<T> output = Rows(workspace, k, Part.Output, steps);
            PanelBorder.Copy(CellOutputs(workspace, k, steps), output);
            PanelBorder.Add(below, output);
        }
    }

    private void BackwardLayer(Packing steps, int k, CellInputs<T> inputs, Panel<T> above, CellInputs<T> below, Span<T> workspace)
    {
        CellInputs<T> own = LayerInputs(steps, k, inputs, workspace);
        Panel<T> gradient = above, read = Below(steps, k, inputs, workspace);
        IHighwayLayer<T>? highway = HighwayOf(k);
        if (highway is not null)
        {
            gradient = Rows(workspace, k, Part.CellGradient, steps);
            highway.BackwardToLayer(read, CellOutputs(workspace, k, steps), Rows(workspace, k, Part.Gate, steps), above, gradient);
        }

        if (Directions == 1)
        {
            RunBackward(steps, k, own, gradient, below, workspace);
        }
        else
        {
            Panel<T> side = Rows(workspace, k, Part.Side, steps), mirrored = Rows(workspace, k, Part.MirrorGradient, steps);
            FeatureBlocks<T>.Take(gradient, side.Features, side, add: false);
            PanelBorder.Gather(side, steps.Mirror, mirrored, add: false);
            FeatureBlocks<T>.Take(gradient, 0, side, add: false);
            RunBackward(steps, k * 2, own, side, below, workspace);
            Panel<T> mirroredBelow = Rows(workspace, k, Part.MirrorInputGradient, steps);
            RunBackward(
                steps, (k * 2) + 1, own with { First = Rows(workspace, k, Part.MirrorInput, steps) }, mirrored, new CellInputs<T>(mirroredBelow), workspace);
            PanelBorder.Gather(mirroredBelow, steps.Mirror, below.First, add: true);
        }

        if (Drops(k, inputs.Dropout))
        {
            Kernels.Dropout.Apply(below.First, below.First, steps, DropRate(k), inputs.Dropout.Of(k), options.VariationalDropout);
        }

        if (highway is not null)
        {
            highway.BackwardToInput(read, Rows(workspace, k, Part.Gate, steps), above, gradient, below.First, HighwayMemory(workspace, k, steps));
        }
        else if (IsResidual(k))
        {
            PanelBorder.Add(above, below.First);
        }
    }

    private void RunForward(Packing steps, int cell, CellInputs<T> inputs, Span<T> workspace)
    {
        CellRun<T> run = Run(workspace, cell, steps);
        CellInputs<T> own = inputs with { Dropout = inputs.Dropout.ForCell(cell) };
        if (!DropsWeights(inputs.Dropout))
        {
            run.Forward(own);
            return;
        }

        weightDrops[cell].Begin(inputs.Dropout.Of(FirstWeightKey + cell));
        try
        {
            run.Forward(own);
        }
        finally
        {
            cells[cell].Borrow(null, null);
        }
    }

    private void RunBackward(Packing steps, int cell, CellInputs<T> inputs, Panel<T> above, CellInputs<T> below, Span<T> workspace)
    {
        CellRun<T> run = Run(workspace, cell, steps);
        Action<int>? beforeStep = ObserverOf(cell, workspace, above);
        CellInputs<T> own = inputs with { Dropout = inputs.Dropout.ForCell(cell) };
        if (!DropsWeights(inputs.Dropout))
        {
            run.Backward(own, new CellOutputs<T>(above), below, beforeStep);
            return;
        }

        ulong key = inputs.Dropout.Of(FirstWeightKey + cell);
        weightDrops[cell].Begin(key);
        try
        {
            run.Backward(own, new CellOutputs<T>(above), below, beforeStep);
        }
        finally
        {
            cells[cell].Borrow(null, null);
        }

        weightDrops[cell].End(key);
    }

    private bool DropsWeights(DropoutKey dropout) => dropout.IsTraining && weightDrops.Length > 0;

    private bool Drops(int k, DropoutKey dropout) => DropRate(k) > 0 && dropout.IsTraining;

    // What layer k reads, before anything is dropped.
    private Panel<T> Below(Packing steps, int k, CellInputs<T> inputs, Span<T> workspace) =>
        k == 0 ? inputs.First : LayerOutput(workspace, k - 1, steps);

    private CellInputs<T> LayerInputs(Packing steps, int k, CellInputs<T> inputs, Span<T> workspace)
    {
        Panel<T> read = Drops(k, inputs.Dropout) ? Rows(workspace, k, Part.Dropped, steps) : Below(steps, k, inputs, workspace);
        return k == 0 ? inputs with { First = read } : new CellInputs<T>(read) { Dropout = inputs.Dropout, StepsBehind = inputs.StepsBehind };
    }
}
