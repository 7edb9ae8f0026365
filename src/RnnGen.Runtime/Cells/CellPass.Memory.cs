using System;
using System.Collections.Generic;
using System.Linq;
using RnnGen.Kernels;

namespace RnnGen;

/// <content>Where inputs, outputs and their gradients lie, and how they are asked for by name.</content>
public sealed partial class CellPass<T>
{
    private static readonly Packing Empty = new([0], 0);

    /// <summary>An output by name, (B,T,n), 0 at padding. A view: the next run of this pass overwrites it.</summary>
    /// <param name="name">Name as in the tuple that the step returns.</param>
    /// <exception cref="KeyNotFoundException">The step returns no output of that name.</exception>
    public Sequence OutputOf(string name) => outputs[PositionOf(cell.OutputNames, name, "output")];

    /// <summary>dL/dx of an input, (B,T,n), exactly 0 at padding. After <see cref="Backward(Tensor?, RecurrentState?)"/>.</summary>
    /// <param name="name">Name of the step's parameter.</param>
    /// <exception cref="KeyNotFoundException">The cell reads no vector or scalar of that name.</exception>
    /// <exception cref="InvalidOperationException">There was no backward pass.</exception>
    public Tensor InputGradientOf(string name) =>
        PanelBorder.ToTensor(Memory(Part.InputGradient, PositionOf(cell.InputNames, name, "input")), Back);

    private static int PositionOf(IReadOnlyList<string> names, string name, string kind)
    {
        int index = names.ToList().IndexOf(name);
        return index >= 0 ? index : throw new KeyNotFoundException($"There is no {kind} '{name}'; there are {string.Join(", ", names)}.");
    }

    // The loss has left its gradient in the output's memory already.
    private void Take(LossValue loss, Span<bool> given)
    {
        for (int i = 0; i < outputs.Length; i++)
        {
            if (ReferenceEquals(loss.Source, outputs[i]) && loss.SourceStamp == outputs[i].Stamp)
            {
                given[i] = !given[i] ? true : throw new InvalidOperationException($"Two losses were computed from the output {cell.OutputNames[i]}: the second has overwritten the gradient of the first.");
                return;
            }
        }

        throw new InvalidOperationException("The loss was not computed from the output of this run of the pass.");
    }

    private void Take(Tensor? gradient, int output, string argument, Span<bool> given)
    {
        Packing p = Ran;
        if (gradient is null)
        {
            return;
        }

        int size = cell.OutputSizes[output];
        if (gradient.Rank != 3 || gradient.Dims[0] != p.Batch || gradient.Dims[1] != p.Steps || gradient.Dims[2] != size)
        {
            throw new ShapeMismatchException(argument, $"(B={p.Batch}, T={p.Steps}, H={size})", $"({string.Join(", ", gradient.Dims)})");
        }

        TensorSequence.Pack(gradient, p, Memory(Part.OutputGradient, output));
        given[output] = true;
    }

    private void ClearOthers(ReadOnlySpan<bool> given)
    {
        for (int i = 0; i < outputs.Length; i++)
        {
            if (!given[i])
            {
                Memory(Part.OutputGradient, i).Clear();
            }
        }
    }

    private int[] StepsAfter(Packing p)
    {
        int[] steps = p.Lengths.ToArray();
        for (int b = 0; b < steps.Length; b++)
        {
            steps[b] += stepsBehind?[b] ?? 0;
        }

        return steps;
    }

    private CellInputs<T> Inputs() =>
        WithMemory(InputPanels(Part.Input)) with { Tokens = tokens is null ? default : tokens.Ids, StepsBehind = stepsBehind, Dropout = dropout };

    private CellInputs<T> InputPanels(Part part) => new(MemoryOrNone(part, 0))
    {
        Second = MemoryOrNone(part, 1),
        Third = MemoryOrNone(part, 2),
        Fourth = MemoryOrNone(part, 3),
    };

    private CellOutputs<T> OutputGradients() => new(Memory(Part.OutputGradient, 0))
    {
        Second = MemoryOrNone(Part.OutputGradient, 1),
        Third = MemoryOrNone(Part.OutputGradient, 2),
        Fourth = MemoryOrNone(Part.OutputGradient, 3),
    };

    private enum Part
    {
        Input,
        OutputGradient,
        InputGradient,
    }

    private IReadOnlyList<int> SizesOf(Part part) => part == Part.OutputGradient ? cell.OutputSizes : cell.InputSizes;

    private Panel<T> MemoryOrNone(Part part, int index) => index < SizesOf(part).Count ? Memory(part, index) : default;

    private Panel<T> Memory(Part part, int index)
    {
        Packing p = Ran;
        Span<T> all = All(p);
        for (Part earlier = Part.Input; earlier < part; earlier++)
        {
            all = all[BorderLength(p, earlier, SizesOf(earlier).Count)..];
        }

        all = all[BorderLength(p, part, index)..];
        return Panel<T>.Take(ref all, SizesOf(part)[index], 1, p.Rows);
    }

    private CellRun<T> Inner => new(cell, Ran, checkpointEvery, CellMemory());

    private Span<T> CellMemory()
    {
        Packing p = Ran;
        return All(p)[BorderLength(p)..];
    }

    private int BorderLength(Packing p) => checked(
        (2 * BorderLength(p, Part.Input, cell.InputSizes.Count)) + BorderLength(p, Part.OutputGradient, cell.OutputSizes.Count));

    // Of the first panels of a part.
    private int BorderLength(Packing p, Part part, int count)
    {
        int length = 0;
        for (int i = 0; i < count; i++)
        {
            length = checked(length + Panel<T>.Length(SizesOf(part)[i], 1, p.Rows));
        }

        return length;
    }

    private Span<T> All(Packing p) => workspace.Of(checked(BorderLength(p) + CellRun<T>.Length(cell, p, checkpointEvery)));

    private sealed class PassSequence(CellPass<T> pass, int index, int features) : PanelSequence<T>(Empty, features)
    {
        internal override Panel<T> Values => pass.Inner.Output(index);

        internal override Panel<T> Gradient => pass.Memory(Part.OutputGradient, index);

        internal void Refresh(Packing packing) => Refill(packing);
    }
}
