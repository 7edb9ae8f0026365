using System;
using System.Collections.Generic;
using System.Globalization;

namespace RnnGen.Benchmarks.BuildCost;

/// <summary>What cells cost at build time: the generator alone, then whole builds of a project with fifty cells and of an empty one.</summary>
internal static class BuildCostCase
{
    private const int Cells = 50, GeneratorRuns = 15, BuildRuns = 4;

    // The server compiles its own methods to the last tier while it works: from about the tenth build on its times no longer fall.
    private const int WarmUps = 12;

    public static void Run()
    {
        OneCell();
        Console.WriteLine();
        Builds();
    }

    private static void OneCell()
    {
        Console.WriteLine("A peephole LSTM      generator    code    (T is not in the code: one loop serves every length)");
        foreach ((string what, int hidden, string options) in new[]
        {
            ("H = 64, any T", 64, ""), ("H = 1024, any T", 1024, ""), ("TimeSteps = 8", 64, "(TimeSteps = 8)"), ("TimeSteps = 64", 64, "(TimeSteps = 64)"),
        })
        {
            int characters = 0;
            (double least, _) = Timing.Of(GeneratorRuns, () =>
            {
                (TimeSpan time, characters) = GeneratorRun.Of([CellTexts.Peephole(hidden, options)]);
                return time;
            });
            Line($"{what,-18}{least,9:0.0} ms{characters / 1000.0,7:0} kB");
        }

        int all = 0;
        (double fifty, _) = Timing.Of(GeneratorRuns, () =>
        {
            (TimeSpan time, all) = GeneratorRun.Of(CellTexts.Of(Cells));
            return time;
        });
        Line($"{Cells + " different cells",-18}{fifty,9:0.0} ms{all / 1000.0,7:0} kB");
    }

    private static void Builds()
    {
        using var empty = new ProjectBuild([]);
        using var full = new ProjectBuild(CellTexts.Of(Cells));
        Console.WriteLine("dotnet build              empty   50 cells  difference    processor time");
        foreach ((string what, bool shared) in new[] { ("new compiler process", false), ("compiler server, warm", true) })
        {
            for (int run = 0; run < (shared ? WarmUps : 1); run++)
            {
                empty.Build(shared);
                full.Build(shared);
            }

            var times = new List<(double Empty, double Full)>();
            double processor = double.MaxValue, processorFull = double.MaxValue;
            for (int run = 0; run < BuildRuns; run++) // in turns: both see the same machine
            {
                double milliseconds = 0, millisecondsFull = 0;
                processor = Math.Min(processor, Timing.ProcessorSeconds(() => milliseconds = Timing.Of(1, () => empty.Build(shared)).Least));
                processorFull = Math.Min(processorFull, Timing.ProcessorSeconds(() => millisecondsFull = Timing.Of(1, () => full.Build(shared)).Least));
                times.Add((milliseconds, millisecondsFull));
            }

            double least = Least(times, time => time.Empty), leastFull = Least(times, time => time.Full);
            Line($"{what,-22}{least / 1000,7:0.00} s{leastFull / 1000,9:0.00} s{(leastFull - least) / 1000,10:0.00} s{(shared ? "" : string.Create(CultureInfo.InvariantCulture, $"{processorFull - processor,14:0.00} s more"))}");
        }
    }

    private static double Least(List<(double Empty, double Full)> times, Func<(double Empty, double Full), double> of)
    {
        double least = double.MaxValue;
        times.ForEach(time => least = Math.Min(least, of(time)));
        return least;
    }

    private static void Line(FormattableString text) => Console.WriteLine(text.ToString(CultureInfo.InvariantCulture));
}
