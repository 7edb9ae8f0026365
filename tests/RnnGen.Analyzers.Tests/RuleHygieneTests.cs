using System;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Text;
using Microsoft.CodeAnalysis;
using RnnGen.Analyzers.Tests.Cases;
using RnnGen.Analyzers.Tests.Harness;
using Xunit;

namespace RnnGen.Analyzers.Tests;

/// <summary>Rules are a product: each has an id of its own, a page, a link to it, a line in the release file and a test.</summary>
public sealed class RuleHygieneTests
{
    private static readonly string Pages = Path.Combine(Repository.Root, "docs", "rules");

    public static TheoryData<string> Ids => [.. AllRules.All.Select(rule => rule.Id)];

    [Fact]
    public void Ids_are_unique_and_every_descriptor_is_listed()
    {
        Assert.All(AllRules.Forms.GroupBy(rule => rule.Id), forms => Assert.Single(forms.Select(rule => (rule.Category, rule.Title.ToString())).Distinct()));
        Assert.Equal(
            typeof(CellAnalyzer).Assembly.GetTypes().Where(type => type.Name.EndsWith("Descriptors", StringComparison.Ordinal))
                .SelectMany(type => type.GetFields(BindingFlags.Static | BindingFlags.Public)).Select(field => ((DiagnosticDescriptor)field.GetValue(null)!).Id).Distinct().Order(StringComparer.Ordinal),
            AllRules.All.Select(rule => rule.Id).Order(StringComparer.Ordinal));
        Assert.Equal(
            typeof(RuleIds).GetFields(BindingFlags.Static | BindingFlags.NonPublic | BindingFlags.Public).Select(field => (string)field.GetRawConstantValue()!).Order(StringComparer.Ordinal),
            AllRules.All.Select(rule => rule.Id).Order(StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void Each_rule_has_a_complete_page_and_links_to_it(string id)
    {
        DiagnosticDescriptor rule = AllRules.All.Single(candidate => candidate.Id == id);
        string page = File.ReadAllText(Path.Combine(Pages, id + ".md"));
        Assert.StartsWith($"# {id}: {rule.Title}\n", page, StringComparison.Ordinal);
        Assert.Contains($"Category {rule.Category} · {rule.DefaultSeverity}", page, StringComparison.Ordinal);
        foreach (string heading in new[] { "## Cause", "## Wrong", "## Right", "## How to fix", "## When to silence it" })
            Assert.Contains(heading, page, StringComparison.Ordinal);
        Assert.Equal(rule.CustomTags.Contains(WellKnownDiagnosticTags.NotConfigurable), page.Contains("cannot be configured", StringComparison.Ordinal));
        Assert.Equal($"https://github.com/rnngen/rnngen/blob/main/docs/rules/{id}.md", rule.HelpLinkUri);
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void Each_rule_is_in_a_release_file(string id)
    {
        DiagnosticDescriptor rule = AllRules.All.Single(candidate => candidate.Id == id);
        string folder = Path.Combine(Repository.Root, "src", "RnnGen.Analyzers");
        string releases = File.ReadAllText(Path.Combine(folder, "AnalyzerReleases.Shipped.md")) + File.ReadAllText(Path.Combine(folder, "AnalyzerReleases.Unshipped.md"));
        string severity = rule.IsEnabledByDefault ? rule.DefaultSeverity.ToString() : "Disabled";
        Assert.Contains($"{id} | {rule.Category} | {severity} | {rule.Title}\n", releases, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void Each_rule_has_cases_or_tests_of_its_name(string id) => Assert.True(
        CaseLibrary.All.Any(item => item.Rule == id && item.Bad is not null)
        || typeof(RuleHygieneTests).Assembly.GetTypes().Any(type => type.Name.StartsWith("Rnn" + id[3..], StringComparison.Ordinal)));

    [Fact]
    public void There_is_no_page_without_a_rule() => Assert.Equal(
        AllRules.All.Select(rule => rule.Id + ".md").Concat(["README.md", "coverage.md"]).Order(StringComparer.Ordinal),
        Directory.GetFiles(Pages).Select(path => Path.GetFileName(path)!).Order(StringComparer.Ordinal));

    /// <summary>Set RNNGEN_ACCEPT_SNAPSHOTS=1 to write the index instead of comparing it.</summary>
    [Fact]
    public void The_index_is_up_to_date()
    {
        string path = Path.Combine(Pages, "README.md");
        if (Environment.GetEnvironmentVariable("RNNGEN_ACCEPT_SNAPSHOTS") == "1")
            File.WriteAllText(path, Index());
        Assert.Equal(Index(), File.ReadAllText(path));
    }

    private static string Index()
    {
        var text = new StringBuilder("# Rules\n\nErrors that would make generated code wrong cannot be configured. Warnings obey `#pragma`, `[SuppressMessage]` and `.editorconfig`.\nWhat they catch of real mistakes is in [coverage.md](coverage.md).\n\n");
        text.Append("| id | rule | category | severity | configurable |\n|---|---|---|---|---|\n");
        foreach (DiagnosticDescriptor rule in AllRules.All.OrderBy(rule => rule.Id, StringComparer.Ordinal))
            text.Append($"| [{rule.Id}]({rule.Id}.md) | {rule.Title} | {rule.Category} | {rule.DefaultSeverity} | {(rule.CustomTags.Contains(WellKnownDiagnosticTags.NotConfigurable) ? "no" : "yes")} |\n");
        return text.ToString();
    }
}
