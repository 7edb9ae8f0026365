using System;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using RnnGen.Kernels;

namespace RnnGen;

/// <summary>The real steps of a padded tensor on their way into a panel: rows are shared between threads, and each is read in one piece.</summary>
internal readonly ref struct TensorRows<TFrom, T> : IWork
    where TFrom : unmanaged, IBinaryFloatingPointIeee754<TFrom>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private const int Lanes = Panel<T>.Lanes;

    // Rows of a part, and blocks under way at once: as many pages as are written to by turns.
    private const int Rows = 256, Blocks = 16;

    // What moving an element takes, in multiplications and additions.
    private const int CostOfElement = 8;

    private readonly TFrom[] source;
    private readonly ReadOnlySpan<int> places;
    private readonly Panel<T> target;

    private TensorRows(TFrom[] source, ReadOnlySpan<int> places, Panel<T> target)
    {
        this.source = source;
        this.places = places;
        this.target = target;
    }

    /// <summary>Copies all rows.</summary>
    /// <param name="source">Rows of as many elements as the panel has features.</param>
    /// <param name="places">For each row of the panel its row in <paramref name="source"/>.</param>
    /// <param name="target">Receives them; zeros behind the last feature.</param>
    public static void Copy(TFrom[] source, ReadOnlySpan<int> places, Panel<T> target)
    {
        var rows = new TensorRows<TFrom, T>(source, places, target);
        Workers.Run((places.Length + Rows - 1) / Rows, (long)places.Length * target.Features * CostOfElement, ref rows);
    }

    /// <summary>Some of the rows.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Run(int part)
    {
        int first = part * Rows, end = Math.Min(first + Rows, places.Length), features = target.Features;
        for (int from = 0; from < target.BlockCount; from += Blocks)
        {
            int whole = Math.Min(from + Blocks, features / Lanes), to = Math.Min(from + Blocks, target.BlockCount);
            for (int row = first; row < end; row++)
            {
                ReadOnlySpan<TFrom> values = source.AsSpan(places[row] * features, features);
                for (int block = from; block < whole; block++)
                {
                    CopyBlock(in values[block * Lanes], ref target.Block(block, row));
                }

                if (whole < to)
                {
                    CopyRest(values[(whole * Lanes)..], MemoryMarshal.CreateSpan(ref target.Block(whole, row), Lanes));
                }
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void CopyBlock(ref readonly TFrom from, ref T to)
    {
        if (typeof(TFrom) == typeof(T))
        {
            Unsafe.As<T, Block>(ref to) = Unsafe.As<TFrom, Block>(ref Unsafe.AsRef(in from));
            return;
        }

        for (int i = 0; i < Lanes; i++)
        {
            Unsafe.Add(ref to, i) = T.CreateTruncating(Unsafe.Add(ref Unsafe.AsRef(in from), i));
        }
    }

    private static void CopyRest(ReadOnlySpan<TFrom> from, Span<T> to)
    {
        for (int i = 0; i < from.Length; i++)
        {
            to[i] = T.CreateTruncating(from[i]);
        }

        to[from.Length..].Clear();
    }

    // Sixteen elements that are copied as one.
    [InlineArray(Lanes)]
    private struct Block
    {
        private T first;
    }
}
