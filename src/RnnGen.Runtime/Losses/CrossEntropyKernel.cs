using System;
using System.Numerics;
using System.Runtime.CompilerServices;
using RnnGen.Kernels;

namespace RnnGen;

/// <summary>
/// Softmax cross-entropy over the packed rows of a panel of logits. With q = (1-ε) onehot(target) + ε/V the loss of a row is
/// -Σ q log softmax(logits), its gradient softmax(logits) - q. Rows with an ignored target cost nothing and get a gradient of 0.
/// </summary>
/// <typeparam name="T">Element type.</typeparam>
/// <typeparam name="TLanes">Its lanes.</typeparam>
internal static class CrossEntropyKernel<T, TLanes>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
    where TLanes : struct, ILanes<TLanes, T>
{
    private const int MostRows = 8;

    /// <summary>Sums the losses and writes their gradient.</summary>
    /// <param name="logits">(rows, V), one slot.</param>
    /// <param name="gradient">The same shape, overwritten; empty when no gradient is wanted.</param>
    /// <param name="targets">Ids of the padded batch, row-major (B*T).</param>
    /// <param name="ignored">Id that is not counted.</param>
    /// <param name="packing">Which place of the padded batch each row is.</param>
    /// <param name="labelSmoothing">ε.</param>
    /// <param name="mean">Whether the gradient is that of the mean rather than the sum.</param>
    /// <param name="rowLosses">(rows), 0 for ignored rows; empty when not wanted.</param>
    public static LossValue Run(
        Panel<T> logits,
        Panel<T> gradient,
        ReadOnlySpan<int> targets,
        int ignored,
        Packing packing,
        double labelSmoothing,
        bool mean,
        Span<double> rowLosses)
    {
        ReadOnlySpan<int> source = packing.Source;
        int tokens = CountTargets(targets, ignored, source, packing.Steps, logits.Features);
        double scale = mean ? 1.0 / Math.Max(tokens, 1) : 1;
        Span<T> penalty = stackalloc T[Panel<T>.Lanes];
        Span<T> live = stackalloc T[Panel<T>.Lanes];
        for (int lane = 0; lane < Panel<T>.Lanes; lane++)
        {
            bool real = ((logits.BlockCount - 1) * Panel<T>.Lanes) + lane < logits.Features;
            penalty[lane] = real ? T.Zero : T.NegativeInfinity;
            live[lane] = real ? T.One : T.Zero;
        }

        double sum = 0;
        Span<int> group = stackalloc int[MostRows];
        Span<double> losses = stackalloc double[MostRows];
        for (int row = 0; row < source.Length;)
        {
            int count = 0;
            while (count < MostRows && row + count < source.Length && targets[source[row + count]] is int target && target != ignored)
            {
                group[count++] = target;
            }

            if (count == 0)
            {
                Ignore(gradient, row, rowLosses);
                row++;
                continue;
            }

            Rows(logits, gradient, row, group[..count], labelSmoothing, scale, penalty, live, losses);
            for (int i = 0; i < count; i++)
            {
                sum += losses[i];
            }

            if (!rowLosses.IsEmpty)
            {
                losses[..count].CopyTo(rowLosses[row..]);
            }

            row += count;
        }

        return new LossValue(sum, tokens);
    }

    private static void Ignore(Panel<T> gradient, int row, Span<double> rowLosses)
    {
        if (!gradient.IsEmpty)
        {
            gradient.Rows(row, 1).Clear();
        }

        if (!rowLosses.IsEmpty)
        {
            rowLosses[row] = 0;
        }
    }

    private static int CountTargets(ReadOnlySpan<int> targets, int ignored, ReadOnlySpan<int> source, int steps, int classes)
    {
        int tokens = 0;
        foreach (int place in source)
        {
            int target = targets[place];
            if (target == ignored)
            {
                continue;
            }

            if ((uint)target >= (uint)classes)
            {
                throw new ArgumentOutOfRangeException(
                    nameof(targets), target, $"targets[{place / steps}, {place % steps}] is {target}, but there are {classes} classes and {ignored} means ignored.");
            }

            tokens++;
        }

        return tokens;
    }

    // Neighbouring rows go through the blocks together: a row has its blocks far apart, the same block of the next row lies beside it.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Rows(
        Panel<T> logits,
        Panel<T> gradient,
        int first,
        ReadOnlySpan<int> targets,
        double labelSmoothing,
        double scale,
        ReadOnlySpan<T> penalty,
        ReadOnlySpan<T> live,
        Span<double> losses)
    {
        const int Lanes = Panel<T>.Lanes;
        int last = logits.BlockCount - 1, count = targets.Length;
        nint stride = logits.RowStride;
        Span<T> memory = stackalloc T[3 * MostRows * Lanes];
        ref T highest = ref memory[0], exponentials = ref memory[MostRows * Lanes], shifted = ref memory[2 * MostRows * Lanes];
        memory[(MostRows * Lanes)..].Clear();
        var excluded = TLanes.Load(ref Unsafe.AsRef(in penalty[0]), 0);
        var real = TLanes.Load(ref Unsafe.AsRef(in live[0]), 0);
        for (int i = 0; i < count; i++)
        {
            (TLanes.Load(ref logits.Block(last), (first + i) * stride) + excluded).Store(ref highest, i * Lanes);
        }

        for (int block = 0; block < last; block++)
        {
            ref T from = ref Unsafe.Add(ref logits.Block(block), first * stride);
            for (int i = 0; i < count; i++)
            {
                TLanes.Max(TLanes.Load(ref highest, i * Lanes), TLanes.Load(ref from, i * stride)).Store(ref highest, i * Lanes);
            }
        }

        Span<T> shifts = stackalloc T[MostRows];
        for (int i = 0; i < count; i++)
        {
            shifts[i] = HighestLane(TLanes.Load(ref highest, i * Lanes));
        }

        for (int block = 0; block <= last; block++)
        {
            ref T from = ref Unsafe.Add(ref logits.Block(block), first * stride);
            for (int i = 0; i < count; i++)
            {
                TLanes x = TLanes.Load(ref from, i * stride) - TLanes.Create(shifts[i]);
                TLanes e = TLanes.Exp(block == last ? x + excluded : x);
                (TLanes.Load(ref exponentials, i * Lanes) + e).Store(ref exponentials, i * Lanes);
                (TLanes.Load(ref shifted, i * Lanes) + (block == last ? x * real : x)).Store(ref shifted, i * Lanes);
                if (!gradient.IsEmpty)
                {
                    e.Store(ref gradient.Block(block), (first + i) * (nint)gradient.RowStride);
                }
            }
        }

        Span<T> factors = stackalloc T[MostRows];
        for (int i = 0; i < count; i++)
        {
            double partition = TLanes.Sum(TLanes.Load(ref exponentials, i * Lanes)), logPartition = Math.Log(partition);
            double own = logPartition - double.CreateTruncating(logits[first + i, targets[i]] - shifts[i]);
            factors[i] = T.CreateTruncating(scale / partition);
            losses[i] = labelSmoothing == 0
                ? own
                : ((1 - labelSmoothing) * own) + (labelSmoothing * (logPartition - (TLanes.Sum(TLanes.Load(ref shifted, i * Lanes)) / logits.Features)));
        }

        if (!gradient.IsEmpty)
        {
            Gradient(gradient, first, targets, factors, labelSmoothing, scale, real);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Gradient(Panel<T> gradient, int first, ReadOnlySpan<int> targets, ReadOnlySpan<T> factors, double labelSmoothing, double scale, TLanes real)
    {
        TLanes smooth = TLanes.Create(T.CreateTruncating(labelSmoothing * scale / gradient.Features));
        for (int block = 0; block < gradient.BlockCount; block++)
        {
            ref T origin = ref Unsafe.Add(ref gradient.Block(block), first * (nint)gradient.RowStride);
            TLanes part = block == gradient.BlockCount - 1 ? smooth * real : smooth;
            for (int i = 0; i < targets.Length; i++)
            {
                nint at = i * (nint)gradient.RowStride;
                ((TLanes.Load(ref origin, at) * TLanes.Create(factors[i])) - part).Store(ref origin, at);
            }
        }

        for (int i = 0; i < targets.Length; i++)
        {
            gradient[first + i, targets[i]] -= T.CreateTruncating((1 - labelSmoothing) * scale);
        }
    }

    private static T HighestLane(TLanes lanes)
    {
        Span<T> values = stackalloc T[Panel<T>.Lanes];
        lanes.Store(ref values[0], 0);
        T highest = values[0];
        foreach (T value in values)
        {
            highest = T.Max(highest, value);
        }

        return highest;
    }
}
