using System;
using System.Linq;
using RnnGen.Kernels;

namespace RnnGen;

/// <summary>Recurrent layers over bare tensors.</summary>
internal static class LayerTensors
{
    public static TensorScan Scan(IRecurrentLayer layer, Tensor input, int[]? lengths, Tensor[] initial, bool isTimeMajor)
    {
        ArgumentNullException.ThrowIfNull(initial);
        Tensor batchFirst = isTimeMajor ? TimeMajor.Swap(input) : input;
        ScannedSequence scanned = layer.Scan(Sequence.From(batchFirst, lengths), States(initial, layer.Cells.Count, batchFirst));
        Tensor outputs = scanned.ToTensor();
        return new TensorScan(isTimeMajor ? TimeMajor.Swap(outputs) : outputs, scanned.States);
    }

    /// <summary>From one tensor (L*D,B,H) for each state to one (B,H) for each state of each layer.</summary>
    private static Vectors[] States(Tensor[] initial, int cells, Tensor input)
    {
        foreach (Tensor state in initial)
        {
            if (state.Rank != 3 || state.Dims[0] != cells || state.Dims[1] != input.Dims[0])
            {
                throw new ShapeMismatchException(nameof(initial), $"(L*D={cells}, B={input.Dims[0]}, H)", Shape.Text(state.Dims));
            }
        }

        return [.. Enumerable.Range(0, initial.Length == 0 ? 0 : cells).SelectMany(cell => initial.Select(state => Vectors.From(state.Select(0, cell))))];
    }
}
