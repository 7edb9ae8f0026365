using System;
using System.Collections.Generic;
using System.ComponentModel;
using System.Numerics;

namespace RnnGen.Kernels;

/// <summary>The table behind an <see cref="Embedding"/>.</summary>
/// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
/// <param name="count">Rows.</param>
/// <param name="size">Features per token.</param>
/// <param name="paddingIndex">A row without gradient, or -1.</param>
/// <param name="tied">Whether a linear layer uses the table as its matrix: then it lies in the order of a product.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class EmbeddingLayer<T>(int count, int size, int paddingIndex, bool tied = false) : Module<T>(0), IEmbeddingLayer
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly ElementLayout layout = tied ? ElementLayout.Gate(count, size, 0, 1, 0) : ElementLayout.Table(count, size, 0);

    /// <inheritdoc/>
    public int Count => count;

    /// <inheritdoc/>
    public int Size => size;

    /// <inheritdoc/>
    public override IReadOnlyList<ParameterDescription> ParameterDescriptions { get; } =
        [tied
            ? new("weight", ElementLayout.Gate(count, size, 0, 1, 0), IsVector: false, Init.Normal, Gain: 1 / Math.Sqrt(size))
            : new("weight", ElementLayout.Table(count, size, 0), IsVector: false, Init.Normal)];

    /// <inheritdoc/>
    public override int ParameterLength => tied ? ElementLayout.GroupLength(count, size, 1) : checked(count * layout.RowStride);

    /// <inheritdoc/>
    public Sequence Lookup(Tokens tokens)
    {
        ArgumentNullException.ThrowIfNull(tokens);
        var result = new OwnedSequence<T>(tokens.Packing, size);
        Forward(tokens.Packing, tokens.Ids, result.Values);
        return result;
    }

    /// <summary>output[row] = table[id of row].</summary>
    /// <param name="steps">The batch.</param>
    /// <param name="ids">(B,T), row-major.</param>
    /// <param name="output">(rows, E).</param>
    public void Forward(Packing steps, ReadOnlySpan<int> ids, Panel<T> output)
    {
        ReadOnlySpan<T> table = ParameterValues;
        CheckIds(steps, ids);
        for (int block = 0; block < output.BlockCount; block++)
        {
            Span<T> rows = output.BlockSpan(block);
            for (int row = 0; row < steps.Rows; row++)
            {
                int id = ids[steps.Source[row]];
                Span<T> to = rows.Slice(row * output.RowStride, Panel<T>.Lanes);
                if (!tied)
                {
                    table.Slice(layout[id, block * Panel<T>.Lanes], Panel<T>.Lanes).CopyTo(to);
                    continue;
                }

                int used = Math.Min(Panel<T>.Lanes, size - (block * Panel<T>.Lanes));
                for (int lane = 0; lane < used; lane++)
                {
                    to[lane] = table[layout[id, (block * Panel<T>.Lanes) + lane]];
                }

                to[used..].Clear();
            }
        }
    }

    /// <summary>Adds each row's gradient to the row of the table it came from, from the last row to the first.</summary>
    /// <param name="steps">The batch.</param>
    /// <param name="ids">(B,T), row-major.</param>
    /// <param name="outputGradient">(rows, E).</param>
    public void Backward(Packing steps, ReadOnlySpan<int> ids, Panel<T> outputGradient)
    {
        Span<T> gradient = ParameterGradients;
        for (int block = 0; block < outputGradient.BlockCount; block++)
        {
            ReadOnlySpan<T> rows = outputGradient.BlockSpan(block);
            for (int row = steps.Rows - 1; row >= 0; row--)
            {
                int id = ids[steps.Source[row]];
                if (id == paddingIndex)
                {
                    continue;
                }

                ReadOnlySpan<T> from = rows.Slice(row * outputGradient.RowStride, Panel<T>.Lanes);
                int used = Math.Min(Panel<T>.Lanes, size - (block * Panel<T>.Lanes));
                int first = layout[id, block * Panel<T>.Lanes];
                for (int lane = 0; lane < used; lane++)
                {
                    gradient[first + (lane * layout.ColumnStride)] += from[lane];
                }
            }
        }
    }

    private void CheckIds(Packing steps, ReadOnlySpan<int> ids)
    {
        foreach (int place in steps.Source)
        {
            if ((uint)ids[place] >= (uint)count)
            {
                throw new ArgumentOutOfRangeException(
                    "tokens", ids[place], $"tokens[{place / steps.Steps}, {place % steps.Steps}] is {ids[place]}, but the embedding has rows 0..{count - 1}.");
            }
        }
    }
}
