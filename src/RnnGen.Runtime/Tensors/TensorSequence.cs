using System;
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
            TensorRows<double, T>.Copy(doubles, packing.Source, rows);
        }
        else
        {
            TensorRows<float, T>.Copy(values.Singles!, packing.Source, rows);
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
}
