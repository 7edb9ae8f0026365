using System;
using System.Collections.Generic;
using System.Linq;
using System.Numerics;
using RnnGen.Kernels;
using RnnGen.Testing;

namespace RnnGen.Integration.Tests.Reference;

/// <summary>A reference case run through a stack of generated cells at once: layers in both directions.</summary>
internal static class StackRun
{
    public static IEnumerable<ReferenceTensor> Run<T>(RecurrentCell<T>[] cells, ReferenceCase item, Precision precision, Tensor input, Tensor outputGradient, int[] lengths)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var stack = new RecurrentStack<T>(new StackOptions<T> { Bidirectional = true }, cells);
        LayerParameters.Set(stack.Parameters, item, precision, stored => stored);
        var steps = new Packing(lengths, input.Dims[1]);
        var workspace = new T[stack.WorkspaceLength(steps)];
        IReadOnlyList<string> states = cells[0].StateNames;
        for (int cell = 0; cell < cells.Length; cell++)
        {
            for (int state = 0; state < states.Count; state++)
            {
                FromBatch(item, precision, $"in.{states[state]}0", cell, steps, stack.InitialStates(workspace, steps, cell, state));
            }
        }

        Panel<T> x = Pack<T>(input, steps), dy = Pack<T>(outputGradient, steps), dx = Pack<T>(input, steps);
        stack.Forward(steps, new CellInputs<T>(x), workspace);
        var found = new List<ReferenceTensor> { new("out.y", Unpack(stack.Output(workspace, steps), steps)) };
        found.AddRange(states.Select((name, i) => new ReferenceTensor($"out.{name}_n", [.. Enumerable.Range(0, cells.Length).SelectMany(cell =>
            FinalStates(stack, workspace, steps, cell, i))])));
        found.Add(new ReferenceTensor("loss", [found.Sum(tensor => tensor.Values.Zip(item.Values(tensor.Name.Replace("out.", "cot.", StringComparison.Ordinal)), (a, b) => a * b).Sum())]));

        for (int cell = 0; cell < cells.Length; cell++)
        {
            for (int state = 0; state < states.Count; state++)
            {
                FromBatch(item, precision, $"cot.{states[state]}_n", cell, steps, stack.StateGradient(workspace, steps, cell, state));
            }
        }

        stack.Backward(steps, new CellInputs<T>(x), new CellOutputs<T>(dy), new CellInputs<T>(dx), workspace);
        found.Add(new ReferenceTensor("grad.in.x", Unpack(dx, steps)));
        found.AddRange(states.Where(name => item.Has($"in.{name}0")).Select(name => new ReferenceTensor($"grad.in.{name}0", [.. Enumerable.Range(0, cells.Length).SelectMany(cell =>
            ToBatch(stack.StateGradient(workspace, steps, cell, states.ToList().IndexOf(name)), steps.Order))])));
        found.AddRange(LayerParameters.Gradients(stack.Parameters, 0));
        return found;
    }

    private static void FromBatch<T>(ReferenceCase item, Precision precision, string name, int cell, Packing steps, Panel<T> rows)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        double[]? values = item.Has(name) ? item.Tensor(name, precision).ToDoubleArray() : null;
        for (int rank = 0; rank < steps.Batch; rank++)
        {
            for (int i = 0; i < rows.Features; i++)
            {
                rows[rank, i] = values is null ? T.Zero : T.CreateTruncating(values[(((cell * steps.Batch) + steps.Order[rank]) * rows.Features) + i]);
            }
        }
    }

    private static double[] FinalStates<T>(RecurrentStack<T> stack, T[] workspace, Packing steps, int cell, int state)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int features = stack.StateGradient(workspace, steps, cell, state).Features;
        var vectors = new Panel<T>(new T[Panel<T>.Length(features, 1, steps.Batch)], features, 1, steps.Batch);
        stack.CopyFinalStates(workspace, steps, cell, state, vectors);
        return ToBatch(vectors, [.. Enumerable.Range(0, steps.Batch)]);
    }

    private static double[] ToBatch<T>(Panel<T> rows, ReadOnlySpan<int> order)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var values = new double[order.Length * rows.Features];
        for (int rank = 0; rank < order.Length; rank++)
        {
            for (int i = 0; i < rows.Features; i++)
            {
                values[(order[rank] * rows.Features) + i] = double.CreateTruncating(rows[rank, i]);
            }
        }

        return values;
    }

    private static Panel<T> Pack<T>(Tensor values, Packing steps)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int features = values.Dims[2];
        double[] all = values.ToDoubleArray();
        var panel = new Panel<T>(new T[Panel<T>.Length(features, 1, steps.Rows)], features, 1, steps.Rows);
        for (int row = 0; row < steps.Rows; row++)
        {
            for (int i = 0; i < features; i++)
            {
                panel[row, i] = T.CreateTruncating(all[(steps.Source[row] * features) + i]);
            }
        }

        return panel;
    }

    private static double[] Unpack<T>(Panel<T> rows, Packing steps)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var values = new double[steps.Batch * steps.Steps * rows.Features];
        for (int row = 0; row < steps.Rows; row++)
        {
            for (int i = 0; i < rows.Features; i++)
            {
                values[(steps.Source[row] * rows.Features) + i] = double.CreateTruncating(rows[row, i]);
            }
        }

        return values;
    }
}
