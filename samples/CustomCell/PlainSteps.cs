using System;
using System.Collections.Generic;
using System.Linq;
using RnnGen;

namespace CustomCell;

/// <summary>The step method run as ordinary C#, one time step after another: slow, and the definition of what is right.</summary>
internal static class PlainSteps
{
    /// <summary>Largest difference between the generated forward pass and the plain steps.</summary>
    public static double LargestDifference(MinimalGatedUnit cell, Sequence inputs)
    {
        Tensor generated = cell.Scan(inputs).ToTensor();
        Tensor x = inputs.ToTensor();
        var differences = new List<double>();
        for (int b = 0; b < inputs.Batch; b++)
        {
            Vector h = Vector.Zeros(MinimalGatedUnit.H);
            for (int t = 0; t < inputs.Lengths[b]; t++)
            {
                h = cell.Next(At(x, b, t), h);
                differences.Add(Enumerable.Range(0, h.Size).Max(unit => Math.Abs(h[unit] - generated[b, t, unit])));
            }
        }

        return differences.Max();
    }

    private static Vector At(Tensor values, int b, int t) =>
        Vector.From([.. Enumerable.Range(0, values.Dims[2]).Select(feature => (double)values[b, t, feature])]);
}
