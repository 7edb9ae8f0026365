using System;
using System.Diagnostics;

namespace LineCompletion.Training;

/// <summary>The time a training run may take. It drives the learning rate, so a slow machine runs through the whole schedule as well.</summary>
internal sealed class TimeBudget(TimeSpan total)
{
    private readonly Stopwatch clock = Stopwatch.StartNew();

    public TimeSpan Elapsed => clock.Elapsed;

    public TimeSpan Left => total > Elapsed ? total - Elapsed : TimeSpan.Zero;

    /// <summary>From 0 to 1.</summary>
    public double FractionUsed => Math.Min(1, Elapsed / total);
}
