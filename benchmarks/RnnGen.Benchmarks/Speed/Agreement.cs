using System;
using System.Collections.Generic;
using System.Linq;

namespace RnnGen.Benchmarks.Speed;

/// <summary>Before anything is timed: do all contenders compute the same numbers?</summary>
internal static class Agreement
{
    /// <summary>The largest difference between two contenders over all results both give, relative to the largest number of that result.</summary>
    /// <exception cref="InvalidOperationException">They differ by more than rounding explains.</exception>
    /// <param name="task">The case.</param>
    /// <param name="tolerance">The largest difference that rounding explains.</param>
    /// <param name="ours">Results of one.</param>
    /// <param name="theirs">Results of the other.</param>
    public static double Check(Case task, double tolerance, (string Name, IReadOnlyDictionary<string, float[]> Results) ours, (string Name, IReadOnlyDictionary<string, float[]> Results) theirs)
    {
        double worst = 0;
        foreach ((string name, float[] expected) in theirs.Results.Where(r => ours.Results.ContainsKey(r.Key)))
        {
            float[] actual = ours.Results[name];
            if (actual.Length != expected.Length)
            {
                throw new InvalidOperationException($"{task}: {ours.Name} has {actual.Length} numbers of '{name}', {theirs.Name} {expected.Length}.");
            }

            double scale = Math.Max(expected.Max(Math.Abs), 1e-6), difference = actual.Zip(expected, (a, e) => Math.Abs((double)a - e)).Max();
            if (!(difference <= tolerance * scale))
            {
                throw new InvalidOperationException($"{task}: '{name}' of {ours.Name} and of {theirs.Name} differ by {difference:g3} where the largest number is {scale:g3}.");
            }

            worst = Math.Max(worst, difference / scale);
        }

        return worst;
    }
}
