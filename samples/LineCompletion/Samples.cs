using System;
using System.Collections.Generic;
using System.Linq;

namespace LineCompletion;

/// <summary>A line to complete and, if known, how it really goes on.</summary>
internal sealed record Sample(string Prefix, string? Rest);

/// <summary>Chooses the lines to complete before and after training.</summary>
internal static class Samples
{
    private const int Count = 6;

    /// <summary>The prefixes that were asked for, or beginnings of held-out lines, cut after a word about a third into the line.</summary>
    public static IReadOnlyList<Sample> Choose(IReadOnlyList<string> prefixes, IReadOnlyList<string> heldOut) => prefixes.Count > 0
        ? [.. prefixes.Select(prefix => new Sample(prefix, null))]
        : [.. heldOut.Where(line => line.Length is >= 24 and <= 80).Select(Cut).OfType<Sample>().Chunk(Math.Max(1, heldOut.Count / Count / 2)).Take(Count).Select(chunk => chunk[0])];

    private static Sample? Cut(string line)
    {
        int space = line.IndexOf(' ', line.Length / 3);
        return space < 0 ? null : new Sample(line[..(space + 1)], line[(space + 1)..]);
    }
}
