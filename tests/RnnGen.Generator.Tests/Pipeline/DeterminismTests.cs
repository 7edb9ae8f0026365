using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using Microsoft.CodeAnalysis;
using RnnGen.Generator.Tests.Harness;
using Xunit;

namespace RnnGen.Generator.Tests.Pipeline;

/// <summary>The same project gives the same bytes: every time, in every order, in every culture.</summary>
public sealed class DeterminismTests
{
    private static readonly string[] Files =
    [
        Sources.VanillaRnn, Sources.MinimalGatedUnit, Sources.LeakyCell, Sources.Lstm, Sources.Gru, Sources.LineModel,
        Sources.Step("=> Tanh(W * x + U * h - 1.5 * b) * -0.25 + 1e-7 * h + 12345.678 * b;"),
    ];

    private static readonly SortedDictionary<string, string> Expected = Generate.Texts(Generate.Run(Files));

    [Fact]
    public void Runs_repeat() => Assert.Equal(Expected, Generate.Texts(Generate.Run(Files)));

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Trap16_The_order_of_files_does_not_matter(int seed)
    {
        var random = new Random(seed);
        string[] shuffled = [.. Files.OrderBy(_ => random.Next())];
        Assert.Equal(Expected, Generate.Texts(Generate.Run(shuffled)));
    }

    [Fact]
    public void Trap18_The_culture_does_not_matter()
    {
        using var hostile = new HostileCulture();
        Assert.Equal("\u22121,5", FormattableString.CurrentCulture($"{-1.5}"));
        Assert.Equal(Expected, Generate.Texts(Generate.Run(Files)));
    }

    [Fact]
    public void Trap17_Lines_end_with_line_feeds_whatever_the_users_files_do()
    {
        string[] windows = [.. Files.Select(file => file.ReplaceLineEndings("\r\n"))];
        SortedDictionary<string, string> texts = Generate.Texts(Generate.Run(windows));
        Assert.Equal(Expected, texts);
        Assert.All(texts.Values, text => Assert.DoesNotContain('\r', text));
        Assert.All(texts.Values.Where(text => text.Length > 0), text => Assert.EndsWith("}\n", text, StringComparison.Ordinal));
    }

    [Fact]
    public void Lines_have_no_trailing_blanks_and_no_tabs() => Assert.All(
        Expected.Values.SelectMany(text => text.Split('\n')),
        line => Assert.True(line == line.TrimEnd() && !line.Contains('\t', StringComparison.Ordinal), line));

    [Fact]
    public void Trap25_Nothing_of_the_machine_is_in_the_output() => Assert.All(Expected.Values, text =>
    {
        Assert.DoesNotContain("#line", text, StringComparison.Ordinal);
        Assert.DoesNotContain("File0.cs", text, StringComparison.Ordinal);
        Assert.DoesNotContain(Environment.MachineName, text, StringComparison.Ordinal);
    });

    [Fact]
    public void Files_are_utf8() => Assert.All(Generate.Run(Files).GeneratedSources, source => Assert.Equal(Encoding.UTF8.WebName, source.SourceText.Encoding?.WebName));

    [Fact]
    public void Trap26_The_editor_sees_the_output() => Assert.Equal(
        Expected,
        Generate.Texts(Generate.Result(Generate.Driver(disabled: IncrementalGeneratorOutputKind.Implementation)
            .RunGenerators(Compile.From(Files), TestContext.Current.CancellationToken))));
}
