using System;
using System.Linq;
using System.Numerics;
using RnnGen.Kernels;

namespace RnnGen;

/// <summary>
/// Runs one step of a cell for as many equal sequences as its states have elements, then goes back with a basis vector as the gradient of
/// each: what comes out in row i is row i of the step's Jacobian.
/// </summary>
internal sealed class StepProbe<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly RecurrentCell<T> cell;
    private readonly Packing packing;
    private readonly Workspace<T> memory = new();
    private readonly int[] sizes;

    /// <param name="cell">The cell.</param>
    /// <param name="steps">Steps of the sequence that is followed.</param>
    public StepProbe(RecurrentCell<T> cell, int steps)
    {
        this.cell = cell;
        var one = new Packing([1], 1);
        Span<T> workspace = memory.Of(cell.WorkspaceLength(1, 1));
        sizes = new int[cell.StateNames.Count];
        for (int i = 0; i < sizes.Length; i++)
        {
            Panel<T> rows = cell.StateSequence(workspace, one.Rows, one.Batch, i);
            sizes[i] = rows.Features * rows.SlotCount;
        }

        packing = new Packing([.. Enumerable.Repeat(steps, Math.Max(Size, 1))], steps);
    }

    /// <summary>Elements of all states together.</summary>
    public int Size => sizes.Sum();

    /// <summary>The states of one sequence side by side.</summary>
    public double[] State(RecurrentState? states, int sequence, string argument)
    {
        var state = new double[Size];
        if (states is null)
        {
            return state;
        }

        if (!states.Names.SequenceEqual(cell.StateNames))
        {
            throw new ArgumentException($"{argument} holds {string.Join(", ", states.Names)}, but the cell carries {string.Join(", ", cell.StateNames)}.", argument);
        }

        int start = 0;
        for (int i = 0; i < sizes.Length; i++)
        {
            Tensor value = states.Values[i];
            if (sequence >= value.Dims[0] || value.Count / value.Dims[0] != sizes[i])
            {
                throw new ShapeMismatchException($"{argument} '{states.Names[i]}'", $"(B, {sizes[i]})", Shape.Text(value.Dims));
            }

            for (int k = 0; k < sizes[i]; k++)
            {
                state[start + k] = value.GetDouble((sequence * sizes[i]) + k);
            }

            start += sizes[i];
        }

        return state;
    }

    /// <summary>The Jacobian of a step.</summary>
    /// <param name="t">Which step of the sequence it is.</param>
    /// <param name="input">x, (I).</param>
    /// <param name="state">The state the step starts from; on return the one it ends with.</param>
    public double[,] Jacobian(int t, double[] input, double[] state)
    {
        int size = state.Length;
        Packing step = packing.Window(t, 1);
        int outputs = cell.OutputSizes.Sum(width => Panel<T>.Length(width, 1, step.Rows));
        Span<T> all = memory.Of(checked((2 * Panel<T>.Length(cell.InputSize, 1, step.Rows)) + outputs + cell.WorkspaceLength(step.Rows, step.Batch)));
        all.Clear();
        Panel<T> x = Panel<T>.Take(ref all, cell.InputSize, 1, step.Rows);
        Panel<T> dx = Panel<T>.Take(ref all, cell.InputSize, 1, step.Rows);
        Panel<T> dy = Panel<T>.Take(ref all, cell.OutputSize, 1, step.Rows);
        CellOutputs<T> noGradients = new(dy)
        {
            Second = TakeOutput(ref all, 1, step.Rows),
            Third = TakeOutput(ref all, 2, step.Rows),
            Fourth = TakeOutput(ref all, 3, step.Rows),
        };
        for (int row = 0; row < size; row++)
        {
            for (int f = 0; f < input.Length; f++)
            {
                x[row, f] = T.CreateTruncating(input[f]);
            }

            Exchange(all, step, row, (panel, at, element) => At(panel, at, element) = T.CreateTruncating(state[element.Position]));
        }

        cell.RunForward(step, new CellInputs<T>(x), all);
        for (int row = 0; row < size; row++)
        {
            int basis = row;
            ForGradients(all, step, row, (panel, at, element) => At(panel, at, element) = element.Position == basis ? T.One : T.Zero);
        }

        Exchange(all, step, step.Batch, (panel, at, element) => state[element.Position] = double.CreateTruncating(At(panel, at, element)));
        GoBack(step, x, dx, noGradients, all);
        var jacobian = new double[size, size];
        for (int row = 0; row < size; row++)
        {
            int i = row;
            ForGradients(all, step, row, (panel, at, element) => jacobian[i, element.Position] = double.CreateTruncating(At(panel, at, element)));
        }

        return jacobian;
    }

    private Panel<T> TakeOutput(ref Span<T> all, int output, int rows) =>
        output < cell.OutputSizes.Count ? Panel<T>.Take(ref all, cell.OutputSizes[output], 1, rows) : default;

    // The parameters' gradients are the caller's.
    private void GoBack(Packing step, Panel<T> x, Panel<T> dx, CellOutputs<T> outputGradients, Span<T> workspace)
    {
        var storage = (ParameterStorage<T>)cell.Storage;
        T[] gradients = storage.Gradients.ToArray();
        try
        {
            cell.RunBackward(step, new CellInputs<T>(x), outputGradients, new CellInputs<T>(dx), workspace, null);
        }
        finally
        {
            gradients.CopyTo(storage.Gradients);
        }
    }

    private delegate void Visit(Panel<T> panel, int row, Element element);

    private void Exchange(Span<T> workspace, Packing step, int row, Visit visit)
    {
        int position = 0;
        for (int i = 0; i < sizes.Length; i++)
        {
            position = Each(cell.StateSequence(workspace, step.Rows, step.Batch, i), row, position, visit);
        }
    }

    private void ForGradients(Span<T> workspace, Packing step, int row, Visit visit)
    {
        int position = 0;
        for (int i = 0; i < sizes.Length; i++)
        {
            position = Each(cell.StateGradient(workspace, step.Rows, step.Batch, i), row, position, visit);
        }
    }

    // A matrix-valued state is (features, slots), row-major.
    private static int Each(Panel<T> panel, int row, int position, Visit visit)
    {
        for (int f = 0; f < panel.Features; f++)
        {
            for (int slot = 0; slot < panel.SlotCount; slot++)
            {
                visit(panel, row, new Element(position++, f, slot));
            }
        }

        return position;
    }

    private static ref T At(Panel<T> panel, int row, Element element) => ref panel[row, element.Feature, element.Slot];

    private readonly record struct Element(int Position, int Feature, int Slot);
}
