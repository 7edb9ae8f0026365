using System;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Linq;

namespace RnnGen.Benchmarks;

/// <summary>Repeated measurements. Other work on the machine only ever adds time, so the least is the figure to compare.</summary>
internal static class Timing
{
    /// <summary>Least and median milliseconds of several runs.</summary>
    public static (double Least, double Median) Of(int runs, Action action) => Of(runs, () =>
    {
        var watch = Stopwatch.StartNew();
        action();
        return watch.Elapsed;
    });

    /// <summary>The same of an action that measures itself.</summary>
    public static (double Least, double Median) Of(int runs, Func<TimeSpan> action)
    {
        double[] sorted = [.. Enumerable.Range(0, runs).Select(_ => action().TotalMilliseconds).Order()];
        return (sorted[0], sorted[sorted.Length / 2]);
    }

    /// <summary>
    /// Processor time of an action in seconds, child processes that have ended included where the system tells it (Linux): a figure that
    /// other work on the machine leaves alone.
    /// </summary>
    public static double ProcessorSeconds(Action action)
    {
        double before = OwnSeconds + ChildSeconds;
        action();
        return OwnSeconds + ChildSeconds - before;
    }

    private static double OwnSeconds => Environment.CpuUsage.TotalTime.TotalSeconds;

    private static double ChildSeconds
    {
        get
        {
            const string statistics = "/proc/self/stat";
            if (!File.Exists(statistics))
            {
                return 0;
            }

            string text = File.ReadAllText(statistics);
            string[] fields = text[(text.LastIndexOf(')') + 2)..].Split(' '); // field 3 on
            return (long.Parse(fields[13], CultureInfo.InvariantCulture) + long.Parse(fields[14], CultureInfo.InvariantCulture)) / 100.0;
        }
    }
}
