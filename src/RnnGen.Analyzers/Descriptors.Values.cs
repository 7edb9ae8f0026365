using Microsoft.CodeAnalysis;
using static Microsoft.CodeAnalysis.DiagnosticSeverity;

namespace RnnGen.Analyzers;

/// <content>The meaning of numbers, targets, order of data.</content>
internal static partial class Descriptors
{
    public static readonly DiagnosticDescriptor DoubleSoftmax = Value(
        RuleIds.DoubleSoftmax, RuleCategories.Numerics, "Normalised scores are passed to a loss that normalises", "`{0}` is normalised already, and this normalises again{1}: give it the raw scores",
        "A softmax of probabilities is nearly flat: the loss cannot come near 0, and learning is slow.");

    public static readonly DiagnosticDescriptor NotLogarithms = Value(
        RuleIds.NotLogarithms, RuleCategories.Numerics, "Loss wants log-probabilities", "`{0}` holds {1}, log-probabilities are needed: take LogSoftmax, or use CrossEntropy for raw scores",
        "The negative log-likelihood picks one number per position and negates it: that number must be a logarithm.");

    public static readonly DiagnosticDescriptor ProbabilityProduct = Value(
        RuleIds.ProbabilityProduct, RuleCategories.Numerics, "Probabilities are multiplied along time", "The product of `{0}` over the steps falls to 0 within some dozen steps: add logarithms",
        "In single precision 46 factors of 0.1 are exactly 0.");

    public static readonly DiagnosticDescriptor PerplexityOfOther = Value(
        RuleIds.PerplexityOfOther, RuleCategories.Numerics, "Perplexity is not exp of the mean NLL in nats", "`{0}` {1}: perplexity is e to the mean negative log-likelihood in nats",
        "Perplexity is exp of the mean negative log-likelihood per token, in nats, and of nothing else.");

    public static readonly DiagnosticDescriptor AverageOfAverages = Value(
        RuleIds.AverageOfAverages, RuleCategories.Numerics, "Average of averages", "`{0}` adds means of batches, and `{1}` averages them: a batch of few tokens weighs as much as one of many; add sums and counts, for example with TokenStatistics",
        "Batches differ in their number of tokens: the mean of their means is not the mean over tokens.");

    public static readonly DiagnosticDescriptor RedundantLogSoftmax = Value(
        RuleIds.RedundantLogSoftmax, RuleCategories.Numerics, "LogSoftmax is redundant", "`{0}` are logarithms of probabilities already, and {1}",
        "Log-probabilities normalised once more are themselves: the result is right, the work is done twice.", Info);

    /// <summary>The weaker form of <see cref="Rules.CellDescriptors.NotCausal"/>: where values are used, nobody has declared that they must not look ahead.</summary>
#pragma warning disable RS1019 // one rule in two forms: an error where it is declared, a warning where it is inferred
    public static readonly DiagnosticDescriptor NotCausalUse = Value(
        RuleIds.NotCausal, RuleCategories.Mode, "Bidirectional model in a causal role", "`{0}` has read the steps to come, but {1}",
        "A model that has seen the future cannot predict it, run online or generate.");
#pragma warning restore RS1019

    public static readonly DiagnosticDescriptor BackwardEnd = Value(
        RuleIds.BackwardEnd, RuleCategories.Mode, "Backward direction is read at the wrong end", "At the last step of `{0}` the backward direction has seen one step only: use the final states, or the backward half at step 0",
        "The backward direction ends at the first step.");

    public static readonly DiagnosticDescriptor UnshiftedTargets = Value(
        RuleIds.UnshiftedTargets, RuleCategories.Mode, "Targets are not shifted", "At each step the model has read what `{0}` asks it to predict: the target of a step is the token after it",
        "A model that is scored against its own input learns to copy.");

    public static readonly DiagnosticDescriptor TwiceShiftedTargets = Value(
        RuleIds.TwiceShiftedTargets, RuleCategories.Mode, "Targets are shifted twice", "`{0}` is {1} steps ahead of what the model reads: one is meant",
        "The shift is made twice: by the caller, and by what it calls.");

    public static readonly DiagnosticDescriptor ScatterIntoSource = Value(
        RuleIds.ScatterIntoSource, RuleCategories.Data, "Permutation is written into its own source", "`{0}` is permuted in place: elements that are needed later are overwritten; write to a new array",
        "Some elements are doubled, others lost.");

    public static readonly DiagnosticDescriptor NotRestored = Value(
        RuleIds.NotRestored, RuleCategories.Data, "Results of a sorted batch are not restored", "`{0}` is in another order than `{1}`: put the results back, or take both in the same order",
        "Sequences that were sorted are compared with targets that were not: each result is scored against the target of another sequence.");

    public static readonly DiagnosticDescriptor TwoOrders = Value(
        RuleIds.TwoOrders, RuleCategories.Data, "Paired sequences carry different permutations", "`{0}` and `{1}` were put in order by different lists",
        "Two batches that belong together row by row were sorted each for itself.");

    public static readonly DiagnosticDescriptor PadId = Value(
        RuleIds.PadId, RuleCategories.Data, "Pad id is out of range or a real token", "{0}, and {1}",
        "Padding needs an id that no token has and every table it is read from does.");

    public static readonly DiagnosticDescriptor OneMetric = new(
        RuleIds.OneMetric, "One metric for all sequence lengths", "`{0}` is one figure for sequences of all lengths: LengthBuckets shows whether long ones are worse",
        RuleCategories.Quality, Info, isEnabledByDefault: false,
        "A model that forgets can have a good average: most sequences are short.", RuleIds.HelpLink(RuleIds.OneMetric));

    private static DiagnosticDescriptor Value(string id, string category, string title, string message, string description, DiagnosticSeverity severity = Warning) =>
        new(id, title, message, category, severity, isEnabledByDefault: true, description, RuleIds.HelpLink(id));
}
