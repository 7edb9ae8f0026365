using System;
using System.Globalization;
using System.IO;
using RnnGen;

namespace LineCompletion.Training;

/// <summary>Shows how the training goes: one line that is redrawn in a terminal, a line now and then anywhere else.</summary>
internal sealed class ProgressBar(TextWriter output, TimeBudget budget, int? terminalWidth) : IProgress<TrainingStep>
{
    private const int LongestBar = 40;

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
        string numbers = string.Create(
            CultureInfo.InvariantCulture,
            $"{budget.FractionUsed,4:0%}  loss {recent.Mean:0.000}  ppl {recent.Perplexity:0.00}  grad norm {gradientNorm / steps:0.00}  " +
            $"{tokens / budget.Elapsed.TotalSeconds / 1000:0.0}k tok/s  {budget.Left:m\\:ss} left");
        if (terminalWidth is { } width)
        {
            output.Write('\r' + Fit(Bar(Math.Clamp(width - numbers.Length - 5, 5, LongestBar)) + numbers, width - 1));
        }
        else
        {
            output.WriteLine(numbers.TrimStart());
        }

        recent.Clear();
        gradientNorm = 0;
        steps = 0;
        shownAt = budget.Elapsed;
    }

    private static string Fit(string text, int width) => text.Length > width ? text[..width] : text.PadRight(width);

    private string Bar(int length) => $"[{new string('#', (int)(budget.FractionUsed * length)).PadRight(length, '.')}] ";
}
