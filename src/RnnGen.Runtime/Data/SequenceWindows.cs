using System;
using System.Collections.Generic;

namespace RnnGen;

/// <summary>Cuts sequences into windows of padded steps; a mask is cut along.</summary>
internal static class SequenceWindows
{
    public static IReadOnlyList<SequenceWindow> Of(Sequence sequence, int window)
    {
        var stream = new object();
        Tensor whole = sequence.ToTensor();
        var mask = new bool[sequence.Batch, sequence.Steps];
        foreach (int place in sequence.Packing.Source)
        {
            mask[place / sequence.Steps, place % sequence.Steps] = true;
        }

        var windows = new List<SequenceWindow>();
        for (int first = 0; first < sequence.Steps; first += window)
        {
            int count = Math.Min(window, sequence.Steps - first);
            var real = new bool[sequence.Batch, count];
            var startsNew = new bool[sequence.Batch];
            for (int b = 0; b < sequence.Batch; b++)
            {
                startsNew[b] = first == 0;
                for (int t = 0; t < count; t++)
                {
                    real[b, t] = mask[b, first + t];
                }
            }

            windows.Add(new SequenceWindow(Sequence.From(Cut(whole, first, count), real), new StreamWindow(stream, windows.Count, first, startsNew)));
        }

        return windows.AsReadOnly();
    }

    /// <summary>Steps first .. first + count - 1 of (B,T,F).</summary>
    public static Tensor Cut(Tensor whole, int first, int count) => whole.Doubles is { } doubles
        ? Tensor.Wrap(Cut(doubles, whole.Dims, first, count), [whole.Dims[0], count, whole.Dims[2]])
        : Tensor.Wrap(Cut(whole.Singles!, whole.Dims, first, count), [whole.Dims[0], count, whole.Dims[2]]);

    private static T[] Cut<T>(T[] values, IReadOnlyList<int> dims, int first, int count)
    {
        int features = dims[2];
        var cut = new T[dims[0] * count * features];
        for (int b = 0; b < dims[0]; b++)
        {
            Array.Copy(values, ((b * dims[1]) + first) * features, cut, b * count * features, count * features);
        }

        return cut;
    }
}
