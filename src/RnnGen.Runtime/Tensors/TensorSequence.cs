using System;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using RnnGen.Kernels;

namespace RnnGen;

/// <summary>A sequence over a tensor.</summary>
internal sealed class TensorSequence(Tensor values, Packing packing) : Sequence(packing, values.Dims[2])
{
    public override Tensor ToTensor() => values.Doubles is { } doubles ? ZeroPadded(doubles) : ZeroPadded(values.Singles!);

    internal override void PackInto<T>(Panel<T> rows) => Pack(values, Packing, rows);

    /// <summary>Copies the real steps of a padded tensor into a panel, without allocating.</summary>
    internal static void Pack<T>(Tensor values, Packing packing, Panel<T> rows)
        where T : unmanaged, System.Numerics.IBinaryFloatingPointIeee754<T>
    {
        if (values.Doubles is { } doubles)
        {
            PackRows(doubles, packing, rows);
        }
        else
        {
            PackRows(values.Singles!, packing, rows);
        }
    }

    private Tensor ZeroPadded<T>(T[] source)
    {
        var copy = new T[source.Length];
        foreach (int place in Packing.Source)
        {
            source.AsSpan(place * Features, Features).CopyTo(copy.AsSpan(place * Features));
        }

        return Tensor.Wrap(copy, [Batch, Steps, Features]);
    }

    private static void PackRows<TFrom, T>(TFrom[] source, Packing packing, Panel<T> rows)
        where TFrom : unmanaged, System.Numerics.IBinaryFloatingPointIeee754<TFrom>
        where T : unmanaged, System.Numerics.IBinaryFloatingPointIeee754<T>
    {
        ReadOnlySpan<int> places = packing.Source;
        for (int block = 0; block < rows.BlockCount; block++)
        {
            int first = block * Panel<T>.Lanes;
            int count = Math.Min(Panel<T>.Lanes, rows.Features - first);
            for (int row = 0; row < places.Length; row++)
            {
                ReadOnlySpan<TFrom> from = source.AsSpan((places[row] * rows.Features) + first, count);
                Span<T> lanes = MemoryMarshal.CreateSpan(ref Unsafe.Add(ref rows.Block(block), row * rows.RowStride), Panel<T>.Lanes);
                if (typeof(TFrom) == typeof(T))
                {
                    MemoryMarshal.Cast<TFrom, T>(from).CopyTo(lanes);
                }
                else
                {
                    for (int i = 0; i < from.Length; i++)
                    {
                        lanes[i] = T.CreateTruncating(from[i]);
                    }
                }

                lanes[from.Length..].Clear();
            }
        }
    }
}
