using System;
using System.Globalization;
using System.IO;
using RnnGen;

namespace LineCompletion.Training;

/// <summary>Shows how the training goes: one line that is redrawn in a terminal, a line now and then anywhere else.</summary>
internal sealed class ProgressBar(TextWriter output, TimeBudget budget, int? terminalWidth) : IProgress<TrainingStep>
{
    private const int BarLength = 24;

    private readonly TimeSpan pause = terminalWidth is null ? TimeSpan.FromSeconds(10) : TimeSpan.FromSeconds(0.2);
    private readonly TokenStatistics recent = new();
    private double gradientNorm;
    private int steps;
    private long tokens;
    private TimeSpan shownAt;

    /// <summary>Adds a step; now and then shows the steps since the last time.</summary>
    public void Report(TrainingStep step)
    {
        recent.Add(step.Loss);
        gradientNorm += step.GradientNorm;
        steps++;
        tokens += step.Loss.Tokens;
        if (budget.Elapsed - shownAt >= pause)
        {
            Show();
        }
    }

    /// <summary>Shows the last steps and leaves the line.</summary>
    public void Complete()
    {
        if (steps > 0)
        {
            Show();
        }

        if (terminalWidth is not null)
        {
            output.WriteLine();
        }
    }

    private void Show()
    {
        int filled = (int)(budget.FractionUsed * BarLength);
        string bar = new string('#', filled).PadRight(BarLength, '.');
        string text = string.Create(
            CultureInfo.InvariantCulture,
            $"[{bar}] {budget.FractionUsed,4:0%}  loss {recent.Mean:0.000}  perplexity {recent.Perplexity,5:0.00}  gradient norm {gradientNorm / steps:0.00}  " +
            $"{tokens / budget.Elapsed.TotalSeconds / 1000:0.0}k tokens/s  {budget.Left:m\\:ss} left");
        if (terminalWidth is { } width)
        {
            output.Write('\r' + (text.Length < width ? text.PadRight(width - 1) : text[..(width - 1)]));
        }
        else
        {
            output.WriteLine(text);
        }

        recent.Clear();
        gradientNorm = 0;
        steps = 0;
        shownAt = budget.Elapsed;
    }
}
