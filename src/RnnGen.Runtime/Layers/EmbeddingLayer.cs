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
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class EmbeddingLayer<T>(int count, int size, int paddingIndex) : Module<T>(0), IEmbeddingLayer
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly int stride = (size + 15) / 16 * 16;

    /// <inheritdoc/>
    public int Count => count;

    /// <inheritdoc/>
    public int Size => size;

    /// <inheritdoc/>
    public override IReadOnlyList<ParameterDescription> ParameterDescriptions { get; } =
        [new("weight", ElementLayout.Table(count, size, 0), IsVector: false, Init.Normal)];

    /// <inheritdoc/>
    public override int ParameterLength => checked(count * stride);

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
                table.Slice((ids[steps.Source[row]] * stride) + (block * Panel<T>.Lanes), Panel<T>.Lanes).CopyTo(rows.Slice(row * output.RowStride, Panel<T>.Lanes));
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
                Span<T> to = gradient.Slice((id * stride) + (block * Panel<T>.Lanes), Panel<T>.Lanes);
                for (int lane = 0; lane < to.Length; lane++)
                {
                    to[lane] += from[lane];
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
