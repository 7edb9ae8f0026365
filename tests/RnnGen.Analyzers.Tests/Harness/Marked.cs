using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;
using Xunit;

namespace RnnGen.Analyzers.Tests.Harness;

/// <summary>A source in which <c>{|RNN0210:text|}</c> marks each expected diagnostic.</summary>
internal static partial class Marked
{
    /// <summary>Asserts that exactly the marked diagnostics are reported; returns them for their messages.</summary>
    public static IReadOnlyList<Diagnostic> Verify(params string[] marked)
    {
        List<string> files = [];
        List<string> expected = [];
        foreach (string text in marked)
            files.Add(Strip(text, "File" + files.Count + ".cs", expected));

        IReadOnlyList<Diagnostic> actual = Compile.Analyze(Compile.From([.. files]));
        Assert.Equal(expected.Order(StringComparer.Ordinal), actual.Select(Describe).Order(StringComparer.Ordinal));
        return actual;
    }

    /// <summary>The one diagnostic of a source with one marker.</summary>
    public static string Message(string marked) => Assert.Single(Verify(marked)).GetMessage(System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>Place, rule and marked text.</summary>
    public static string Describe(Diagnostic diagnostic) =>
        Describe(diagnostic.Id, diagnostic.Location.SourceTree!.FilePath, diagnostic.Location.SourceSpan, diagnostic.Location.SourceTree.ToString());

    private static string Describe(string id, string file, TextSpan span, string text) => $"{file} {span.Start:D5} {id} <{text.Substring(span.Start, span.Length)}>";

    /// <summary>The source without its markers; what they say is added to the expected diagnostics.</summary>
    public static string Strip(string marked, string file, List<string> expected)
    {
        List<(string Id, TextSpan Span)> spans = [];
        string plain = "";
        int from = 0;
        foreach (Match match in Marker().Matches(marked))
        {
            plain += marked[from..match.Index];
            spans.Add((match.Groups[1].Value, new TextSpan(plain.Length, match.Groups[2].Length)));
            plain += match.Groups[2].Value;
            from = match.Index + match.Length;
        }

        plain += marked[from..];
        expected.AddRange(spans.Select(span => Describe(span.Id, file, span.Span, plain)));
        return plain;
    }

    [GeneratedRegex(@"\{\|(\w+):(.*?)\|\}", RegexOptions.Singleline)]
    private static partial Regex Marker();
}
