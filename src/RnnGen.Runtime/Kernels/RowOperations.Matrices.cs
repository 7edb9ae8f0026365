using System;
using System.Runtime.CompilerServices;

namespace RnnGen.Kernels;

/// <content>Matrices of a step: a matrix (m, n) of each row lies in n slots of m features, one slot for each column.</content>
public static partial class RowOperations<T, TLanes>
{
    /// <summary>target = a bᵀ.</summary>
    /// <param name="target">(rows, m) in n slots.</param>
    /// <param name="a">(rows, m).</param>
    /// <param name="b">(rows, n).</param>
    /// <exception cref="ArgumentException">The shapes do not fit.</exception>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Outer(Panel<T> target, Panel<T> a, Panel<T> b)
    {
        CheckMatrix(target, a, b, target.RowCount);
        for (int block = 0; block < target.BlockCount; block++)
        {
            ref T left = ref a.Block(block);
            ref T into = ref target.Block(block);
            for (int row = 0; row < target.RowCount; row++)
            {
                TLanes values = TLanes.Load(ref left, Offset(a, row));
                for (int column = 0; column < target.SlotCount; column++)
                {
                    (values * Element(b, row, column)).Store(ref into, ((nint)row * target.RowStride) + (column * Lanes));
                }
            }
        }
    }

    /// <summary>target = M v.</summary>
    /// <param name="target">(rows, m).</param>
    /// <param name="matrix">M, (rows, m) in n slots.</param>
    /// <param name="v">(rows, n).</param>
    /// <exception cref="ArgumentException">The shapes do not fit.</exception>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Apply(Panel<T> target, Panel<T> matrix, Panel<T> v)
    {
        CheckMatrix(matrix, target, v, target.RowCount);
        for (int block = 0; block < matrix.BlockCount; block++)
        {
            ref T from = ref matrix.Block(block);
            ref T into = ref target.Block(block);
            for (int row = 0; row < target.RowCount; row++)
            {
                nint offset = Offset(matrix, row);
                TLanes sum = TLanes.Zero;
                for (int column = 0; column < matrix.SlotCount; column++)
                {
                    sum = TLanes.MultiplyAdd(TLanes.Load(ref from, offset + (column * Lanes)), Element(v, row, column), sum);
                }

                sum.Store(ref into, (nint)row * target.RowStride);
            }
        }
    }

    /// <summary>target = Mᵀ u.</summary>
    /// <param name="target">(rows, n).</param>
    /// <param name="matrix">M, (rows, m) in n slots.</param>
    /// <param name="u">(rows, m).</param>
    /// <exception cref="ArgumentException">The shapes do not fit.</exception>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void ApplyTransposed(Panel<T> target, Panel<T> matrix, Panel<T> u)
    {
        CheckMatrix(matrix, u, target, target.RowCount);
        for (int row = 0; row < target.RowCount; row++)
        {
            nint offset = Offset(matrix, row), factors = Offset(u, row);
            for (int column = 0; column < matrix.SlotCount; column++)
            {
                TLanes sum = TLanes.Zero;
                for (int block = 0; block < matrix.BlockCount; block++)
                {
                    TLanes factor = TLanes.Load(ref u.Block(block), factors);
                    sum = TLanes.MultiplyAdd(TLanes.Load(ref matrix.Block(block), offset + (column * Lanes)), factor, sum);
                }

                target[row, column] = T.CreateTruncating(TLanes.Sum(sum));
            }
        }

        ClearPast(target);
    }

    /// <summary>target = the sum of all elements of M.</summary>
    /// <param name="target">(rows, 1).</param>
    /// <param name="matrix">M, (rows, m) in n slots.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void SumOfMatrix(Panel<T> target, Panel<T> matrix)
    {
        CheckRows(target, matrix.Slots(0, 1));
        for (int row = 0; row < target.RowCount; row++)
        {
            nint offset = Offset(matrix, row);
            TLanes sum = TLanes.Zero;
            for (int block = 0; block < matrix.BlockCount; block++)
            {
                for (int column = 0; column < matrix.SlotCount; column++)
                {
                    sum += TLanes.Load(ref matrix.Block(block), offset + (column * Lanes));
                }
            }

            Store(target, row, T.CreateTruncating(TLanes.Sum(sum)));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLanes Element(Panel<T> vector, int row, int feature) =>
        TLanes.Broadcast(ref vector.Block(feature / Lanes), Offset(vector, row) + (feature % Lanes));

    private static void CheckMatrix(Panel<T> matrix, Panel<T> left, Panel<T> right, int rows)
    {
        bool Fits(Panel<T> operand) => operand.RowCount == rows || operand.RowCount == 1;
        if (!Fits(matrix) || !Fits(left) || !Fits(right) || left.Features != matrix.Features || right.Features != matrix.SlotCount)
        {
            throw new ArgumentException(
                $"A matrix ({matrix.Features}, {matrix.SlotCount}) in {matrix.RowCount} rows does not fit vectors ({left.Features}) in {left.RowCount} rows and ({right.Features}) in {right.RowCount} rows.",
                nameof(matrix));
        }
    }
}
