using System;
using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace RnnGen.Analyzers.Tests.Harness;

/// <summary>Every analyzer of the assembly, and every rule.</summary>
internal static class AllRules
{
    public static ImmutableArray<DiagnosticAnalyzer> Analyzers { get; } =
    [
        .. typeof(CellAnalyzer).Assembly.GetTypes()
            .Where(type => !type.IsAbstract && type.IsSubclassOf(typeof(DiagnosticAnalyzer)) && !type.IsSubclassOf(typeof(DiagnosticSuppressor)))
            .OrderBy(type => type.FullName, StringComparer.Ordinal)
            .Select(type => (DiagnosticAnalyzer)Activator.CreateInstance(type)!),
    ];

    /// <summary>A rule that has a weaker form, for what is less than a proof, is there as its stronger one.</summary>
    public static ImmutableArray<DiagnosticDescriptor> All { get; } =
        [.. Forms.GroupBy(rule => rule.Id).Select(forms => forms.OrderByDescending(rule => rule.DefaultSeverity).First()).OrderBy(rule => rule.Id, StringComparer.Ordinal)];

    /// <summary>Every descriptor.</summary>
    public static ImmutableArray<DiagnosticDescriptor> Forms => [.. Analyzers.SelectMany(analyzer => analyzer.SupportedDiagnostics).Distinct()];
}
