using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using RnnGen.Analyzers.Tests.Harness;

namespace RnnGen.Analyzers.Tests.Cases;

/// <summary>What the analyzers said about one variant of a case.</summary>
/// <param name="Case">The case.</param>
/// <param name="Variant">The variant.</param>
/// <param name="OnBad">About the mistake.</param>
/// <param name="OnGood">About its twin.</param>
/// <param name="IsPlaced">Whether the diagnostic of the mistake stands where the marker does.</param>
public sealed record Outcome(Case Case, Variant Variant, IReadOnlyList<string> OnBad, IReadOnlyList<string> OnGood, bool IsPlaced)
{
    /// <summary>One diagnostic, the right one, and none about the twin.</summary>
    public bool IsCaught => OnBad is [var id] && id == Case.Rule && OnGood.Count == 0;

    /// <summary>Something was said that is not so: about the twin, or a second thing, or another rule.</summary>
    public bool IsWrong => OnGood.Count > 0 || OnBad.Count > 1 || OnBad.Any(id => id != Case.Rule);

    public static Outcome Of(Case item, Variant variant)
    {
        IReadOnlyList<Diagnostic> bad = [];
        bool placed = true;
        if (item.Bad is not null)
        {
            List<string> expected = [];
            string source = Marked.Strip(item.Source(bad: true, variant), "File0.cs", expected);
            bad = CaseCompilation.Analyze(source);
            placed = expected.Order(StringComparer.Ordinal).SequenceEqual(bad.Select(Marked.Describe).Order(StringComparer.Ordinal));
        }

        IReadOnlyList<Diagnostic> good = CaseCompilation.Analyze(item.Source(bad: false, variant));
        return new Outcome(item, variant, [.. bad.Select(found => found.Id)], [.. good.Select(found => found.Id)], placed);
    }
}
