using System;
using System.Globalization;

namespace RnnGen.Benchmarks.Scan;

/// <summary>
/// The recurrence of minGRU, h' = (1 - σ(a)) * h + σ(a) * n, of one sequence on one and on two threads: features shared out, and steps
/// shared out (a scan). What the two ways of sharing could gain at most, with a second thread that waits in a loop.
/// </summary>
internal static class ScanCase
{
    private const int Runs = 60;

    public static void Run()
    {
        Console.WriteLine($"one sequence, least of {Runs} runs in turns");
        Console.WriteLine($"{"H",6}{"T",8}{"one thread",14}{"features on two",18}{"steps on two",15}{"largest difference",21}");
        using var pair = new TwoThreads();
        foreach (int hidden in new[] { 16, 64, 256 })
        {
            foreach (int steps in new[] { 1_000, 10_000 })
            {
                Measure(pair, hidden, steps);
            }
        }
    }

    private static void Measure(TwoThreads pair, int hidden, int steps)
    {
        var recurrence = new LinearRecurrence(hidden, steps);
        double one = double.MaxValue, features = double.MaxValue, scan = double.MaxValue;
        float difference = 0;
        for (int run = 0; run < Runs; run++)
        {
            one = Math.Min(one, Timing.Of(1, () => recurrence.Sequential(0, recurrence.Blocks)).Least);
            float[] expected = (float[])recurrence.States.Clone();
            if (recurrence.Blocks > 1)
            {
                features = Math.Min(features, Timing.Of(1, () => pair.Run(
                    () => recurrence.Sequential(0, recurrence.Blocks / 2), () => recurrence.Sequential(recurrence.Blocks / 2, recurrence.Blocks))).Least);
            }

            scan = Math.Min(scan, Timing.Of(1, () =>
            {
                int half = steps / 2, rest = half + ((steps - half) / 2);
                pair.Run(() => recurrence.FirstSteps(half), () => recurrence.StepsFromZero(half));
                pair.Run(() => recurrence.AddBefore(half, half, rest), () => recurrence.AddBefore(half, rest, steps));
            }).Least);
            for (int i = 0; i < expected.Length; i++)
            {
                difference = Math.Max(difference, Math.Abs(expected[i] - recurrence.States[i]));
            }
        }

        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{hidden,6}{steps,8}{one * 1000,11:0} us{(features < double.MaxValue ? $"{features * 1000,15:0} us" : $"{"-",18}")}{scan * 1000,12:0} us{difference,21:0.0e+0}"));
    }
}
