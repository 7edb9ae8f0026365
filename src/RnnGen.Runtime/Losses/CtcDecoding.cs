using System;
using System.Collections.Generic;
using System.Linq;
using RnnGen.Kernels;

namespace RnnGen;

/// <summary>From the outputs of a network trained with <see cref="Losses.Ctc(Sequence, Tokens, int, Reduction, bool)"/> to labels.</summary>
public static class CtcDecoding
{
    /// <summary>Merges repetitions, then removes blanks: with blank 0, (0, 3, 3, 0, 3, 5) becomes (3, 3, 5).</summary>
    /// <param name="path">One class for each step.</param>
    /// <param name="blank">The class that means no label.</param>
    public static int[] Collapse(int[] path, int blank = 0)
    {
        ArgumentNullException.ThrowIfNull(path);
        return [.. path.Where((label, t) => label != blank && (t == 0 || label != path[t - 1]))];
    }

    /// <summary>The collapsed path of the likeliest class at every step: the best path, not always the likeliest labelling.</summary>
    /// <param name="logits">(B,T,C).</param>
    /// <param name="blank">The class that means no label.</param>
    /// <returns>The labels of each sequence.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The blank is no class.</exception>
    public static IReadOnlyList<int[]> Greedy(Sequence logits, int blank = 0)
    {
        ArgumentNullException.ThrowIfNull(logits);
        if ((uint)blank >= (uint)logits.Features)
        {
            throw new ArgumentOutOfRangeException(nameof(blank), blank, $"blank must be one of the {logits.Features} classes.");
        }

        Panel<double> values = Losses.PackDoubles(logits);
        Packing packing = logits.Packing;
        var paths = new int[logits.Batch][];
        for (int rank = 0; rank < packing.Batch; rank++)
        {
            int b = packing.Order[rank];
            paths[b] = new int[packing.Lengths[b]];
            for (int t = 0; t < paths[b].Length; t++)
            {
                paths[b][t] = Losses.ArgMax(values, packing.FirstRow(t) + rank);
            }
        }

        return [.. paths.Select(path => Collapse(path, blank))];
    }
}
