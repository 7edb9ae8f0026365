using System;
using System.Numerics;
using RnnGen.Kernels;

namespace RnnGen;

/// <summary>
/// Softmax cross-entropy over the packed rows of a panel of logits. With q = (1-ε) onehot(target) + ε/V the loss of a row is
/// -Σ q log softmax(logits), its gradient softmax(logits) - q. Rows with an ignored target cost nothing and get a gradient of 0. Rows are shared
/// between threads; their losses are summed part by part in the order of the rows.
/// </summary>
/// <typeparam name="T">Element type.</typeparam>
/// <typeparam name="TLanes">Its lanes.</typeparam>
internal readonly ref struct CrossEntropyKernel<T, TLanes> : IWork
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
    where TLanes : struct, ILanes<TLanes, T>
{
    private const int LeastRows = 64, MostParts = 128;

    // What an exponential and its share of the passes cost, in multiplications and additions.
    private const int CostOfLogit = 20;

    private readonly CrossEntropyRows<T, TLanes> kernel;
    private readonly ReadOnlySpan<int> targets, source;
    private readonly int ignored, rowsAtOnce;
    private readonly Span<double> rowLosses, sums;

    private CrossEntropyKernel(
        CrossEntropyRows<T, TLanes> kernel, ReadOnlySpan<int> targets, ReadOnlySpan<int> source, int ignored, int rowsAtOnce, Span<double> rowLosses, Span<double> sums)
    {
        this.kernel = kernel;
        this.targets = targets;
        this.source = source;
        this.ignored = ignored;
        this.rowsAtOnce = rowsAtOnce;
        this.rowLosses = rowLosses;
        this.sums = sums;
    }

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
        var kernel = new CrossEntropyRows<T, TLanes>(logits, gradient, labelSmoothing, mean ? 1.0 / Math.Max(tokens, 1) : 1);
        int rowsAtOnce = Math.Max(LeastRows, (source.Length + MostParts - 1) / MostParts), parts = (source.Length + rowsAtOnce - 1) / rowsAtOnce;
        Span<double> sums = stackalloc double[parts];
        var work = new CrossEntropyKernel<T, TLanes>(kernel, targets, source, ignored, rowsAtOnce, rowLosses, sums);
        Workers.Run(parts, (long)tokens * logits.Features * CostOfLogit, ref work);
        double sum = 0;
        foreach (double part in sums)
        {
            sum += part;
        }

        return new LossValue(sum, tokens);
    }

    /// <summary>Some rows: groups of neighbours that count, and between them those that do not.</summary>
    public void Run(int part)
    {
        const int MostRows = CrossEntropyRows<T, TLanes>.MostRows;
        Span<int> group = stackalloc int[MostRows];
        Span<double> losses = stackalloc double[MostRows];
        double sum = 0;
        int end = Math.Min((part + 1) * rowsAtOnce, source.Length);
        for (int row = part * rowsAtOnce; row < end;)
        {
            int count = 0;
            while (count < MostRows && row + count < end && targets[source[row + count]] is int target && target != ignored)
            {
                group[count++] = target;
            }

            if (count == 0)
            {
                kernel.Ignore(row);
                losses[0] = 0;
            }
            else
            {
                kernel.Run(row, group[..count], losses);
            }

            for (int i = 0; i < count; i++)
            {
                sum += losses[i];
            }

            int taken = Math.Max(count, 1);
            if (!rowLosses.IsEmpty)
            {
                losses[..taken].CopyTo(rowLosses[row..]);
            }

            row += taken;
        }

        sums[part] = sum;
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
}
