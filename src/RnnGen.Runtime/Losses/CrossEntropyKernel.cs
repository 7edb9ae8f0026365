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
        for (int row = 0; row < source.Length; row++)
        {
            int target = targets[source[row]];
            double loss = 0;
            if (target != ignored)
            {
                loss = Row(logits, gradient, row, target, labelSmoothing, scale, penalty, live);
                sum += loss;
            }
            else if (!gradient.IsEmpty)
            {
                gradient.Rows(row, 1).Clear();
            }

            if (!rowLosses.IsEmpty)
            {
                rowLosses[row] = loss;
            }
        }

        return new LossValue(sum, tokens);
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

    private static double Row(
        Panel<T> logits,
        Panel<T> gradient,
        int row,
        int target,
        double labelSmoothing,
        double scale,
        ReadOnlySpan<T> penalty,
        ReadOnlySpan<T> live)
    {
        int last = logits.BlockCount - 1;
        nint at = (nint)row * logits.RowStride;
        var excluded = TLanes.Load(ref Unsafe.AsRef(in penalty[0]), 0);
        TLanes highest = TLanes.Load(ref logits.Block(last), at) + excluded;
        for (int block = 0; block < last; block++)
        {
            highest = TLanes.Max(highest, TLanes.Load(ref logits.Block(block), at));
        }

        T max = HighestLane(highest);
        TLanes shift = TLanes.Create(max);
        TLanes exponentials = TLanes.Zero;
        TLanes shifted = TLanes.Zero;
        for (int block = 0; block <= last; block++)
        {
            TLanes x = TLanes.Load(ref logits.Block(block), at) - shift;
            TLanes e = TLanes.Exp(block == last ? x + excluded : x);
            exponentials += e;
            shifted += block == last ? x * TLanes.Load(ref Unsafe.AsRef(in live[0]), 0) : x;
            if (!gradient.IsEmpty)
            {
                e.Store(ref gradient.Block(block), (nint)row * gradient.RowStride);
            }
        }

        double partition = TLanes.Sum(exponentials);
        double logPartition = Math.Log(partition);
        double own = logPartition - double.CreateTruncating(logits[row, target] - max);
        if (!gradient.IsEmpty)
        {
            Gradient(gradient, row, target, scale / partition, labelSmoothing, scale, live);
        }

        return labelSmoothing == 0
            ? own
            : ((1 - labelSmoothing) * own) + (labelSmoothing * (logPartition - (TLanes.Sum(shifted) / logits.Features)));
    }

    private static void Gradient(Panel<T> gradient, int row, int target, double factor, double labelSmoothing, double scale, ReadOnlySpan<T> live)
    {
        int last = gradient.BlockCount - 1;
        nint at = (nint)row * gradient.RowStride;
        TLanes multiplier = TLanes.Create(T.CreateTruncating(factor));
        TLanes smooth = TLanes.Create(T.CreateTruncating(labelSmoothing * scale / gradient.Features));
        for (int block = 0; block <= last; block++)
        {
            ref T origin = ref gradient.Block(block);
            TLanes part = block == last ? smooth * TLanes.Load(ref Unsafe.AsRef(in live[0]), 0) : smooth;
            ((TLanes.Load(ref origin, at) * multiplier) - part).Store(ref origin, at);
        }

        gradient[row, target] -= T.CreateTruncating((1 - labelSmoothing) * scale);
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
