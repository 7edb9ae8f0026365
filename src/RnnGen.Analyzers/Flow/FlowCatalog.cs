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
        new SourceDomain(),
        new PaddingDomain(),
        new MaskDomain(),
        new KindDomain(),
        new DirectionDomain(),
        new PendingDomain(),
        new EmptyRowDomain(),
        new DropoutDomain(),
        new IdsDomain(),
        new OrderDomain(),
    ];

    public static ImmutableArray<FlowRule> Rules { get; } =
    [
        new ShapeRule(),
        new NormalisedAxisRule(),
        new DeclaredShapeRule(),
        new PaddingRule(),
        new PaddedEndRule(),
        new MaskRule(),
        new UnusedMaskRule(),
        new PendingRule(),
        new ValueKindRule(),
        new LikelihoodRule(),
        new TargetRule(),
        new CausalUseRule(),
        new ScatterRule(),
        new EmptyRowRule(),
        new DropoutRule(),
        new TruthRule(),
        new IdRangeRule(),
        new OrderRule(),
        new LengthsRule(),
    ];

    public static ImmutableArray<DiagnosticDescriptor> Descriptors { get; } = [.. Rules.SelectMany(rule => rule.Descriptors).Distinct()];
}
