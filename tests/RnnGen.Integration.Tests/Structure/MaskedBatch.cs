using System;
using System.Linq;
using RnnGen.Integration.Tests.Harness;

namespace RnnGen.Integration.Tests.Structure;

/// <summary>A batch whose real steps lie where a mask says, made of a batch padded on the right.</summary>
internal sealed class MaskedBatch
{
    private readonly Problem real;

    public MaskedBatch(Problem real, bool[,] mask)
    {
        this.real = real;
        Mask = mask;
    }

    /// <summary>(B,T), true for real steps.</summary>
    public bool[,] Mask { get; }

    private int Steps => Mask.GetLength(1);

    /// <summary>Right, left and interior padding, all steps real, and no step real.</summary>
    public static bool[,] Patterns(int steps)
    {
        var mask = new bool[6, steps];
        for (int t = 0; t < steps; t++)
        {
            mask[0, t] = t < steps - 2;
            mask[1, t] = t >= 2;
            mask[2, t] = t % 3 != 1;
            mask[3, t] = false;
            mask[4, t] = true;
            mask[5, t] = t == steps / 2;
        }

        return mask;
    }

    /// <summary>A batch in which each sequence has one of these patterns, or real steps at random.</summary>
    public static bool[,] Random(Random random, int batch, int steps)
    {
        var mask = new bool[batch, steps];
        for (int b = 0; b < batch; b++)
        {
            int kind = random.Next(6), bound = random.Next(steps + 1);
            for (int t = 0; t < steps; t++)
            {
                mask[b, t] = kind switch { 0 => t < bound, 1 => t >= bound, 2 => t % 3 != bound % 3, 3 => false, 4 => true, _ => random.Next(2) == 0 };
            }
        }

        return mask;
    }

    /// <summary>Real steps of each sequence.</summary>
    public static int[] Lengths(bool[,] mask) =>
        [.. Enumerable.Range(0, mask.GetLength(0)).Select(b => Enumerable.Range(0, mask.GetLength(1)).Count(t => mask[b, t]))];

    /// <summary>Values of the right-padded batch moved to where the mask has its real steps, NaN elsewhere.</summary>
    public double[] Spread(double[] values, int features)
    {
        double[] spread = [.. Enumerable.Repeat(double.NaN, real.Batch * Steps * features)];
        ForEachRealStep((b, t, k) => values.AsSpan((((b * real.Steps) + k) * features), features).CopyTo(spread.AsSpan(((b * Steps) + t) * features)));
        return spread;
    }

    /// <summary>The other way round; what lies at masked places is left out, padding is 0.</summary>
    public double[] Gather(double[] values, int features)
    {
        var gathered = new double[real.Batch * real.Steps * features];
        ForEachRealStep((b, t, k) => values.AsSpan(((b * Steps) + t) * features, features).CopyTo(gathered.AsSpan(((b * real.Steps) + k) * features)));
        return gathered;
    }

    /// <summary>Everything at masked places.</summary>
    public double[] Masked(double[] values, int features) => [.. values.Where((_, i) => !Mask[i / features / Steps, i / features % Steps])];

    private void ForEachRealStep(Action<int, int, int> action)
    {
        for (int b = 0; b < real.Batch; b++)
        {
            int k = 0;
            for (int t = 0; t < Steps; t++)
            {
                if (Mask[b, t])
                {
                    action(b, t, k++);
                }
            }
        }
    }
}
