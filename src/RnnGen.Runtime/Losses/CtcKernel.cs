using System;
using System.Buffers;
using System.Numerics;
using System.Runtime.CompilerServices;
using RnnGen.Kernels;

namespace RnnGen;

/// <summary>
/// Connectionist temporal classification (Graves et al. 2006) over the packed rows of a panel of logits. A target of L labels is a chain of
/// 2L+1 states, labels with blanks around them. α_t(s) sums the paths that are in state s at step t, β_t(s) how they may go on, both as
/// logarithms; p = Σ_s exp(α_t(s) + β_t(s)) at every t, and d(-ln p)/dlogit_k = softmax_k - Σ_{s of label k} exp(α_t(s) + β_t(s)) / p.
/// </summary>
/// <typeparam name="T">Element type.</typeparam>
/// <typeparam name="TLanes">Its lanes.</typeparam>
internal static class CtcKernel<T, TLanes>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
    where TLanes : struct, ILanes<TLanes, T>
{
    /// <summary>Loss of each sequence, and the gradient of their weighted sum.</summary>
    /// <param name="logits">(rows, C), one slot.</param>
    /// <param name="gradient">The same shape, overwritten; empty when no gradient is wanted.</param>
    /// <param name="packing">The batch.</param>
    /// <param name="targets">Labels, checked: possible, and none is the blank.</param>
    /// <param name="options">Blank and reduction.</param>
    /// <param name="losses">(B), -ln p of each sequence.</param>
    public static void Run(Panel<T> logits, Panel<T> gradient, Packing packing, Tokens targets, CtcOptions options, Span<double> losses)
    {
        int widest = (2 * targets.Packing.LongestStep) + 1;
        int alphaLength = checked(packing.LongestStep * widest);
        int[] labelMemory = ArrayPool<int>.Shared.Rent(targets.Steps);
        double[] scratch = ArrayPool<double>.Shared.Rent(checked(alphaLength + (2 * widest) + packing.LongestStep));
        try
        {
            Span<double> alphas = scratch.AsSpan(0, alphaLength);
            Span<double> betas = scratch.AsSpan(alphaLength, 2 * widest);
            Span<double> logPartitions = scratch.AsSpan(alphaLength + (2 * widest), packing.LongestStep);
            for (int rank = 0; rank < packing.Batch; rank++)
            {
                int b = packing.Order[rank];
                ReadOnlySpan<int> labels = targets.Real(b, labelMemory);
                var rows = new Rows(logits, gradient, packing, rank, packing.Lengths[b]);
                double weight = options.Weight(labels.Length, packing.Batch);
                if (options.IsImpossible(labels, rows.Steps))
                {
                    losses[b] = double.PositiveInfinity;
                }
                else
                {
                    Normalise(rows, logPartitions, weight);
                    losses[b] = -Forward(rows, labels, options.Blank, logPartitions, alphas);
                    if (double.IsFinite(losses[b]) && !gradient.IsEmpty)
                    {
                        Backward(rows, labels, options.Blank, logPartitions, alphas, betas, -losses[b], weight);
                    }
                }

                if (!double.IsFinite(losses[b]))
                {
                    Give(rows, options.ZeroInfinity ? T.Zero : T.NaN);
                    losses[b] = options.ZeroInfinity ? 0 : losses[b];
                }
            }
        }
        finally
        {
            ArrayPool<double>.Shared.Return(scratch);
            ArrayPool<int>.Shared.Return(labelMemory);
        }
    }

    // ln Σ e^logit of each step; where a gradient is wanted, weight * softmax in its place.
    private static void Normalise(Rows rows, Span<double> logPartitions, double weight)
    {
        for (int t = 0; t < rows.Steps; t++)
        {
            double highest = double.NegativeInfinity;
            for (int k = 0; k < rows.Classes; k++)
            {
                highest = Math.Max(highest, rows.Logit(t, k));
            }

            double partition = rows.Exponentials(t, highest);
            logPartitions[t] = highest + Math.Log(partition);
            rows.ScaleGradient(t, weight / partition);
        }
    }

    /// <returns>ln p.</returns>
    private static double Forward(Rows rows, ReadOnlySpan<int> labels, int blank, ReadOnlySpan<double> logPartitions, Span<double> alphas)
    {
        if (rows.Steps == 0)
        {
            return 0;
        }

        int states = (2 * labels.Length) + 1;
        Span<double> now = alphas[..states];
        now.Fill(double.NegativeInfinity);
        now[0] = rows.Logit(0, blank) - logPartitions[0];
        if (states > 1)
        {
            now[1] = rows.Logit(0, labels[0]) - logPartitions[0];
        }

        for (int t = 1; t < rows.Steps; t++)
        {
            ReadOnlySpan<double> before = now;
            now = alphas.Slice(t * states, states);
            double blankLog = rows.Logit(t, blank) - logPartitions[t];
            for (int s = 0; s < states; s++)
            {
                double stay = before[s];
                double step = s > 0 ? before[s - 1] : double.NegativeInfinity;
                double skip = MaySkipTo(labels, s) ? before[s - 2] : double.NegativeInfinity;
                double own = s % 2 == 0 ? blankLog : rows.Logit(t, labels[s / 2]) - logPartitions[t];
                now[s] = LogSum(stay, step, skip) + own;
            }
        }

        return LogSum(now[^1], states > 1 ? now[^2] : double.NegativeInfinity, double.NegativeInfinity);
    }

    private static void Backward(
        Rows rows,
        ReadOnlySpan<int> labels,
        int blank,
        ReadOnlySpan<double> logPartitions,
        ReadOnlySpan<double> alphas,
        Span<double> betas,
        double logProbability,
        double weight)
    {
        int states = (2 * labels.Length) + 1;
        Span<double> now = betas[..states], after = betas.Slice(states, states);
        for (int t = rows.Steps - 1; t >= 0; t--)
        {
            ReadOnlySpan<double> alpha = alphas.Slice(t * states, states);
            double blanks = 0;
            for (int s = 0; s < states; s++)
            {
                double step = s + 1 < states ? after[s + 1] : double.NegativeInfinity;
                double skip = s + 2 < states && MaySkipTo(labels, s + 2) ? after[s + 2] : double.NegativeInfinity;
                double beta = t == rows.Steps - 1 ? (s >= states - 2 ? 0 : double.NegativeInfinity) : LogSum(after[s], step, skip);
                int label = s % 2 == 0 ? blank : labels[s / 2];
                double share = Math.Exp(alpha[s] + beta - logProbability);
                now[s] = beta + rows.Logit(t, label) - logPartitions[t];
                if (s % 2 == 0)
                {
                    blanks += share;
                }
                else
                {
                    rows.Subtract(t, label, weight * share);
                }
            }

            rows.Subtract(t, blank, weight * blanks);
            Span<double> written = now;
            now = after;
            after = written;
        }
    }

    private static void Give(Rows rows, T value)
    {
        for (int t = 0; t < rows.Steps; t++)
        {
            rows.Give(t, value);
        }
    }

    // The blank between two labels may be left out unless they are the same.
    private static bool MaySkipTo(ReadOnlySpan<int> labels, int state) => state > 1 && state % 2 == 1 && labels[state / 2] != labels[(state / 2) - 1];

    private static double LogSum(double a, double b, double c)
    {
        double highest = Math.Max(a, Math.Max(b, c));
        return double.IsNegativeInfinity(highest) ? highest : highest + Math.Log(Math.Exp(a - highest) + Math.Exp(b - highest) + Math.Exp(c - highest));
    }

    /// <summary>The rows of one sequence.</summary>
    private readonly ref struct Rows(Panel<T> logits, Panel<T> gradient, Packing packing, int rank, int steps)
    {
        private readonly Panel<T> logits = logits;
        private readonly Panel<T> gradient = gradient;

        public int Steps { get; } = steps;

        public int Classes => logits.Features;

        public double Logit(int t, int label) => double.CreateTruncating(logits[Row(t), label]);

        /// <summary>e^(logit - highest) into the gradient, and their sum.</summary>
        public double Exponentials(int t, double highest)
        {
            nint at = (nint)Row(t) * logits.RowStride;
            TLanes shift = TLanes.Create(T.CreateTruncating(highest));
            double sum = 0;
            Span<T> last = stackalloc T[Panel<T>.Lanes];
            for (int block = 0; block < logits.BlockCount; block++)
            {
                TLanes e = TLanes.Exp(TLanes.Load(ref logits.Block(block), at) - shift);
                int real = Classes - (block * Panel<T>.Lanes);
                if (real < Panel<T>.Lanes)
                {
                    e.Store(ref last[0], 0);
                    last[real..].Clear();
                    e = TLanes.Load(ref last[0], 0);
                }

                sum += TLanes.Sum(e);
                if (!gradient.IsEmpty)
                {
                    e.Store(ref gradient.Block(block), (nint)Row(t) * gradient.RowStride);
                }
            }

            return sum;
        }

        public void ScaleGradient(int t, double factor)
        {
            TLanes multiplier = TLanes.Create(T.CreateTruncating(factor));
            for (int block = 0; !gradient.IsEmpty && block < gradient.BlockCount; block++)
            {
                ref T origin = ref gradient.Block(block);
                nint at = (nint)Row(t) * gradient.RowStride;
                (TLanes.Load(ref origin, at) * multiplier).Store(ref origin, at);
            }
        }

        public void Subtract(int t, int label, double value) => gradient[Row(t), label] -= T.CreateTruncating(value);

        public void Give(int t, T value)
        {
            for (int k = 0; !gradient.IsEmpty && k < gradient.BlockCount * Panel<T>.Lanes; k++)
            {
                gradient[Row(t), k] = k < Classes ? value : T.Zero;
            }
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private int Row(int t) => packing.FirstRow(t) + rank;
    }
}
