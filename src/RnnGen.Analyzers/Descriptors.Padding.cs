using Microsoft.CodeAnalysis;
using static Microsoft.CodeAnalysis.DiagnosticSeverity;

namespace RnnGen.Analyzers;

/// <content>Padding and masks.</content>
internal static partial class Descriptors
{
    public static readonly DiagnosticDescriptor PaddedLoss = Masking(
        RuleIds.PaddedLoss, "Loss is averaged over padded positions", "`{0}` is padded, and every position counts: give the loss a mask of the real ones",
        "Padding takes part in the loss: the model learns to predict padding, and the figure depends on how batches were put together.");

    public static readonly DiagnosticDescriptor UnmaskedCount = Masking(
        RuleIds.UnmaskedCount, "Masked terms are divided by the unmasked count", "Terms of `{0}` are 0 at padding, but the mean counts padding: divide by the number of real positions",
        "The sum leaves padding out and the count does not: short sequences look better than they are.");

    public static readonly DiagnosticDescriptor UnmaskedAttention = Masking(
        RuleIds.UnmaskedAttention, "Attention normalises over padded positions", "The softmax of `{0}` gives weight to padding: use MaskedSoftmax, or give the lengths",
        "A score of 0 still weighs e^0 = 1: real positions are diluted by padding.");

    public static readonly DiagnosticDescriptor PaddedLastStep = Masking(
        RuleIds.PaddedLastStep, "Last step of a padded sequence is read", "The last stored step of `{0}` is padding for all but the longest sequence: use GatherLast with the lengths",
        "What lies at T-1 is the real last step of the longest sequence only.");

    public static readonly DiagnosticDescriptor UnusedMask = Masking(
        RuleIds.UnusedMask, "Mask or lengths value is never used", "`{0}` tells which positions are real, and nothing reads it",
        "The mask is there and nobody applies it, while what it belongs to goes into a loss, an attention or a run.");

    public static readonly DiagnosticDescriptor MaskPolarity = Masking(
        RuleIds.MaskPolarity, "Mask polarity or representation does not match", "`{0}` is {1}, but {2} is needed: {3}",
        "Some functions want the real positions, others the padding; a mask of ones and zeros added to scores hides nothing.");

    public static readonly DiagnosticDescriptor MaskShift = Masking(
        RuleIds.MaskShift, "Mask belongs to another slice of the sequence", "`{0}` is {1} ahead, the targets are {2} ahead: mask the positions that are scored",
        "Targets that were cut one step ahead need the mask cut the same way.");

    public static readonly DiagnosticDescriptor PaddingSide = Masking(
        RuleIds.PaddingSide, "Padding side does not match its use", "`{0}` is padded on the {1}, this takes padding to be on the {2}",
        "With the padding on the other side, the wrong steps are taken for real.");

    public static readonly DiagnosticDescriptor DroppedPadding = Masking(
        RuleIds.DroppedPadding, "Padding information is dropped by a conversion", "`{0}` knew its lengths before it was converted; what happens here counts padding",
        "A sequence knows which steps are real; a bare tensor or array does not.");

    public static readonly DiagnosticDescriptor PaddedMetric = Masking(
        RuleIds.PaddedMetric, "Metric counts padded positions", "`{0}` is padded, and every position counts: give the metric a mask of the real ones",
        "Padding is predicted easily, or never: either way the figure is about padding.");

    public static readonly DiagnosticDescriptor EmptyRow = new(
        RuleIds.EmptyRow, "Masked reduction may see an empty row", "`{0}` is 0 for a sequence without real positions, and 0 / 0 is no number: use {1}",
        RuleCategories.Masking, Info, isEnabledByDefault: true,
        "One empty sequence makes the loss of its whole batch NaN, and with the next step every parameter.", RuleIds.HelpLink(RuleIds.EmptyRow));

    public static readonly DiagnosticDescriptor PaddedReversal = Masking(
        RuleIds.PaddedReversal, "Time reversal ignores lengths", "Reversing `{0}` puts its padding first: use Sequences.Reverse, which reverses each sequence up to its length",
        "After a reversal of all stored steps, short sequences begin with padding.");

    public static readonly DiagnosticDescriptor PaddedState = Masking(
        RuleIds.PaddedState, "Recurrent state is taken after padded steps", "This state went through the padding of short sequences: give the run the lengths",
        "A run without lengths goes on over padding; the last state is not that of the last real step.");

    private static DiagnosticDescriptor Masking(string id, string title, string message, string description) =>
        new(id, title, message, RuleCategories.Masking, Warning, isEnabledByDefault: true, description, RuleIds.HelpLink(id));
}
