using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;

namespace LineCompletion.Text;

/// <summary>Cuts text into the lines to learn.</summary>
internal static class Lines
{
    public const int ShortestLine = 4;
    public const int LongestLine = 140;

    /// <summary>
    /// The different lines of some files, in order of appearance, without indentation. Each is kept once, so that no held-out line
    /// has been seen in training; very short and very long lines are left out.
    /// </summary>
    public static IReadOnlyList<string> Read(IEnumerable<string> files) => Clean(files.SelectMany(ReadText));

    /// <summary>The same of lines in memory.</summary>
    public static IReadOnlyList<string> Clean(IEnumerable<string> lines) =>
    [
        .. lines
            .Select(line => line.Trim())
            .Where(line => line.Length is >= ShortestLine and <= LongestLine)
            .Distinct(StringComparer.Ordinal),
    ];

    private static string[] ReadText(string file)
    {
        string text = File.ReadAllText(file);
        bool isBinary = text.Contains('\0');
        return isBinary ? [] : text.Split('\n');
    }
}
