using System.Collections.Generic;
using System.Linq;

namespace LineCompletion;

/// <summary>A line to complete and, if known, how it really goes on.</summary>
internal sealed record Sample(string Prefix, string? Rest)
{
    private const int Count = 6;

    /// <summary>The prefixes that were asked for, or the first halves of some held-out lines, cut between two words.</summary>
    public static IReadOnlyList<Sample> Choose(IReadOnlyList<string> prefixes, IReadOnlyList<string> heldOut)
    {
        if (prefixes.Count > 0)
        {
            return [.. prefixes.Select(prefix => new Sample(prefix, null))];
        }

        Sample[] cut = [.. heldOut.Where(line => line.Length is >= 24 and <= 80).Select(Cut).OfType<Sample>()];
        return [.. Enumerable.Range(0, Count).Select(i => cut.ElementAtOrDefault(i * cut.Length / Count)).OfType<Sample>().Distinct()];
    }

    private static Sample? Cut(string line)
    {
        int space = line.IndexOf(' ', line.Length / 2);
        return space < 0 ? null : new Sample(line[..(space + 1)], line[(space + 1)..]);
    }
}
