using System;
using System.Collections.Generic;
using System.Linq;
using RnnGen.Kernels;

namespace RnnGen;

/// <summary>
/// A batch of token ids (B,T) that carries its lengths and knows where its real steps lie: at the front of each row unless a mask says
/// otherwise. Padding is never read.
/// </summary>
public sealed class Tokens
{
    /// <summary>A target id that no loss counts.</summary>
    public const int Ignored = -100;

    private readonly int[] ids;

    private Tokens(int[] ids, Packing packing)
    {
        this.ids = ids;
        Packing = packing;
        Lengths = Array.AsReadOnly(packing.Lengths.ToArray());
    }

    /// <summary>Sequences, B.</summary>
    public int Batch => Packing.Batch;

    /// <summary>Padded steps, T.</summary>
    public int Steps => Packing.Steps;

    /// <summary>Real steps of each sequence, (B).</summary>
    public IReadOnlyList<int> Lengths { get; }

    /// <summary>Real steps of the whole batch: the sum of the lengths.</summary>
    public int Count => Packing.Rows;

    internal Packing Packing { get; }

    /// <summary>Row-major ids, (B*T).</summary>
    internal ReadOnlySpan<int> Ids => ids;

    /// <summary>The memory of <see cref="Ids"/>.</summary>
    internal int[] IdArray => ids;

    /// <summary>The id at one place. Padding holds <see cref="Ignored"/> or what the caller put there.</summary>
    /// <param name="sequence">0 to <see cref="Batch"/> - 1.</param>
    /// <param name="step">0 to <see cref="Steps"/> - 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">The place lies outside (B,T).</exception>
    public int this[int sequence, int step]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfNegative(sequence);
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(sequence, Batch);
            ArgumentOutOfRangeException.ThrowIfNegative(step);
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(step, Steps);
            return ids[(sequence * Steps) + step];
        }
    }

    /// <summary>A batch of sequences of different lengths, padded on the right to the longest.</summary>
    /// <param name="sequences">At least one sequence; a sequence may be empty.</param>
    /// <exception cref="ArgumentException">There is no sequence, or one is null.</exception>
    public static Tokens From(IEnumerable<int[]> sequences)
    {
        ArgumentNullException.ThrowIfNull(sequences);
        int[][] rows = [.. sequences];
        int missing = Array.IndexOf(rows, null);
        if (missing >= 0)
        {
            throw new ArgumentException($"sequences[{missing}] is null.", nameof(sequences));
        }

        if (rows.Length == 0)
        {
            throw new ArgumentException("A batch needs at least one sequence.", nameof(sequences));
        }

        int steps = rows.Max(row => row.Length);
        var ids = new int[checked(rows.Length * steps)];
        Array.Fill(ids, Ignored);
        for (int b = 0; b < rows.Length; b++)
        {
            rows[b].CopyTo(ids, b * steps);
        }

        return new Tokens(ids, new Packing([.. rows.Select(row => row.Length)], steps));
    }

    /// <summary>The same from sequences of any kind, for example an F# list of lists.</summary>
    /// <typeparam name="TSequence">A sequence of ids.</typeparam>
    /// <param name="sequences">At least one sequence; a sequence may be empty.</param>
    /// <exception cref="ArgumentException">There is no sequence.</exception>
    public static Tokens FromRows<TSequence>(IEnumerable<TSequence> sequences)
        where TSequence : IEnumerable<int>
    {
        ArgumentNullException.ThrowIfNull(sequences);
        return From(sequences.Select(static sequence => sequence.ToArray()));
    }

    /// <summary>A padded batch.</summary>
    /// <param name="ids">(B,T); copied.</param>
    /// <param name="lengths">Real steps of each sequence, (B), each 0 to T; null when all steps are real.</param>
    /// <exception cref="ShapeMismatchException"><paramref name="lengths"/> has not B elements.</exception>
    /// <exception cref="ArgumentException">There is no sequence, or a length lies outside 0..T.</exception>
    [return: Shape("B", "T")]
    public static Tokens From([Shape("B", "T")] int[,] ids, [Shape("B")] int[]? lengths = null)
    {
        ArgumentNullException.ThrowIfNull(ids);
        return new Tokens(Flat(ids), Sequence.Pack(lengths, ids.GetLength(0), ids.GetLength(1)));
    }

    /// <summary>A batch whose real steps lie anywhere; a layer takes those of a sequence in order, as if the others were not there.</summary>
    /// <param name="ids">(B,T); copied.</param>
    /// <param name="mask">(B,T), true for real steps; copied.</param>
    /// <exception cref="ShapeMismatchException">The mask is not (B,T).</exception>
    /// <exception cref="ArgumentException">There is no sequence.</exception>
    [return: Shape("B", "T")]
    public static Tokens From([Shape("B", "T")] int[,] ids, [Shape("B", "T")] bool[,] mask)
    {
        ArgumentNullException.ThrowIfNull(ids);
        ArgumentNullException.ThrowIfNull(mask);
        return new Tokens(Flat(ids), Sequence.PackMask(mask, ids.GetLength(0), ids.GetLength(1)));
    }

    /// <summary>A batch padded on the left: the last steps of each sequence are real.</summary>
    /// <param name="ids">(B,T); copied.</param>
    /// <param name="lengths">Real steps of each sequence, (B), each 0 to T.</param>
    /// <exception cref="ShapeMismatchException"><paramref name="lengths"/> has not B elements.</exception>
    /// <exception cref="ArgumentException">There is no sequence, or a length lies outside 0..T.</exception>
    [return: Shape("B", "T")]
    public static Tokens FromLeftPadded([Shape("B", "T")] int[,] ids, [Shape("B")] int[] lengths)
    {
        ArgumentNullException.ThrowIfNull(ids);
        ArgumentNullException.ThrowIfNull(lengths);
        Sequence.CheckBatch(lengths, ids.GetLength(0));
        return new Tokens(Flat(ids), Packing.LeftPadded(lengths, ids.GetLength(1)));
    }

    private static int[] Flat(int[,] ids)
    {
        var flat = new int[ids.Length];
        Buffer.BlockCopy(ids, 0, flat, 0, flat.Length * sizeof(int));
        return flat;
    }

    /// <summary>The real ids of one sequence, in order.</summary>
    /// <param name="sequence">0 to <see cref="Batch"/> - 1.</param>
    /// <param name="buffer">At least <see cref="Steps"/> elements; what is returned is the front of it.</param>
    internal ReadOnlySpan<int> Real(int sequence, Span<int> buffer)
    {
        int rank = Packing.Order.IndexOf(sequence);
        Span<int> real = buffer[..Packing.Lengths[sequence]];
        for (int i = 0; i < real.Length; i++)
        {
            real[i] = ids[Packing.Source[Packing.FirstRow(i) + rank]];
        }

        return real;
    }

    /// <summary>The padded ids, (B,T).</summary>
    public int[,] ToArray()
    {
        var copy = new int[Batch, Steps];
        Buffer.BlockCopy(ids, 0, copy, 0, ids.Length * sizeof(int));
        return copy;
    }

    /// <summary>The shape and the number of real steps.</summary>
    public override string ToString() => $"Tokens[{Batch},{Steps}] with {Count} real";
}
