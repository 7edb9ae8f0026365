using System;
using System.Collections.Generic;
using System.Linq;
using System.Numerics;

namespace RnnGen.Kernels;

/// <summary>A recurrent layer called as plain C#: memory of its own for one run.</summary>
internal static class StackScan
{
    public static ScannedSequence Run<T>(RecurrentStack<T> stack, Sequence input, Vectors[] initial, Sequence[] beside)
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

        RecurrentCell<T> first = stack.Layers[0];
        int others = first.InputSizes.Count - 1;
        if (beside.Length != others + (first.MemorySize > 0 ? 1 : 0))
        {
            throw new ArgumentException(
                $"The cell reads {string.Join(", ", first.InputNames)}{(first.MemorySize > 0 ? $" and attends over {first.MemoryName}" : "")}, but {beside.Length + 1} sequences are given.", nameof(beside));
        }

        Packing steps = input.Packing;
        Panel<T> values = Packed<T>(input, steps, stack.InputSize, nameof(input));
        Span<T> workspace = new AlignedBuffer<T>(stack.WorkspaceLength(steps)).Span;
        int given = 0;
        for (int layer = 0; layer < stack.Layers.Count; layer++)
        {
            for (int state = 0; state < stack.Layers[layer].StateSizes.Count; state++)
            {
                Panel<T> rows = stack.InitialStates(workspace, steps, layer, state);
                if (given < initial.Length)
                {
                    PanelBorder.FromBatch(initial[given++].ToTensor(), steps, rows, 0, nameof(initial));
                }
                else
                {
                    stack.Layers[layer].FillInitial(state, null, steps, rows, nameof(initial));
                }
            }
        }

        var inputs = new CellInputs<T>(values)
        {
            Second = others > 0 ? Packed<T>(beside[0], steps, first.InputSizes[1], first.InputNames[1]) : default,
            Third = others > 1 ? Packed<T>(beside[1], steps, first.InputSizes[2], first.InputNames[2]) : default,
            Fourth = others > 2 ? Packed<T>(beside[2], steps, first.InputSizes[3], first.InputNames[3]) : default,
        };
        if (first.MemorySize > 0)
        {
            var attended = new AttendedMemory<T>(stack.Layers[0], stack.Checkpoint);
            attended.Fill(steps, beside[others]);
            inputs = attended.On(inputs);
        }

        stack.Forward(steps, inputs, workspace);
        var outputs = new OwnedSequence<T>(steps, stack.OutputSize);
        PanelBorder.Copy(stack.Output(workspace, steps), outputs.Values);
        var final = new List<RecurrentState>();
        for (int layer = 0; layer < stack.Layers.Count; layer++)
        {
            var tensors = new List<Tensor>();
            for (int state = 0; state < stack.Layers[layer].StateSizes.Count; state++)
            {
                tensors.Add(stack.FinalStates(workspace, steps, layer, state));
            }

            final.Add(new RecurrentState(stack.Layers[layer].StateNames, tensors, steps.Batch));
        }

        return new ScannedSequence(outputs, final, stack.Directions);
    }

    private static Panel<T> Packed<T>(Sequence sequence, Packing steps, int features, string name)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (sequence.Features != features || !sequence.Packing.IsSameAs(steps))
        {
            throw new ShapeMismatchException(name, $"(B={steps.Batch}, T={steps.Steps}, {features}) with the real steps of the first input", $"(B={sequence.Batch}, T={sequence.Steps}, {sequence.Features})");
        }

        var values = new OwnedSequence<T>(steps, features);
        sequence.PackInto(values.Values);
        return values.Values;
    }
}
