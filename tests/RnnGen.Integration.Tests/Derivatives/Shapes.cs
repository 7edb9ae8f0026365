using System;
using System.Collections.Generic;
using System.Linq;
using RnnGen.Integration.Tests.Harness;
using RnnGen.Kernels;

namespace RnnGen.Integration.Tests.Derivatives;

/// <summary>Batches for a gradient check: one step of one sequence, equal lengths, random lengths, and one empty sequence among them.</summary>
internal static class Shapes
{
    public static IEnumerable<Problem> Of(RecurrentCell<double> cell, int seed)
    {
        var random = new Random(seed);
        int[] Lengths(int batch, int steps) => [.. Enumerable.Range(0, batch).Select(_ => random.Next(1, steps + 1))];
        yield return Problem.Random(cell, seed, 1, 1);
        yield return Problem.Random(cell, seed, 4, 4, 4, 4);
        yield return Problem.Random(cell, seed, 6, Lengths(1 + random.Next(7), 6));
        yield return Problem.Random(cell, seed, 5, [.. Lengths(3, 5), 0, .. Lengths(2, 5)]);
    }
}
