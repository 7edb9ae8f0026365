using System;

namespace RnnGen.Kernels;

/// <content>The workspace: for each layer the rows between cells, then the workspace of its cells; at the end the projection.</content>
public sealed partial class RecurrentStack<T>
{
    // Rows of a layer, (rows, features).
    private enum Part
    {
        Dropped, // what the layer reads, some of it dropped
        Gradient, // dL/d what the layer below gives
        Joined, // the outputs of both directions side by side
        Output, // with what the layer read added
        Gate, // of the highway
        CellGradient, // dL/d outputs of the cells, when the highway changes it
        Side, // outputs, then their gradient, of one direction
        MirrorInput, // what the backward direction reads
        MirrorGradient, // dL/d its outputs
        MirrorInputGradient, // dL/d what it reads
        Count,
    }

    /// <summary>Elements of workspace that a batch needs.</summary>
    /// <param name="steps">The batch.</param>
    public int WorkspaceLength(Packing steps) => checked(Start(LayerCount, steps) + ProjectionLength(steps.Rows));

    /// <summary>Outputs of the stack, (rows, H).</summary>
    /// <param name="workspace">This layer's workspace.</param>
    /// <param name="steps">The batch.</param>
    public Panel<T> Output(Span<T> workspace, Packing steps) =>
        options.Projection is null ? LayerOutput(workspace, LayerCount - 1, steps) : Projected(workspace, steps, gradient: false);

    /// <summary>The states of one cell before the first step, (B, n) in rank order.</summary>
    /// <param name="workspace">This layer's workspace.</param>
    /// <param name="steps">The batch.</param>
    /// <param name="layer">Which cell: layer by layer, forwards before backwards.</param>
    /// <param name="state">Which state.</param>
    public Panel<T> InitialStates(Span<T> workspace, Packing steps, int layer, int state) => Run(workspace, layer, steps).InitialStates(state);

    /// <summary>Copies the states of one cell after the last step of each sequence, (B, n) in batch order.</summary>
    /// <param name="workspace">This layer's workspace.</param>
    /// <param name="steps">The batch.</param>
    /// <param name="layer">Which cell: layer by layer, forwards before backwards.</param>
    /// <param name="state">Which state.</param>
    /// <param name="vectors">Receives them.</param>
    public void CopyFinalStates(Span<T> workspace, Packing steps, int layer, int state, Panel<T> vectors)
    {
        CellRun<T> run = Run(workspace, layer, steps);
        Panel<T> states = run.FinalStates(state);
        for (int rank = 0; rank < steps.Batch; rank++)
        {
            PanelBorder.Copy(states.Rows(run.FinalRow(rank), 1), vectors.Rows(steps.Order[rank], 1));
        }
    }

    /// <summary>The states of one cell after the last step of each sequence, (B, n), or (B, m, n) of a matrix.</summary>
    internal Tensor FinalStates(Span<T> workspace, Packing steps, int layer, int state)
    {
        CellRun<T> run = Run(workspace, layer, steps);
        int[] rows = new int[steps.Batch];
        for (int rank = 0; rank < rows.Length; rank++)
        {
            rows[rank] = run.FinalRow(rank);
        }

        return PanelBorder.ToBatch(run.FinalStates(state), steps, cells[layer].StateColumns(state), rank => rows[rank]);
    }

    /// <summary>Makes some sequences go on from the final states of others, in batches of one step.</summary>
    internal void GoOn(Span<T> workspace, Packing steps, int layer, int state, ReadOnlySpan<int> from)
    {
        CellRun<T> run = Run(workspace, layer, steps);
        Panel<T> initial = run.InitialStates(state), final = run.FinalStates(state);
        for (int row = 0; row < steps.Batch; row++)
        {
            PanelBorder.Copy(final.Rows(run.FinalRow(from.IsEmpty ? row : from[row]), 1), initial.Rows(row, 1));
        }
    }

    /// <summary>A copy of a named value of one cell at every step.</summary>
    internal Sequence StepValues(string name, Span<T> workspace, Packing packing, int layer)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(layer);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(layer, cells.Length);
        if (packing.Rows > 0 && !Run(workspace, layer, packing).IsWhole)
        {
            throw new InvalidOperationException("A layer with checkpoints keeps no values of its steps: read them from a model without.");
        }

        Packing read = layer % Directions == 1 ? packing.Mirrored() : packing;
        return cells[layer].StepValues(name, CellMemory(workspace, layer, packing), read);
    }

    /// <summary>The carried gradient of a state of one cell.</summary>
    /// <param name="workspace">This layer's workspace.</param>
    /// <param name="steps">The batch.</param>
    /// <param name="layer">Which cell: layer by layer, forwards before backwards.</param>
    /// <param name="state">Which state.</param>
    public Panel<T> StateGradient(Span<T> workspace, Packing steps, int layer, int state) => Run(workspace, layer, steps).StateGradient(state);

    /// <summary>The same when the way back enters step <paramref name="t"/>.</summary>
    internal Panel<T> CarriedGradient(Span<T> workspace, Packing steps, int layer, int state, int t) => Run(workspace, layer, steps).CarriedGradient(state, t);

    private CellRun<T> Run(Span<T> workspace, int cell, Packing steps) => new(cells[cell], steps, options.Checkpoint, CellMemory(workspace, cell, steps));

    // 0 for rows that this layer does not need.
    private int FeaturesOf(int k, Part part)
    {
        bool twoWays = Directions == 2, highway = HighwayOf(k) is not null;
        bool wanted = part switch
        {
            Part.Dropped => DropRate(k) > 0,
            Part.Gradient => k > 0,
            Part.Output => highway || IsResidual(k),
            Part.Gate or Part.CellGradient => highway,
            _ => twoWays,
        };
        return !wanted ? 0 : part switch
        {
            Part.Dropped or Part.Gradient or Part.MirrorInput or Part.MirrorInputGradient => InputOf(k),
            Part.Side or Part.MirrorGradient => cells[k * Directions].OutputSize,
            _ => WidthOf(k),
        };
    }

    private Panel<T> Rows(Span<T> workspace, int k, Part part, Packing steps)
    {
        int start = Start(k, steps);
        for (Part before = 0; before < part; before++)
        {
            start += Panel<T>.Length(FeaturesOf(k, before), 1, steps.Rows);
        }

        return new Panel<T>(workspace[start..], FeaturesOf(k, part), 1, steps.Rows);
    }

    private Panel<T> LayerOutput(Span<T> workspace, int k, Packing steps) =>
        FeaturesOf(k, Part.Output) > 0 ? Rows(workspace, k, Part.Output, steps) : CellOutputs(workspace, k, steps);

    // What the cells of a layer give, side by side.
    private Panel<T> CellOutputs(Span<T> workspace, int k, Packing steps) => Directions == 2
        ? Rows(workspace, k, Part.Joined, steps)
        : Run(workspace, k, steps).Output(0);

    private Span<T> CellMemory(Span<T> workspace, int cell, Packing steps)
    {
        int k = cell / Directions, start = Start(k, steps);
        for (Part part = 0; part < Part.Count; part++)
        {
            start += Panel<T>.Length(FeaturesOf(k, part), 1, steps.Rows);
        }

        for (int other = k * Directions; other < cell; other++)
        {
            start += CellRun<T>.Length(cells[other], steps, options.Checkpoint);
        }

        return workspace.Slice(start, CellRun<T>.Length(cells[cell], steps, options.Checkpoint));
    }

    // The highway's scratch memory lies behind the cells of its layer.
    private Span<T> HighwayMemory(Span<T> workspace, int k, Packing steps)
    {
        int length = HighwayOf(k)!.WorkspaceLength;
        return workspace.Slice(Start(k + 1, steps) - length, length);
    }

    private int Start(int layer, Packing steps)
    {
        int start = 0;
        for (int k = 0; k < layer; k++)
        {
            for (Part part = 0; part < Part.Count; part++)
            {
                start = checked(start + Panel<T>.Length(FeaturesOf(k, part), 1, steps.Rows));
            }

            for (int cell = k * Directions; cell < (k + 1) * Directions; cell++)
            {
                start = checked(start + CellRun<T>.Length(cells[cell], steps, options.Checkpoint));
            }

            start = checked(start + (HighwayOf(k)?.WorkspaceLength ?? 0));
        }

        return start;
    }

    // Its outputs, the gradient of what it reads, its scratch memory.
    private int ProjectionLength(int rows) => options.Projection is { } projection
        ? checked(Panel<T>.Length(projection.OutputSize, 1, rows) + Panel<T>.Length(WidthOf(LayerCount - 1), 1, rows) + projection.WorkspaceLength)
        : 0;

    private Panel<T> Projected(Span<T> workspace, Packing steps, bool gradient)
    {
        Span<T> memory = workspace[Start(LayerCount, steps)..];
        Panel<T> output = Panel<T>.Take(ref memory, options.Projection!.OutputSize, 1, steps.Rows);
        return gradient ? new Panel<T>(memory, WidthOf(LayerCount - 1), 1, steps.Rows) : output;
    }

    private Span<T> ProjectionMemory(Span<T> workspace, Packing steps)
    {
        int length = options.Projection!.WorkspaceLength;
        return workspace.Slice(WorkspaceLength(steps) - length, length);
    }
}
