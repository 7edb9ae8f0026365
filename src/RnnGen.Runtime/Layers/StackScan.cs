using System;
using System.Collections.Generic;
using System.Linq;
using System.Numerics;

namespace RnnGen.Kernels;

/// <summary>A recurrent layer called as plain C#: memory of its own for one run.</summary>
internal static class StackScan
{
    public static ScannedSequence Run<T>(RecurrentStack<T> stack, Sequence input, Vectors[] initial, Sequence? memory)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(input);
        ArgumentNullException.ThrowIfNull(initial);
        if (input.Features != stack.InputSize)
        {
            throw new ShapeMismatchException(nameof(input), $"(B, T, {stack.InputSize})", $"(B={input.Batch}, T={input.Steps}, {input.Features})");
        }

        int states = stack.Layers.Sum(cell => cell.StateSizes.Count);
        if (initial.Length > states)
        {
            throw new ArgumentException($"The layer carries {states} states, but {initial.Length} are given.", nameof(initial));
        }

        if (memory is null != (stack.Layers[0].MemorySize == 0))
        {
            throw new ArgumentException(memory is null ? "The cell attends over a memory, but none is given." : "The cell attends over nothing, but a memory is given.", nameof(memory));
        }

        Packing steps = input.Packing;
        var values = new OwnedSequence<T>(steps, stack.InputSize);
        input.PackInto(values.Values);
        Span<T> workspace = new AlignedBuffer<T>(stack.WorkspaceLength(steps.Rows, steps.Batch)).Span;
        int given = 0;
        for (int layer = 0; layer < stack.Layers.Count; layer++)
        {
            for (int state = 0; state < stack.Layers[layer].StateSizes.Count; state++)
            {
                Tensor? start = given < initial.Length ? initial[given++].ToTensor() : null;
                PanelBorder.FromBatch(start, steps, stack.StateSequence(workspace, steps.Rows, steps.Batch, layer, state).Rows(0, steps.Batch), 0, nameof(initial));
            }
        }

        var inputs = new CellInputs<T>(values.Values);
        if (memory is not null)
        {
            var attended = new AttendedMemory<T>(stack.Layers[0]);
            attended.Fill(steps, memory);
            inputs = attended.On(inputs);
        }

        stack.Forward(steps, inputs, workspace);
        var outputs = new OwnedSequence<T>(steps, stack.OutputSize);
        PanelBorder.Copy(stack.Output(workspace, steps.Rows, steps.Batch), outputs.Values);
        var final = new List<RecurrentState>();
        for (int layer = 0; layer < stack.Layers.Count; layer++)
        {
            var tensors = new List<Tensor>();
            for (int state = 0; state < stack.Layers[layer].StateSizes.Count; state++)
            {
                tensors.Add(PanelBorder.ToBatch(stack.StateSequence(workspace, steps.Rows, steps.Batch, layer, state), steps, stack.Layers[layer].StateColumns(state), steps.FinalRow));
            }

            final.Add(new RecurrentState(stack.Layers[layer].StateNames, tensors));
        }

        return new ScannedSequence(outputs, final, stack.Directions);
    }
}
