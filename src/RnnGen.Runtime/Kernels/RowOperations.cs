using System;
using System.ComponentModel;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace RnnGen.Kernels;

/// <summary>
/// Operations on whole vectors, row by row: sums and maxima over features, softmax, parts of vectors put together and taken apart.
/// Every operand has one slot; rows of target and operands go together, an operand of one row goes with every row. Sums run in one fixed order.
/// </summary>
/// <typeparam name="T">Element type.</typeparam>
/// <typeparam name="TLanes">Its lanes.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public static partial class RowOperations<T, TLanes>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
    where TLanes : struct, ILanes<TLanes, T>
{
    private const int Lanes = Panel<T>.Lanes;

    /// <summary>target = Σ a.</summary>
    /// <param name="target">(rows, 1).</param>
    /// <param name="a">(rows, n).</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Sum(Panel<T> target, Panel<T> a)
    {
        CheckRows(target, a);
        for (int row = 0; row < target.RowCount; row++)
        {
            nint offset = Offset(a, row);
            TLanes sum = TLanes.Load(ref a.Block(0), offset);
            for (int block = 1; block < a.BlockCount; block++)
            {
                sum += TLanes.Load(ref a.Block(block), offset);
            }

            Store(target, row, T.CreateTruncating(TLanes.Sum(sum)));
        }
    }

    /// <summary>target = Σ a b.</summary>
    /// <param name="target">(rows, 1).</param>
    /// <param name="a">(rows, n).</param>
    /// <param name="b">(rows, n).</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Dot(Panel<T> target, Panel<T> a, Panel<T> b)
    {
        CheckRows(target, a);
        CheckRows(target, b);
        CheckFeatures(a, b.Features);
        for (int row = 0; row < target.RowCount; row++)
        {
            nint offset = Offset(a, row), other = Offset(b, row);
            TLanes sum = TLanes.Zero;
            for (int block = 0; block < a.BlockCount; block++)
            {
                sum = TLanes.MultiplyAdd(TLanes.Load(ref a.Block(block), offset), TLanes.Load(ref b.Block(block), other), sum);
            }

            Store(target, row, T.CreateTruncating(TLanes.Sum(sum)));
        }
    }

    /// <summary>target = the largest feature of a.</summary>
    /// <param name="target">(rows, 1).</param>
    /// <param name="a">(rows, n).</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Max(Panel<T> target, Panel<T> a)
    {
        CheckRows(target, a);
        for (int row = 0; row < target.RowCount; row++)
        {
            Store(target, row, MaxOf(a, row));
        }
    }

    /// <summary>target = log Σ exp(a), without overflow.</summary>
    /// <param name="target">(rows, 1).</param>
    /// <param name="a">(rows, n).</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void LogSumExp(Panel<T> target, Panel<T> a)
    {
        CheckRows(target, a);
        for (int row = 0; row < target.RowCount; row++)
        {
            T max = MaxOf(a, row);
            Store(target, row, max + T.Log(SumExp(a, row, max)));
        }
    }

    /// <summary>target = exp(a) / Σ exp(a), without overflow.</summary>
    /// <param name="target">(rows, n).</param>
    /// <param name="a">(rows, n).</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Softmax(Panel<T> target, Panel<T> a)
    {
        CheckRows(target, a);
        CheckFeatures(target, a.Features);
        for (int row = 0; row < target.RowCount; row++)
        {
            TLanes max = TLanes.Create(-MaxOf(a, row)), sum = TLanes.Zero;
            nint offset = Offset(a, row), at = (nint)row * target.RowStride;
            for (int block = 0; block < a.BlockCount; block++)
            {
                TLanes e = TLanes.Exp(TLanes.Load(ref a.Block(block), offset) + max);
                e.Store(ref target.Block(block), at);
                if (block == a.BlockCount - 1)
                {
                    ClearPast(target, row, a.Features);
                    e = TLanes.Load(ref target.Block(block), at);
                }

                sum += e;
            }

            TLanes scale = TLanes.Create(T.One / T.CreateTruncating(TLanes.Sum(sum)));
            for (int block = 0; block < a.BlockCount; block++)
            {
                (TLanes.Load(ref target.Block(block), at) * scale).Store(ref target.Block(block), at);
            }
        }
    }

    private static nint Offset(Panel<T> operand, int row) => operand.RowCount == 1 ? 0 : (nint)row * operand.RowStride;

    private static T SumExp(Panel<T> a, int row, T max)
    {
        nint offset = Offset(a, row);
        TLanes shift = TLanes.Create(-max), sum = TLanes.Zero;
        int whole = a.Features / Lanes;
        for (int block = 0; block < whole; block++)
        {
            sum += TLanes.Exp(TLanes.Load(ref a.Block(block), offset) + shift);
        }

        double total = TLanes.Sum(sum);
        if (whole < a.BlockCount)
        {
            Span<T> rest = stackalloc T[Lanes];
            TLanes.Exp(TLanes.Load(ref a.Block(whole), offset) + shift).Store(ref rest[0], 0);
            for (int lane = 0; lane < a.Features % Lanes; lane++)
            {
                total += double.CreateTruncating(rest[lane]);
            }
        }

        return T.CreateTruncating(total);
    }

    private static T MaxOf(Panel<T> a, int row)
    {
        nint offset = Offset(a, row);
        int whole = a.Features / Lanes;
        T max = T.NegativeInfinity;
        if (whole > 0)
        {
            TLanes lanes = TLanes.Load(ref a.Block(0), offset);
            for (int block = 1; block < whole; block++)
            {
                lanes = TLanes.Max(lanes, TLanes.Load(ref a.Block(block), offset));
            }

            Span<T> values = stackalloc T[Lanes];
            lanes.Store(ref values[0], 0);
            foreach (T value in values)
            {
                max = T.Max(max, value);
            }
        }

        for (int lane = 0; lane < a.Features % Lanes; lane++)
        {
            max = T.Max(max, Unsafe.Add(ref a.Block(whole), offset + lane));
        }

        return max;
    }

    private static void Store(Panel<T> target, int row, T value)
    {
        nint offset = (nint)row * target.RowStride;
        TLanes.Zero.Store(ref target.Block(0), offset);
        Unsafe.Add(ref target.Block(0), offset) = value;
    }

    private static void ClearPast(Panel<T> target, int row, int features)
    {
        if (features % Lanes != 0)
        {
            target.BlockSpan(features / Lanes).Slice((row * target.RowStride) + (features % Lanes), Lanes - (features % Lanes)).Clear();
        }
    }

    private static void CheckRows(Panel<T> target, Panel<T> operand)
    {
        if ((target.RowCount != operand.RowCount && operand.RowCount != 1) || target.SlotCount != 1 || operand.SlotCount != 1)
        {
            throw new ArgumentException(
                $"The target is ({target.RowCount} rows, {target.SlotCount} slots), the operand ({operand.RowCount} rows, {operand.SlotCount} slots): rows must be equal, slots 1.", nameof(operand));
        }
    }

    private static void CheckFeatures(Panel<T> panel, int features)
    {
        if (panel.Features != features)
        {
            throw new ArgumentException($"The panel has {panel.Features} features, but must have {features}.", nameof(panel));
        }
    }
}
