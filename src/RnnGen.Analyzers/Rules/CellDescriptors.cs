using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using static Microsoft.CodeAnalysis.DiagnosticSeverity;

namespace RnnGen.Analyzers.Rules;

/// <summary>The rules about declared cells and models.</summary>
internal static class CellDescriptors
{
    public static readonly DiagnosticDescriptor NotCausal = new(
        RuleIds.NotCausal,
        "Bidirectional model in a causal role",
        "`{0}` is declared causal, but {1} reads steps to come",
        RuleCategories.Mode,
        Error,
        isEnabledByDefault: true,
        "A model that has seen the future cannot predict it, run online or generate.",
        RuleIds.HelpLink(RuleIds.NotCausal),
        WellKnownDiagnosticTags.NotConfigurable);

    public static readonly DiagnosticDescriptor Vanishing = new(
        RuleIds.Vanishing,
        "Gradient bound vanishes over the declared span",
        "The gradient of `{0}` through {1} steps is {3} {2} when training begins; from {4} steps on it is lost",
        RuleCategories.Cell,
        Warning,
        isEnabledByDefault: true,
        "What lies further back than the gradient reaches cannot be learned.",
        RuleIds.HelpLink(RuleIds.Vanishing));

    public static readonly DiagnosticDescriptor Unbounded = new(
        RuleIds.Unbounded,
        "Unbounded recurrence without a clip policy",
        "`{0}` comes back to itself and {1}; declare with `[GradientPolicy]` how its gradients are limited",
        RuleCategories.Cell,
        Warning,
        isEnabledByDefault: true,
        "States and gradients of such a recurrence can grow exponentially with the length of a sequence.",
        RuleIds.HelpLink(RuleIds.Unbounded));

    public static readonly DiagnosticDescriptor Forgetting = new(
        RuleIds.Forgetting,
        "Forget gate cannot hold the declared dependency",
        "Gate `{0}` keeps {1} of `{2}` over {3} steps when training begins; a bias of {4} keeps 10 %",
        RuleCategories.Cell,
        Info,
        isEnabledByDefault: true,
        "A gate that starts near one half halves the memory, and its gradient, at every step.",
        RuleIds.HelpLink(RuleIds.Forgetting));

    public static readonly DiagnosticDescriptor DropoutOnMemory = new(
        RuleIds.DropoutOnMemory,
        "Dropout on the memory path",
        "A mask drawn anew at every step is applied to `{0}`, which comes back to itself: what it remembers is gone after a few steps; use `VariationalDropout`, or drop the candidate, the input or the output",
        RuleCategories.Cell,
        Warning,
        isEnabledByDefault: true,
        "With a fresh mask at every step nothing survives many of them.",
        RuleIds.HelpLink(RuleIds.DropoutOnMemory));

    public static readonly DiagnosticDescriptor DropoutWithoutEffect = new(
        RuleIds.DropoutWithoutEffect,
        "Dropout has no effect",
        "Dropout has no effect: {0}",
        RuleCategories.Cell,
        Info,
        isEnabledByDefault: true,
        "Something was meant that does not happen.",
        RuleIds.HelpLink(RuleIds.DropoutWithoutEffect));

    public static readonly DiagnosticDescriptor DoesNotConform = new(
        RuleIds.DoesNotConform,
        "Equations do not conform to the declared cell kind",
        "`{0}` does not conform to {1}: {2}",
        RuleCategories.Cell,
        Warning,
        isEnabledByDefault: true,
        "Another network would be trained than the one that is named.",
        RuleIds.HelpLink(RuleIds.DoesNotConform));

    public static readonly DiagnosticDescriptor Saturated = new(
        RuleIds.Saturated,
        "Initialisation saturates the gates",
        "`{0}` spreads what `{1}` reads by {2} (standard deviation) when training begins, where it is flat; a gain of {3} keeps it near 1",
        RuleCategories.Cell,
        Info,
        isEnabledByDefault: true,
        "The slope of a saturated gate is nearly 0, and so is every gradient through it.",
        RuleIds.HelpLink(RuleIds.Saturated));

    public static readonly DiagnosticDescriptor Layout = new(
        RuleIds.Layout,
        "Gate layout of imported weights is not stated",
        "`[ImportLayout(\"{0}\")]` contradicts the order in which `{1}` is stacked, `{2}`",
        RuleCategories.Cell,
        Warning,
        isEnabledByDefault: true,
        "Shapes agree whatever the order of the gates, and the results are garbage.",
        RuleIds.HelpLink(RuleIds.Layout));

    public static ImmutableArray<DiagnosticDescriptor> All { get; } =
        [NotCausal, Vanishing, Unbounded, Forgetting, DropoutOnMemory, DropoutWithoutEffect, DoesNotConform, Saturated, Layout];
}
