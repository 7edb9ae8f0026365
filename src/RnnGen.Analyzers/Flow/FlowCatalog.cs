using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;

namespace RnnGen.Analyzers.Flow;

/// <summary>The domains and rules of the flow analysis. A new one is one file and one line here.</summary>
internal static class FlowCatalog
{
    public static ImmutableArray<FlowDomain> Domains { get; } =
    [
        new AxesDomain(),
    ];

    public static ImmutableArray<FlowRule> Rules { get; } =
    [
        new ShapeRule(),
        new NormalisedAxisRule(),
        new DeclaredShapeRule(),
    ];

    public static ImmutableArray<DiagnosticDescriptor> Descriptors { get; } = [.. Rules.SelectMany(rule => rule.Descriptors).Distinct()];
}
