using System;
using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace RnnGen.Kernels;

/// <summary>
/// What a step does with the positions of a memory besides elementwise equations. Rows of one sequence are a segment
/// (<see cref="MemoryPacking"/>); a score is a row of one feature. A sequence without positions takes part in nothing: its sums are 0.
/// </summary>
/// <typeparam name="T">Element type.</typeparam>
/// <typeparam name="TLanes">Its lanes.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class Segments<T, TLanes>
    where T : unmanaged, System.Numerics.IBinaryFloatingPointIeee754<T>
    where TLanes : struct, ILanes<TLanes, T>
{
    private const int Lanes = Panel<T>.Lanes;

    /// <summary>scores = their sixteen lanes added up: a sum over features that a loop has left lane by lane.</summary>
    /// <param name="scores">One feature; on entry sixteen partial sums in each row.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void SumLanes(Panel<T> scores)
    {
        ref T row = ref scores.Block(0);
        for (int i = 0; i < scores.RowCount; i++)
        {
            T sum = T.CreateTruncating(TLanes.Sum(TLanes.Load(ref row, 0)));
            TLanes.Zero.Store(ref row, 0);
            row = sum;
            row = ref Unsafe.Add(ref row, scores.RowStride);
        }
    }

    /// <summary>weights = softmax of the scores within each segment.</summary>
    /// <param name="weights">One feature.</param>
    /// <param name="scores">One feature; may be the memory of <paramref name="weights"/>.</param>
    /// <param name="segments">First row of each segment, and behind the last one the number of rows.</param>
    public static void Softmax(Panel<T> weights, Panel<T> scores, ReadOnlySpan<int> segments)
    {
        ref T from = ref scores.Block(0);
        ref T to = ref weights.Block(0);
        int fromStride = scores.RowStride, toStride = weights.RowStride;
        Span<T> group = stackalloc T[Lanes]; // sixteen exponentials at a time
        for (int segment = 0; segment + 1 < segments.Length; segment++)
        {
            int first = segments[segment], end = segments[segment + 1];
            T max = T.NegativeInfinity;
            for (int row = first; row < end; row++)
            {
                max = T.Max(max, Unsafe.Add(ref from, (nint)row * fromStride));
            }

            T sum = T.Zero;
            for (int row = first; row < end; row += Lanes)
            {
                int count = Math.Min(Lanes, end - row);
                group.Clear();
                for (int i = 0; i < count; i++)
                {
                    group[i] = Unsafe.Add(ref from, (nint)(row + i) * fromStride) - max;
                }

                TLanes.Exp(TLanes.Load(ref group[0], 0)).Store(ref group[0], 0);
                for (int i = 0; i < count; i++)
                {
                    sum += group[i];
                    ref T weight = ref Unsafe.Add(ref to, (nint)(row + i) * toStride);
                    TLanes.Zero.Store(ref weight, 0);
                    weight = group[i];
                }
            }

            T scale = T.One / sum;
            for (int row = first; row < end; row++)
            {
                Unsafe.Add(ref to, (nint)row * toStride) *= scale;
            }
        }
    }

    /// <summary>Back through <see cref="Softmax"/>: ds = w * (dw - sum over the segment of w * dw).</summary>
    /// <param name="scoreGradient">ds, one feature; may be the memory of <paramref name="weightGradient"/>.</param>
    /// <param name="weights">w, one feature.</param>
    /// <param name="weightGradient">dw, one feature.</param>
    /// <param name="segments">First row of each segment, and behind the last one the number of rows.</param>
    public static void SoftmaxGradient(Panel<T> scoreGradient, Panel<T> weights, Panel<T> weightGradient, ReadOnlySpan<int> segments)
    {
        ref T w = ref weights.Block(0);
        ref T dw = ref weightGradient.Block(0);
        ref T ds = ref scoreGradient.Block(0);
        int wStride = weights.RowStride, dwStride = weightGradient.RowStride, dsStride = scoreGradient.RowStride;
        for (int segment = 0; segment + 1 < segments.Length; segment++)
        {
            int first = segments[segment], end = segments[segment + 1];
            T mean = T.Zero;
            for (int row = first; row < end; row++)
            {
                mean += Unsafe.Add(ref w, (nint)row * wStride) * Unsafe.Add(ref dw, (nint)row * dwStride);
            }

            for (int row = first; row < end; row++)
            {
                T value = Unsafe.Add(ref w, (nint)row * wStride) * (Unsafe.Add(ref dw, (nint)row * dwStride) - mean);
                ref T target = ref Unsafe.Add(ref ds, (nint)row * dsStride);
                TLanes.Zero.Store(ref target, 0);
                target = value;
            }
        }
    }
}
