using System;
using System.Diagnostics;

namespace RnnGen.Benchmarks.Speed;

/// <summary>
/// What passes while something runs: processor time where one thread does all the work, which other programs on a shared machine leave alone, otherwise
/// the time of day.
/// </summary>
internal readonly struct Clock
{
    private readonly long start;
    private readonly TimeSpan used;

    private Clock(bool countsProcessor)
    {
        CountsProcessor = countsProcessor;
        used = countsProcessor ? Environment.CpuUsage.TotalTime : default;
        start = Stopwatch.GetTimestamp();
    }

    /// <summary>Microseconds since the start.</summary>
    public double Microseconds => (CountsProcessor ? Environment.CpuUsage.TotalTime - used : Stopwatch.GetElapsedTime(start)).TotalMicroseconds;

    private bool CountsProcessor { get; }

    /// <summary>Begins now.</summary>
    public static Clock Start(bool countsProcessor) => new(countsProcessor);
}
