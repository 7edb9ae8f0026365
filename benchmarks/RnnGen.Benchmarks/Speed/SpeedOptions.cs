using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using RnnGen.Benchmarks.Speed.Cells;

namespace RnnGen.Benchmarks.Speed;

/// <summary>What to measure, from the command line.</summary>
internal sealed class SpeedOptions
{
    private SpeedOptions()
    {
    }

    /// <summary>Threads that each contender may use.</summary>
    public int Threads { get; private set; } = 1;

    /// <summary>Names of contenders; empty for all there are.</summary>
    public IReadOnlyList<string> Parts { get; private set; } = [];

    /// <summary>Points of the grid; null for all.</summary>
    public IReadOnlyList<(int I, int H, int B, int T)>? Grid { get; private set; }

    /// <summary>Operations.</summary>
    public IReadOnlyList<string> Ops { get; private set; } = Case.Ops;

    /// <summary>Cells.</summary>
    public IReadOnlyList<string> Cells { get; private set; } = [.. CellTable.Gates.Keys];

    /// <summary>Seconds for each contender in each case.</summary>
    public double Seconds { get; private set; } = 1;

    /// <summary>File for the table, or null.</summary>
    public string? Markdown { get; private set; }

    /// <summary>File for all figures, or null.</summary>
    public string? Csv { get; private set; }

    /// <summary>Reads <c>--name value</c> pairs.</summary>
    /// <exception cref="ArgumentException">A name or a value is not known.</exception>
    public static SpeedOptions Parse(IReadOnlyList<string> arguments)
    {
        var options = new SpeedOptions();
        for (int i = 0; i < arguments.Count; i += 2)
        {
            string value = i + 1 < arguments.Count ? arguments[i + 1] : throw new ArgumentException($"{arguments[i]} needs a value.");
            switch (arguments[i])
            {
                case "--threads":
                    options.Threads = Int(value);
                    break;
                case "--part":
                    options.Parts = value == "all" ? [] : value.Split(',');
                    break;
                case "--grid":
                    options.Grid = [.. value.Split(['+', ' '], StringSplitOptions.RemoveEmptyEntries).Select(Point)];
                    break;
                case "--ops":
                    options.Ops = Known(value, Case.Ops);
                    break;
                case "--cells":
                    options.Cells = Known(value, [.. CellTable.Gates.Keys]);
                    break;
                case "--seconds":
                    options.Seconds = double.Parse(value, CultureInfo.InvariantCulture);
                    break;
                case "--markdown":
                    options.Markdown = value;
                    break;
                case "--csv":
                    options.Csv = value;
                    break;
                default:
                    throw new ArgumentException($"{arguments[i]} is no option; there are --threads N, --part PART, --grid I,H,B,T+I,H,B,T, --ops LIST, --cells LIST, --seconds S, --markdown FILE, --csv FILE.");
            }
        }

        return options;
    }

    private static string[] Known(string list, IReadOnlyList<string> names)
    {
        string[] chosen = list.Split(',');
        return chosen.FirstOrDefault(name => !names.Contains(name)) is { } unknown
            ? throw new ArgumentException($"'{unknown}' is not known; there are {string.Join(", ", names)}.")
            : chosen;
    }

    private static (int I, int H, int B, int T) Point(string text)
    {
        int[] sizes = [.. text.Trim('(', ')').Split(',').Select(Int)];
        return sizes.Length == 4 ? (sizes[0], sizes[1], sizes[2], sizes[3]) : throw new ArgumentException($"'{text}' is not I,H,B,T.");
    }

    private static int Int(string text) => int.Parse(text, CultureInfo.InvariantCulture);
}
