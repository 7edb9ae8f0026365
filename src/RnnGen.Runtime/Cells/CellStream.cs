using System;
using System.Collections.Generic;
using System.Numerics;
using System.Runtime.CompilerServices;
using RnnGen.Kernels;

namespace RnnGen;

/// <summary>
/// One sequence fed to a cell vector by vector. It carries the states itself and allocates nothing per step; parameters that change are seen at
/// the next step. Not for several threads at once.
/// </summary>
/// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
public sealed class CellStream<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private const int Lanes = Panel<T>.Lanes;

    private static readonly Packing OneStep = new([1], 1);

    private readonly RecurrentCell<T> cell;
    private readonly AlignedBuffer<T> input;
    private readonly AlignedBuffer<T> memory;
    private readonly T[] output;
    private readonly int[] outputBlocks;
    private readonly (int Before, int After)[] stateBlocks;
    private readonly int[] stepsBehind = new int[1];
    private readonly AlignedBuffer<BFloat16>? rounded;
    private ParameterStorage? parameters;
    private long version;

    internal CellStream(RecurrentCell<T> cell, WeightFormat weights)
    {
        this.cell = cell;
        Weights = weights;
        if (weights == WeightFormat.BFloat16)
        {
            rounded = new AlignedBuffer<BFloat16>(cell.ParameterValues.Length);
        }

        input = new AlignedBuffer<T>(Panel<T>.Length(cell.InputSize, 1, 1));
        memory = new AlignedBuffer<T>(cell.WorkspaceLength(1, 1));
        output = new T[cell.OutputSize];

        // Where the sixteen-lane groups lie never changes.
        outputBlocks = Places(cell.Output(memory.Span, 1, 1), 0);
        var states = new List<(int, int)>();
        for (int state = 0; state < cell.StateSizes.Count; state++)
        {
            Panel<T> rows = cell.StateSequence(memory.Span, 1, 1, state);
            int[] before = Places(rows, 0), after = Places(rows, 1);
            for (int i = 0; i < before.Length; i++)
            {
                states.Add((before[i], after[i]));
            }
        }

        stateBlocks = [.. states];
    }

    /// <summary>How the weights are held.</summary>
    public WeightFormat Weights { get; }

    /// <summary>Feeds the next vector.</summary>
    /// <param name="input">x, (I).</param>
    /// <returns>The cell's output, (H). The array belongs to the stream: the next call overwrites it.</returns>
    /// <exception cref="ShapeMismatchException">The input has not I elements.</exception>
    public T[] Push(T[] input)
    {
        ArgumentNullException.ThrowIfNull(input);
        Push(input, output);
        return output;
    }

    /// <summary>Feeds the next vector.</summary>
    /// <param name="input">x, (I).</param>
    /// <param name="output">Receives the cell's output, (H).</param>
    /// <exception cref="ShapeMismatchException">The input has not I elements, or the output not H.</exception>
    public void Push(T[] input, T[] output)
    {
        ArgumentNullException.ThrowIfNull(input);
        ArgumentNullException.ThrowIfNull(output);
        Push(input.AsSpan(), output.AsSpan());
    }

    /// <summary>Feeds the next vector.</summary>
    /// <param name="input">x, (I).</param>
    /// <param name="output">Receives the cell's output, (H).</param>
    /// <exception cref="ShapeMismatchException">The input has not I elements, or the output not H.</exception>
    public void Push(ReadOnlySpan<T> input, Span<T> output)
    {
        if (input.Length != cell.InputSize)
        {
            ThrowLength(nameof(input), 'I', cell.InputSize, input.Length);
        }

        if (output.Length != cell.OutputSize)
        {
            ThrowLength(nameof(output), 'H', cell.OutputSize, output.Length);
        }

        Span<T> x = this.input.Span, values = memory.Span;
        if (parameters != cell.Storage || version != parameters.Version)
        {
            Refresh();
        }

        input.CopyTo(x);
        cell.RunStep(OneStep, new StepInputs<T>(new Panel<T>(x, input.Length, 1, 1), Narrow, stepsBehind), values);
        for (int block = 0; block < outputBlocks.Length; block++)
        {
            int start = block * Lanes;
            if (output.Length - start >= Lanes)
            {
                Group(output, start) = Group(values, outputBlocks[block]);
            }
            else
            {
                values.Slice(outputBlocks[block], output.Length - start).CopyTo(output[start..]);
            }
        }

        foreach ((int before, int after) in stateBlocks)
        {
            Group(values, before) = Group(values, after);
        }

        stepsBehind[0]++;
    }

    /// <summary>Goes back to states of zeros: a new sequence begins.</summary>
    public void Reset()
    {
        foreach ((int before, _) in stateBlocks)
        {
            memory.Span.Slice(before, Lanes).Clear();
        }

        stepsBehind[0] = 0;
    }

    /// <summary>Sizes.</summary>
    public override string ToString() => $"CellStream({cell.InputSize} -> {cell.OutputSize})";

    private NarrowWeights<T> Narrow => rounded is null ? default : new(cell.ParameterValues, rounded.Span);

    // What follows from the parameters alone. Not inlined: its locals would be cleared at every step.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private void Refresh()
    {
        parameters = cell.Storage;
        version = parameters.Version;
        cell.RunBeforeSteps(memory.Span);
        if (rounded is not null)
        {
            BFloat16.Round<T>(cell.ParameterValues, rounded.Span);
        }
    }

    private static void ThrowLength(string name, char dimension, int expected, int actual) =>
        throw new ShapeMismatchException(name, $"({dimension}={expected})", $"({actual})");

    // Sixteen elements that are copied as one.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ref Sixteen Group(Span<T> values, int start) => ref Unsafe.As<T, Sixteen>(ref values.Slice(start, Lanes)[0]);

    private int[] Places(Panel<T> rows, int row)
    {
        var places = new int[rows.BlockCount * rows.SlotCount];
        for (int i = 0; i < places.Length; i++)
        {
            ref T place = ref Unsafe.Add(ref rows.Block(i / rows.SlotCount), (row * rows.RowStride) + (i % rows.SlotCount * Lanes));
            places[i] = (int)(Unsafe.ByteOffset(ref memory.Span[0], ref place) / Unsafe.SizeOf<T>());
        }

        return places;
    }

    [InlineArray(Lanes)]
    private struct Sixteen
    {
        private T first;
    }
}
