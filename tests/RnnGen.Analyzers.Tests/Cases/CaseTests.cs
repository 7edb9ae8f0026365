using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using RnnGen.Analyzers.Tests.Flow;
using RnnGen.Analyzers.Tests.Harness;
using Xunit;

namespace RnnGen.Analyzers.Tests.Cases;

/// <summary>
/// Mistakes of real programs and code that only looks like them. Judged by the pair: caught is one diagnostic, the right one, on the mistake and
/// silence on its twin.
/// </summary>
public sealed class CaseTests
{
    private static readonly IReadOnlyList<Case> All = [.. CaseLibrary.All];

    public static TheoryData<string, Variant> Items
    {
        get
        {
            var data = new TheoryData<string, Variant>();
            foreach (Case item in All)
                foreach (Variant variant in item.Variants)
                    data.Add(item.Id, variant);
            return data;
        }
    }

    [Fact]
    public void Ids_are_unique() => Assert.Equal(All.Count, All.Select(item => item.Id).Distinct().Count());

    [Theory]
    [MemberData(nameof(Items))]
    public void Says_what_is_wrong_and_nothing_else(string id, Variant variant)
    {
        Case item = All.Single(candidate => candidate.Id == id);
        var outcome = Outcome.Of(item, variant);
        Assert.Equal([], outcome.OnGood);
        Assert.False(outcome.IsWrong, string.Join(", ", outcome.OnBad));
        if (variant == Variant.Local && item.Bad is not null && item.Missed is null)
        {
            Assert.Equal([item.Rule], outcome.OnBad);
            Assert.True(outcome.IsPlaced, "the diagnostic is at another place than the marker");
        }
    }

    /// <summary>Set RNNGEN_ACCEPT_SNAPSHOTS=1 to write the table instead of comparing it.</summary>
    [Fact]
    public void The_table_is_up_to_date()
    {
        string path = Path.Combine(Repository.Root, "docs", "rules", "coverage.md"), table = Coverage.Table(All) + ShapeCoverage.Table(MistakeCaseTests.Cases);
        if (Environment.GetEnvironmentVariable("RNNGEN_ACCEPT_SNAPSHOTS") == "1")
            File.WriteAllText(path, table);
        Assert.Equal(table, File.ReadAllText(path));
    }
}
