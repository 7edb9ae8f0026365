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
    public void Forward(Packing steps, ReadOnlySpan<int> ids, Panel<T> output) => Tables.Gather(ParameterValues, layout, steps, ids, output, "the embedding");

    /// <summary>Adds each row's gradient to the row of the table it came from, from the last row to the first.</summary>
    /// <param name="steps">The batch.</param>
    /// <param name="ids">(B,T), row-major.</param>
    /// <param name="outputGradient">(rows, E).</param>
    public void Backward(Packing steps, ReadOnlySpan<int> ids, Panel<T> outputGradient) =>
        Tables.Scatter(ParameterGradients, layout, steps, ids, outputGradient, paddingIndex);
}
