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
    /// <param name="rows">Real steps.</param>
    /// <param name="batch">Sequences.</param>
    public int WorkspaceLength(int rows, int batch) => checked(Start(LayerCount, rows, batch) + ProjectionLength(rows));

    /// <summary>Outputs of the stack, (rows, H).</summary>
    /// <param name="workspace">This layer's workspace.</param>
    /// <param name="rows">Real steps.</param>
    /// <param name="batch">Sequences.</param>
    public Panel<T> Output(Span<T> workspace, int rows, int batch) =>
        options.Projection is null ? LayerOutput(workspace, LayerCount - 1, rows, batch) : Projected(workspace, rows, batch, gradient: false);

    /// <summary>The rows of a state of one cell: its initial rows, then its rows at every step, in the order the cell reads them.</summary>
    /// <param name="workspace">This layer's workspace.</param>
    /// <param name="rows">Real steps.</param>
    /// <param name="batch">Sequences.</param>
    /// <param name="layer">Which cell: layer by layer, forwards before backwards.</param>
    /// <param name="state">Which state.</param>
    public Panel<T> StateSequence(Span<T> workspace, int rows, int batch, int layer, int state) =>
        cells[layer].StateSequence(CellMemory(workspace, layer, rows, batch), rows, batch, state);

    /// <summary>A copy of a named value of one cell at every step.</summary>
    internal Sequence StepValues(string name, Span<T> workspace, Packing packing, int layer)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(layer);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(layer, cells.Length);
        Packing read = layer % Directions == 1 ? packing.Mirrored() : packing;
        return cells[layer].StepValues(name, CellMemory(workspace, layer, packing.Rows, packing.Batch), read);
    }

    /// <summary>The carried gradient of a state of one cell.</summary>
    /// <param name="workspace">This layer's workspace.</param>
    /// <param name="rows">Real steps.</param>
    /// <param name="batch">Sequences.</param>
    /// <param name="layer">Which cell: layer by layer, forwards before backwards.</param>
    /// <param name="state">Which state.</param>
    public Panel<T> StateGradient(Span<T> workspace, int rows, int batch, int layer, int state) =>
        cells[layer].StateGradient(CellMemory(workspace, layer, rows, batch), rows, batch, state);

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

    private Panel<T> Rows(Span<T> workspace, int k, Part part, int rows, int batch)
    {
        int start = Start(k, rows, batch);
        for (Part before = 0; before < part; before++)
        {
            start += Panel<T>.Length(FeaturesOf(k, before), 1, rows);
        }

        return new Panel<T>(workspace[start..], FeaturesOf(k, part), 1, rows);
    }

    private Panel<T> LayerOutput(Span<T> workspace, int k, int rows, int batch) =>
        FeaturesOf(k, Part.Output) > 0 ? Rows(workspace, k, Part.Output, rows, batch) : CellOutputs(workspace, k, rows, batch);

    // What the cells of a layer give, side by side.
    private Panel<T> CellOutputs(Span<T> workspace, int k, int rows, int batch) => Directions == 2
        ? Rows(workspace, k, Part.Joined, rows, batch)
        : cells[k].Output(CellMemory(workspace, k, rows, batch), rows, batch);

    private Span<T> CellMemory(Span<T> workspace, int cell, int rows, int batch)
    {
        int k = cell / Directions, start = Start(k, rows, batch);
        for (Part part = 0; part < Part.Count; part++)
        {
            start += Panel<T>.Length(FeaturesOf(k, part), 1, rows);
        }

        for (int other = k * Directions; other < cell; other++)
        {
            start += cells[other].WorkspaceLength(rows, batch);
        }

        return workspace.Slice(start, cells[cell].WorkspaceLength(rows, batch));
    }

    // The highway's scratch memory lies behind the cells of its layer.
    private Span<T> HighwayMemory(Span<T> workspace, int k, int rows, int batch)
    {
        int length = HighwayOf(k)!.WorkspaceLength;
        return workspace.Slice(Start(k + 1, rows, batch) - length, length);
    }

    private int Start(int layer, int rows, int batch)
    {
        int start = 0;
        for (int k = 0; k < layer; k++)
        {
            for (Part part = 0; part < Part.Count; part++)
            {
                start = checked(start + Panel<T>.Length(FeaturesOf(k, part), 1, rows));
            }

            for (int cell = k * Directions; cell < (k + 1) * Directions; cell++)
            {
                start = checked(start + cells[cell].WorkspaceLength(rows, batch));
            }

            start = checked(start + (HighwayOf(k)?.WorkspaceLength ?? 0));
        }

        return start;
    }

    // Its outputs, the gradient of what it reads, its scratch memory.
    private int ProjectionLength(int rows) => options.Projection is { } projection
        ? checked(Panel<T>.Length(projection.OutputSize, 1, rows) + Panel<T>.Length(WidthOf(LayerCount - 1), 1, rows) + projection.WorkspaceLength)
        : 0;

    private Panel<T> Projected(Span<T> workspace, int rows, int batch, bool gradient)
    {
        Span<T> memory = workspace[Start(LayerCount, rows, batch)..];
        Panel<T> output = Panel<T>.Take(ref memory, options.Projection!.OutputSize, 1, rows);
        return gradient ? new Panel<T>(memory, WidthOf(LayerCount - 1), 1, rows) : output;
    }

    private Span<T> ProjectionMemory(Span<T> workspace, int rows, int batch)
    {
        int length = options.Projection!.WorkspaceLength;
        return workspace.Slice(WorkspaceLength(rows, batch) - length, length);
    }
}
