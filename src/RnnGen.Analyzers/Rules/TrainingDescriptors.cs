using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using RnnGen.Analyzers.Protocol;
using static Microsoft.CodeAnalysis.DiagnosticSeverity;

namespace RnnGen.Analyzers.Rules;

/// <summary>The rules about gradients. Messages: {0} is the call shown, {1} the other call that takes part.</summary>
internal static class TrainingDescriptors
{
    public static readonly DiagnosticDescriptor NotClipped = new(
        RuleIds.NotClipped,
        "Model is updated without gradient clipping",
        "`{0}` applies gradients that nothing limits between `{1}` and here; clip them in between, or declare a `[GradientPolicy]`",
        RuleCategories.Training,
        Warning,
        isEnabledByDefault: true,
        "Gradients through many steps can grow without bound; one such batch ruins a model.",
        RuleIds.HelpLink(RuleIds.NotClipped));

    public static readonly DiagnosticDescriptor ClippedTooLate = new(
        RuleIds.ClippedTooLate,
        "Gradients are clipped after the update",
        "`{0}` limits gradients that `{1}` has already applied; clip before the step",
        RuleCategories.Training,
        Warning,
        isEnabledByDefault: true,
        "The update has used the gradients as they were.",
        RuleIds.HelpLink(RuleIds.ClippedTooLate));

    public static readonly DiagnosticDescriptor ClippedTooEarly = new(
        RuleIds.ClippedTooEarly,
        "Gradients are clipped before they exist",
        "`{0}` limits nothing: the gradients are only computed by `{1}`, after it; clip between it and the step",
        RuleCategories.Training,
        Warning,
        isEnabledByDefault: true,
        "The gradients that the step applies were never limited.",
        RuleIds.HelpLink(RuleIds.ClippedTooEarly));

    public static readonly DiagnosticDescriptor ClippedScaled = new(
        RuleIds.ClippedScaled,
        "Scaled gradients are clipped",
        "`{0}` compares gradients of a scaled loss with a bound for unscaled ones; unscale them first",
        RuleCategories.Training,
        Warning,
        isEnabledByDefault: true,
        "The bound is off by the scale of the loss.",
        RuleIds.HelpLink(RuleIds.ClippedScaled));

    public static readonly DiagnosticDescriptor ClippedElsewhere = new(
        RuleIds.ClippedElsewhere,
        "Clip and step see different gradients",
        "`{0}` returns clipped copies; `{1}` applies the gradients themselves, which nothing limits",
        RuleCategories.Training,
        Warning,
        isEnabledByDefault: true,
        "Clipping must change the gradients that the step applies.",
        RuleIds.HelpLink(RuleIds.ClippedElsewhere));

    public static readonly DiagnosticDescriptor ClippedPerMicroBatch = new(
        RuleIds.ClippedPerMicroBatch,
        "Each micro-batch is clipped",
        "`{0}` limits the gradients of every micro-batch, but `{1}` applies their sum; clip once, next to the step",
        RuleCategories.Training,
        Warning,
        isEnabledByDefault: true,
        "Batches that are clipped one by one add up to another direction than their mean, and to a norm beyond the bound.",
        RuleIds.HelpLink(RuleIds.ClippedPerMicroBatch));

    public static readonly DiagnosticDescriptor NotCleared = new(
        RuleIds.NotCleared,
        "Gradients are not cleared between updates",
        "`{0}` adds to gradients that `{1}` has already applied; clear them in between",
        RuleCategories.Training,
        Warning,
        isEnabledByDefault: true,
        "Each update contains all batches before it.",
        RuleIds.HelpLink(RuleIds.NotCleared));

    public static readonly DiagnosticDescriptor Discarded = new(
        RuleIds.Discarded,
        "Gradients are discarded before the update",
        "`{0}` sets to zero what `{1}` was to apply; clear after the step",
        RuleCategories.Training,
        Warning,
        isEnabledByDefault: true,
        "The step applies only what was computed after the last clear, or nothing.",
        RuleIds.HelpLink(RuleIds.Discarded));

    public static readonly DiagnosticDescriptor ThresholdUnused = new(
        RuleIds.ThresholdUnused,
        "Clip threshold is declared and never used",
        "`{0}` is never read: no gradient is limited by it",
        RuleCategories.Training,
        Info,
        isEnabledByDefault: true,
        "A bound that nobody reads limits nothing.",
        RuleIds.HelpLink(RuleIds.ThresholdUnused));

    public static readonly DiagnosticDescriptor OtherModel = new(
        RuleIds.OtherModel,
        "Parameters are invisible to the optimizer",
        "`{0}` updates another model than the one that `{1}` computes gradients of; make the optimizer for that one",
        RuleCategories.Training,
        Warning,
        isEnabledByDefault: true,
        "The model that learns has no optimizer, and the optimizer has no gradients.",
        RuleIds.HelpLink(RuleIds.OtherModel));

    public static ImmutableArray<DiagnosticDescriptor> All { get; } =
        [NotClipped, ClippedTooLate, ClippedTooEarly, ClippedScaled, ClippedElsewhere, ClippedPerMicroBatch, NotCleared, Discarded, ThresholdUnused, OtherModel];

    public static DiagnosticDescriptor Of(ProtocolMistake mistake) => mistake switch
    {
        ProtocolMistake.Discarded => Discarded,
        ProtocolMistake.ClippedTooEarly => ClippedTooEarly,
        ProtocolMistake.ClippedTooLate => ClippedTooLate,
        ProtocolMistake.ClippedScaled => ClippedScaled,
        ProtocolMistake.ClippedElsewhere => ClippedElsewhere,
        ProtocolMistake.ClippedPerMicroBatch => ClippedPerMicroBatch,
        ProtocolMistake.NotCleared => NotCleared,
        ProtocolMistake.OtherModel => OtherModel,
        _ => NotClipped,
    };
}
