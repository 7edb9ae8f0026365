using System;
using System.Numerics;
using System.Runtime.CompilerServices;
using RnnGen.Kernels;

namespace RnnGen;

/// <summary>
/// Cross-entropy of some neighbouring rows of logits. They go through the blocks together: a row has its blocks far apart, the same block of the next
/// row lies beside it. Logits are read from memory once: a chunk of blocks stays in the first cache while its largest logits are looked for and
/// its exponentials taken relative to the largest so far; what was summed relative to a smaller one is scaled.
/// </summary>
/// <typeparam name="T">Element type.</typeparam>
/// <typeparam name="TLanes">Its lanes.</typeparam>
internal readonly ref struct CrossEntropyRows<T, TLanes>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
    where TLanes : struct, ILanes<TLanes, T>
{
    /// <summary>Rows that go together at most.</summary>
    public const int MostRows = 16;

    private const int Lanes = Panel<T>.Lanes;

    // 256 logits of sixteen rows take 16 kB in single precision.
    private const int ChunkBlocks = 16, MostChunks = 64;

    private readonly Panel<T> logits, gradient;
    private readonly double labelSmoothing, scale;
    private readonly int chunkBlocks, wholeBlocks;

    /// <summary>Over some panels.</summary>
    /// <param name="logits">(rows, V), one slot.</param>
    /// <param name="gradient">The same shape; empty when no gradient is wanted.</param>
    /// <param name="labelSmoothing">ε.</param>
    /// <param name="scale">What the gradient is multiplied by.</param>
    public CrossEntropyRows(Panel<T> logits, Panel<T> gradient, double labelSmoothing, double scale)
    {
        this.logits = logits;
        this.gradient = gradient;
        this.labelSmoothing = labelSmoothing;
        this.scale = scale;
        wholeBlocks = logits.Features / Lanes;
        chunkBlocks = Math.Max(ChunkBlocks, (logits.BlockCount + MostChunks - 1) / MostChunks);
    }

    /// <summary>A row that does not count: a gradient of 0.</summary>
    public void Ignore(int row)
    {
        if (!gradient.IsEmpty)
        {
            gradient.Rows(row, 1).Clear();
        }
    }

    /// <summary>Writes the losses of rows from <paramref name="first"/> on and their gradient.</summary>
    /// <param name="first">First row.</param>
    /// <param name="targets">The class of each, at most <see cref="MostRows"/>.</param>
    /// <param name="losses">Receives their losses.</param>
    public void Run(int first, ReadOnlySpan<int> targets, Span<double> losses)
    {
        int count = targets.Length, chunks = 0;
        Span<T> shifts = stackalloc T[(MostChunks + 1) * MostRows], sums = stackalloc T[2 * MostRows * Lanes];
        shifts[..MostRows].Fill(T.CreateTruncating(float.MinValue)); // finite, so that a chunk of logits at minus infinity adds nothing
        sums.Clear();
        for (int block = 0; block < logits.BlockCount; block += chunkBlocks, chunks++)
        {
            int end = Math.Min(block + chunkBlocks, logits.BlockCount);
            Span<T> before = shifts.Slice(chunks * MostRows, count), shift = shifts.Slice((chunks + 1) * MostRows, count);
            Raise(first, block, end, before, shift, sums);
            Exponentials(first, block, end, shift, shifts.Slice(MostRows, count), sums);
        }

        Span<T> highest = shifts.Slice(chunks * MostRows, count), factors = stackalloc T[MostRows];
        for (int i = 0; i < count; i++)
        {
            double partition = TLanes.Sum(TLanes.Load(ref sums[i * Lanes], 0)), logPartition = Math.Log(partition);
            double own = logPartition - double.CreateTruncating(logits[first + i, targets[i]] - highest[i]);
            factors[i] = T.CreateTruncating(scale / partition);
            losses[i] = own;
            if (labelSmoothing != 0)
            {
                double shifted = TLanes.Sum(TLanes.Load(ref sums[(MostRows + i) * Lanes], 0)) / logits.Features;
                shifted += double.CreateTruncating(shifts[MostRows + i]) - double.CreateTruncating(highest[i]);
                losses[i] = ((1 - labelSmoothing) * own) + (labelSmoothing * (logPartition - shifted));
            }
        }

        if (!gradient.IsEmpty)
        {
            for (int chunk = 0; chunk < chunks; chunk++)
            {
                Gradient(first, chunk, shifts.Slice((chunk + 1) * MostRows, count), highest, factors);
            }

            for (int i = 0; i < count; i++)
            {
                gradient[first + i, targets[i]] -= T.CreateTruncating((1 - labelSmoothing) * scale);
            }
        }
    }

    // The largest logits so far, and the sums relative to them.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Raise(int first, int block, int end, ReadOnlySpan<T> before, Span<T> shift, Span<T> sums)
    {
        Span<T> memory = stackalloc T[MostRows * Lanes];
        ref T highest = ref memory[0];
        int count = before.Length;
        bool begins = block == 0;
        for (int i = 0; i < count; i++)
        {
            TLanes.Create(before[i]).Store(ref highest, i * Lanes);
        }

        Panel<T> panel = logits;
        nint stride = panel.RowStride;
        for (int whole = Math.Min(end, wholeBlocks); block < whole; block++)
        {
            ref T from = ref panel.Block(block, first);
            for (int i = 0; i < count; i++)
            {
                TLanes.Max(TLanes.Load(ref highest, i * Lanes), TLanes.Load(ref from, i * stride)).Store(ref highest, i * Lanes);
            }
        }

        if (block < end)
        {
            ref T from = ref panel.Block(block, first);
            TLanes outside = Outside(T.NegativeInfinity);
            for (int i = 0; i < count; i++)
            {
                TLanes.Max(TLanes.Load(ref highest, i * Lanes), TLanes.Load(ref from, i * stride) + outside).Store(ref highest, i * Lanes);
            }
        }

        for (int i = 0; i < count; i++)
        {
            T most = Highest(memory.Slice(i * Lanes, Lanes));
            shift[i] = most;
            if (!begins && most != before[i])
            {
                (TLanes.Load(ref sums[i * Lanes], 0) * TLanes.Exp(TLanes.Create(before[i] - most))).Store(ref sums[i * Lanes], 0);
            }
        }
    }

    // Their sums; those of the logits themselves are relative to the first chunk's largest.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Exponentials(int first, int block, int end, ReadOnlySpan<T> shift, ReadOnlySpan<T> firstShift, Span<T> sums)
    {
        ref T exponentials = ref sums[0], shifted = ref sums[MostRows * Lanes];
        Panel<T> panel = logits, written = gradient;
        nint stride = panel.RowStride, writtenStride = written.RowStride;
        bool writes = !written.IsEmpty, smooths = labelSmoothing != 0;
        int count = shift.Length;
        for (; block < end; block++)
        {
            bool last = block == wholeBlocks;
            TLanes outside = last ? Outside(T.NegativeInfinity) : TLanes.Zero, inside = last ? TLanes.Create(T.One) + Outside(-T.One) : TLanes.Create(T.One);
            ref T from = ref panel.Block(block, first);
            ref T to = ref writes ? ref written.Block(block, first) : ref Unsafe.NullRef<T>();
            for (int i = 0; i < count; i++)
            {
                TLanes x = TLanes.Load(ref from, i * stride), e = TLanes.Exp((x - TLanes.Create(shift[i])) + outside);
                (TLanes.Load(ref exponentials, i * Lanes) + e).Store(ref exponentials, i * Lanes);
                if (smooths)
                {
                    (TLanes.Load(ref shifted, i * Lanes) + ((x - TLanes.Create(firstShift[i])) * inside)).Store(ref shifted, i * Lanes);
                }

                if (writes)
                {
                    e.Store(ref to, i * writtenStride);
                }
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Gradient(int first, int chunk, ReadOnlySpan<T> shift, ReadOnlySpan<T> highest, ReadOnlySpan<T> factors)
    {
        int count = shift.Length;
        Span<T> memory = stackalloc T[MostRows * Lanes];
        ref T scales = ref memory[0];
        for (int i = 0; i < count; i++)
        {
            (TLanes.Create(factors[i]) * TLanes.Exp(TLanes.Create(shift[i] - highest[i]))).Store(ref scales, i * Lanes);
        }

        Panel<T> panel = gradient;
        nint stride = panel.RowStride;
        TLanes smooth = TLanes.Create(T.CreateTruncating(labelSmoothing * scale / panel.Features));
        int end = Math.Min((chunk + 1) * chunkBlocks, panel.BlockCount);
        for (int block = chunk * chunkBlocks; block < end; block++)
        {
            ref T origin = ref panel.Block(block, first);
            TLanes part = block == wholeBlocks ? smooth * (TLanes.Create(T.One) + Outside(-T.One)) : smooth;
            for (int i = 0; i < count; i++)
            {
                ((TLanes.Load(ref origin, i * stride) * TLanes.Load(ref scales, i * Lanes)) - part).Store(ref origin, i * stride);
            }
        }
    }

    private static T Highest(Span<T> lanes)
    {
        T highest = lanes[0];
        foreach (T value in lanes)
        {
            highest = T.MaxNative(highest, value);
        }

        return highest;
    }

    // In the last block 0 in lanes of features, a value in those behind the last feature.
    private TLanes Outside(T value)
    {
        int live = logits.Features % Lanes;
        Span<T> lanes = stackalloc T[Lanes];
        lanes[..live].Clear();
        lanes[live..].Fill(value);
        return TLanes.Load(ref lanes[0], 0);
    }
}
