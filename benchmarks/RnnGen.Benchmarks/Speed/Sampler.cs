using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Linq;

namespace RnnGen.Benchmarks.Speed;

/// <summary>Times of one contender in one case.</summary>
/// <param name="Contender">Its name.</param>
/// <param name="Task">The case.</param>
/// <param name="Median">Microseconds, median of the samples taken while the processor ran at full rate.</param>
/// <param name="Least">Microseconds, the best sample.</param>
/// <param name="Peak">GFLOP/s that the processor was capable of beside the samples.</param>
internal sealed record Measured(string Contender, Case Task, double Median, double Least, double Peak)
{
    /// <summary>GFLOP/s of the median.</summary>
    public double Rate => Task.Flops / Median / 1000;
}

/// <summary>Takes samples of several contenders in turns, each beside a probe of what the processor can do at that moment.</summary>
internal static class Sampler
{
    private const double GoodRate = 0.9, SampleMicroseconds = 3000;
    private const int FewestRounds = 5, FewestGood = 3;

    /// <summary>Measures a case.</summary>
    /// <param name="task">The case.</param>
    /// <param name="runs">The contenders that can run it.</param>
    /// <param name="seconds">Time for each contender, warm-up left out.</param>
    /// <param name="threads">Threads that each contender may use.</param>
    public static IReadOnlyList<Measured> Measure(Case task, IReadOnlyList<(string Contender, IRun Run)> runs, double seconds, int threads)
    {
        bool alone = threads == 1;
        int[] repeats = [.. runs.Select(r => WarmUp(r.Run, seconds))];
        List<(double Microseconds, double Rate)>[] samples = [.. runs.Select(_ => new List<(double, double)>())];
        long start = Stopwatch.GetTimestamp();
        for (int round = 0; round < FewestRounds || Stopwatch.GetElapsedTime(start).TotalSeconds < seconds * runs.Count; round++)
        {
            for (int i = 0; i < runs.Count; i++)
            {
                double before = Peak.Measure(alone);
                double time = Time(runs[i].Run, repeats[i], alone);
                samples[i].Add((time, Math.Min(before, Peak.Measure(alone))));
            }

            if (round >= FewestRounds && Stopwatch.GetElapsedTime(start).TotalSeconds > 4 * seconds * runs.Count)
            {
                break;
            }
        }

        return [.. runs.Select((r, i) => Summary(r.Contender, task, samples[i]))];
    }

    private static Measured Summary(string contender, Case task, List<(double Microseconds, double Rate)> samples)
    {
        List<(double Microseconds, double Rate)> good = [.. samples.Where(s => s.Rate >= GoodRate * Peak.Best)];
        double peak = Peak.Best; // what a probe that was disturbed says of the processor counts for nothing
        if (good.Count >= FewestGood)
        {
            peak = good.Select(s => s.Rate).Order().ElementAt(good.Count / 2);
        }
        else
        {
            good = [.. samples.OrderByDescending(s => s.Rate).Take(FewestGood)];
        }

        double[] times = [.. good.Select(s => s.Microseconds).Order()];
        return new Measured(contender, task, times[times.Length / 2], times[0], peak);
    }

    // Enough runs for the compiler to have settled, then as many for a sample as the clock needs.
    private static int WarmUp(IRun run, double seconds)
    {
        long start = Stopwatch.GetTimestamp();
        double least = double.MaxValue;
        for (int i = 0; i < 3 || (i < 200 && Stopwatch.GetElapsedTime(start).TotalSeconds < Math.Min(seconds, 0.3)); i++)
        {
            least = Math.Min(least, Time(run, 1, false));
        }

        return (int)Math.Max(SampleMicroseconds / least, 1);
    }

    private static double Time(IRun run, int repeats, bool alone)
    {
        var clock = Clock.Start(alone);
        for (int i = 0; i < repeats; i++)
        {
            run.Once();
        }

        return clock.Microseconds / repeats;
    }
}
