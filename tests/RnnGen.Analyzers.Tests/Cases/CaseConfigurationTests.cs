using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using RnnGen.Analyzers.Tests.Harness;
using Xunit;

namespace RnnGen.Analyzers.Tests.Cases;

/// <summary>A warning can be silenced where it stands, with a reason, and for a project; an error that would make generated code wrong cannot.</summary>
public sealed class CaseConfigurationTests
{
    public static TheoryData<string> Configurable => [.. Mistakes.Where(item => !IsFixed(item.Rule)).Select(item => item.Rule)];

    public static TheoryData<string> Fixed => [.. Mistakes.Where(item => IsFixed(item.Rule)).Select(item => item.Rule)];

    /// <summary>One mistake for each rule.</summary>
    private static IEnumerable<Case> Mistakes => CaseLibrary.All.Where(item => item.Bad is not null && item.Missed is null).GroupBy(item => item.Rule).Select(items => items.First());

    [Theory]
    [MemberData(nameof(Configurable))]
    public void Pragma_silences_it(string rule) =>
        Assert.DoesNotContain(rule, Compile.AnalyzeAll(CaseCompilation.From("#pragma warning disable " + rule + "\n" + Source(rule))).Select(found => found.Id));

    [Theory]
    [MemberData(nameof(Configurable))]
    public void Editorconfig_sets_its_severity(string rule)
    {
        Assert.Empty(Compile.AnalyzeAll(CaseCompilation.From(Source(rule)).WithSeverity(rule, "none")));
        Assert.Equal(DiagnosticSeverity.Error, Assert.Single(Compile.AnalyzeAll(CaseCompilation.From(Source(rule)).WithSeverity(rule, "error"))).Severity);
    }

    [Theory]
    [MemberData(nameof(Fixed))]
    public void Nothing_silences_it(string rule)
    {
        Assert.Equal(rule, Assert.Single(Compile.AnalyzeAll(CaseCompilation.From(Source(rule)).WithSeverity(rule, "none"))).Id);
        Assert.Equal(rule, Assert.Single(Compile.AnalyzeAll(CaseCompilation.From("#pragma warning disable " + rule + "\n" + Source(rule)))).Id);
    }

    private static bool IsFixed(string rule) => AllRules.All.Single(descriptor => descriptor.Id == rule).CustomTags.Contains(WellKnownDiagnosticTags.NotConfigurable);

    private static string Source(string rule) => Marked.Strip(Mistakes.Single(item => item.Rule == rule).Source(bad: true, Variant.Local), "File0.cs", []);
}
