using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;

namespace RnnGen.Benchmarks.Speed;

/// <summary>The grid: every contender in every case, in turns, as lines while it runs and as a table when it is through.</summary>
internal static class SpeedCommand
{
    /// <summary>Runs the cases that the arguments name.</summary>
    /// <param name="arguments">Options.</param>
    /// <param name="peers">Other libraries.</param>
    /// <returns>Exit code.</returns>
    public static int Run(IReadOnlyList<string> arguments, IReadOnlyList<IContender> peers)
    {
        SpeedOptions options;
        try
        {
            options = SpeedOptions.Parse(arguments);
        }
        catch (Exception problem) when (problem is ArgumentException or FormatException)
        {
            Console.Error.WriteLine(problem.Message);
            return 2;
        }

        List<IContender> contenders = [.. new IContender[] { new RnnGenContender(), new RoundedContender() }.Concat(peers).Where(c => options.Parts.Count == 0 || options.Parts.Contains(c.Name))];
        contenders.ForEach(c => c.UseThreads(options.Threads));
        var table = new SpeedTable(options, [.. contenders.Select(c => c.Version).Distinct()]);
        Console.WriteLine("part,op,cell,I,H,B,T,threads,median_us,min_us,gflops");
        foreach (Case task in options.Ops.SelectMany(op => Case.Of(op, options.Cells, options.Grid)))
        {
            table.Add(Measure(task, contenders, options));
        }

        if (options.Markdown is { } markdown)
        {
            File.WriteAllText(markdown, table.Markdown());
        }

        if (options.Csv is { } csv)
        {
            File.WriteAllText(csv, table.Csv());
        }

        return 0;
    }

    private static IReadOnlyList<Measured> Measure(Case task, IReadOnlyList<IContender> contenders, SpeedOptions options)
    {
        var data = new CaseData(task);
        List<(IContender Contender, IRun Run)> runs = [.. contenders.Select(c => (c, Run: c.Open(task, data))).Where(r => r.Run is not null).Select(r => (r.c, r.Run!))];
        try
        {
            if (runs.Count > 1)
            {
                var first = (runs[0].Contender.Name, runs[0].Run.Results());
                runs.Skip(1).ToList().ForEach(r => Agreement.Check(task, r.Contender.Tolerance, first, (r.Contender.Name, r.Run.Results())));
            }

            IReadOnlyList<Measured> measured = Sampler.Measure(task, [.. runs.Select(r => (r.Contender.Name, r.Run))], options.Seconds, options.Threads);
            foreach (Measured m in measured)
            {
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{m.Contender},{task},{options.Threads},{m.Median:0.###},{m.Least:0.###},{m.Rate:0.##}"));
            }

            return measured;
        }
        finally
        {
            runs.ForEach(r => r.Run.Dispose());
        }
    }
}
