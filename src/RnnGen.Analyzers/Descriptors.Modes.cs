using Microsoft.CodeAnalysis;

namespace RnnGen.Analyzers;

/// <content>What is right while a model trains, and wrong when it is used.</content>
internal static partial class Descriptors
{
    public static readonly DiagnosticDescriptor DropoutActive = Value(
        RuleIds.DropoutActive, RuleCategories.Mode, "Stochastic layers are active during evaluation or generation", "`{0}` runs `{1}` for training, and {2}: use {3}, which drops nothing",
        "With dropout the same input gives another result each time, and a worse one.");

    public static readonly DiagnosticDescriptor TruthVisible = Value(
        RuleIds.TruthVisible, RuleCategories.Mode, "Ground truth can reach inference", "`{0}` {1}",
        "A model that is shown the right tokens while it is measured or writes looks better than it is.");
}
