using System;
using System.Collections.Generic;
using System.Linq;
using System.Numerics;
using RnnGen.Kernels;

namespace RnnGen;

/// <summary>
/// A padded batch of sequences of vectors, (B,T,F), that carries its lengths and knows where its real steps lie: at the front of each
/// row unless a mask says otherwise. Layers and losses read real steps only, so padding can hold anything, even NaN.
/// </summary>
public abstract partial class Sequence
{
    private IReadOnlyList<int>? lengths;

    private protected Sequence(Packing packing, int features)
    {
        Packing = packing;
        Features = features;
    }

    /// <summary>Sequences, B.</summary>
    public int Batch => Packing.Batch;

    /// <summary>Padded steps, T.</summary>
    public int Steps => Packing.Steps;

    /// <summary>Features of each step, F.</summary>
    public int Features { get; }

    /// <summary>Real steps of each sequence, (B).</summary>
    public IReadOnlyList<int> Lengths => lengths ??= Array.AsReadOnly(Packing.Lengths.ToArray());

    /// <summary>How the real steps lie in a panel.</summary>
    internal Packing Packing { get; private set; }

    /// <summary>Counts the times the memory behind the sequence was filled anew.</summary>
    internal int Stamp { get; private set; }

    /// <summary>A padded batch over a tensor. The tensor is not copied.</summary>
    /// <param name="values">(B,T,F).</param>
    /// <param name="lengths">Real steps of each sequence, (B), each 0 to T; null when all steps are real.</param>
    /// <exception cref="ShapeMismatchException"><paramref name="values"/> is not of rank 3, or <paramref name="lengths"/> has not B elements.</exception>
    /// <exception cref="ArgumentException">There is no sequence, or a length lies outside 0..T.</exception>
    [return: Shape("B", "T", "F")]
    public static Sequence From([Shape("B", "T", "F")] Tensor values, [Shape("B")] int[]? lengths = null)
    {
        ArgumentNullException.ThrowIfNull(values);
        CheckRank(values);
        return new TensorSequence(values, Pack(lengths, values.Dims[0], values.Dims[1]));
    }

    /// <summary>
    /// A batch whose real steps lie anywhere. A layer takes the real steps of a sequence in order, as if the others were not there; a
    /// sequence without real steps keeps its initial states. The tensor is not copied.
    /// </summary>
    /// <param name="values">(B,T,F).</param>
    /// <param name="mask">(B,T), true for real steps; copied.</param>
    /// <exception cref="ShapeMismatchException"><paramref name="values"/> is not of rank 3, or the mask is not (B,T).</exception>
    /// <exception cref="ArgumentException">There is no sequence.</exception>
    [return: Shape("B", "T", "F")]
    public static Sequence From([Shape("B", "T", "F")] Tensor values, [Shape("B", "T")] bool[,] mask)
    {
        ArgumentNullException.ThrowIfNull(values);
        ArgumentNullException.ThrowIfNull(mask);
        CheckRank(values);
        return new TensorSequence(values, PackMask(mask, values.Dims[0], values.Dims[1]));
    }

    /// <summary>A batch padded on the left: the last steps of each sequence are real. The tensor is not copied.</summary>
    /// <param name="values">(B,T,F).</param>
    /// <param name="lengths">Real steps of each sequence, (B), each 0 to T.</param>
    /// <exception cref="ShapeMismatchException"><paramref name="values"/> is not of rank 3, or <paramref name="lengths"/> has not B elements.</exception>
    /// <exception cref="ArgumentException">There is no sequence, or a length lies outside 0..T.</exception>
    [return: Shape("B", "T", "F")]
    public static Sequence FromLeftPadded([Shape("B", "T", "F")] Tensor values, [Shape("B")] int[] lengths)
    {
        ArgumentNullException.ThrowIfNull(values);
        ArgumentNullException.ThrowIfNull(lengths);
        CheckRank(values);
        CheckBatch(lengths, values.Dims[0]);
        return new TensorSequence(values, Packing.LeftPadded(lengths, values.Dims[1]));
    }

    /// <summary>A batch of sequences of different lengths, padded on the right with zeros to the longest.</summary>
    /// <param name="sequences">At least one sequence (steps, F); F is the same for all.</param>
    /// <exception cref="ArgumentException">There is no sequence, or one is null.</exception>
    /// <exception cref="ShapeMismatchException">Two sequences differ in F.</exception>
    public static Sequence From(IEnumerable<float[,]> sequences)
    {
        ArgumentNullException.ThrowIfNull(sequences);
        float[][,] items = [.. sequences];
        if (items.Length == 0)
        {
            throw new ArgumentException("A batch needs at least one sequence.", nameof(sequences));
        }

        for (int b = 0; b < items.Length; b++)
        {
            if (items[b] is null)
            {
                throw new ArgumentException($"sequences[{b}] is null.", nameof(sequences));
            }

            if (items[b].GetLength(1) != items[0].GetLength(1))
            {
                throw new ShapeMismatchException(
                    $"sequences[{b}]",
                    $"(steps, F={items[0].GetLength(1)})",
                    $"({items[b].GetLength(0)}, {items[b].GetLength(1)})");
            }
        }

        int steps = items.Max(item => item.GetLength(0));
        int features = items[0].GetLength(1);
        var padded = new float[checked(items.Length * steps * features)];
        for (int b = 0; b < items.Length; b++)
        {
            Buffer.BlockCopy(items[b], 0, padded, b * steps * features * sizeof(float), items[b].Length * sizeof(float));
        }

        int[] real = [.. items.Select(item => item.GetLength(0))];
        return new TensorSequence(Tensor.Wrap(padded, [items.Length, steps, features]), new Packing(real, steps));
    }

    /// <summary>The sequence cut into windows of steps, for truncated backpropagation through time; see <see cref="CarriedState"/>.</summary>
    /// <param name="window">Steps of a window; the last one can have fewer.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="window"/> is below 1.</exception>
    [DataOrder(DataOrder.Contiguous)]
    public IReadOnlyList<SequenceWindow> Windows(int window)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(window, 1);
        return SequenceWindows.Of(this, window);
    }

    /// <summary>The values as a tensor (B,T,F), exactly 0 at padding.</summary>
    public abstract Tensor ToTensor();

    /// <summary>
    /// The values as a tensor (B,T,F), exactly 0 at padding, for code that takes care of padding by itself. What is computed from the tensor
    /// no longer knows which steps are real.
    /// </summary>
    /// <param name="because">Why padding may be forgotten here, for the next reader.</param>
    /// <exception cref="ArgumentException">No reason is given.</exception>
    public Tensor Unwrap(string because)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(because);
        return ToTensor();
    }

    /// <summary>The shape.</summary>
    public override string ToString() => $"Sequence[{Batch},{Steps},{Features}] with {Packing.Rows} real steps";

    /// <summary>Says that the memory behind the sequence now holds another batch.</summary>
    /// <param name="packing">Rows of the new batch.</param>
    private protected void Refill(Packing packing)
    {
        if (!ReferenceEquals(packing, Packing))
        {
            Packing = packing;
            lengths = null;
        }

        Stamp++;
    }

    internal static Packing Pack(int[]? lengths, int batch, int steps)
    {
        if (lengths is null)
        {
            lengths = new int[batch];
            Array.Fill(lengths, steps);
        }

        CheckBatch(lengths, batch);
        return new Packing(lengths, steps);
    }

    internal static Packing PackMask(bool[,] mask, int batch, int steps) => mask.GetLength(0) == batch && mask.GetLength(1) == steps
        ? Packing.FromMask(mask)
        : throw new ShapeMismatchException(nameof(mask), $"(B={batch}, T={steps})", $"({mask.GetLength(0)}, {mask.GetLength(1)})");

    internal static void CheckBatch(int[] lengths, int batch)
    {
        if (lengths.Length != batch)
        {
            throw new ShapeMismatchException(nameof(lengths), $"(B={batch})", $"({lengths.Length})");
        }
    }

    private static void CheckRank(Tensor values)
    {
        if (values.Rank != 3)
        {
            throw new ShapeMismatchException(nameof(values), "(B, T, F)", Shape.Text(values.Dims));
        }
    }

    /// <summary>Copies the real steps into a panel in packed row order; padding lanes of the panel become 0.</summary>
    /// <typeparam name="T">Element type of the panel.</typeparam>
    /// <param name="rows">One slot, <see cref="Features"/> features, <see cref="Packing.Rows"/> rows.</param>
    internal abstract void PackInto<T>(Panel<T> rows)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>;

    /// <summary>The memory behind the sequence, if it lies packed in panels of this element type already.</summary>
    /// <typeparam name="T">Element type wanted.</typeparam>
    /// <param name="values">The values, one slot.</param>
    /// <param name="gradient">Where a loss writes its gradient; empty when no backward pass will follow.</param>
    internal virtual bool TryGetPanels<T>(out Panel<T> values, out Panel<T> gradient)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        values = default;
        gradient = default;
        return false;
    }
}
