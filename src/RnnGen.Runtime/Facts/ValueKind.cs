using System;

namespace RnnGen;

/// <summary>What numbers mean.</summary>
public enum ValueKind
{
    /// <summary>Raw scores of classes, before any normalisation.</summary>
    Logits,

    /// <summary>Probabilities, 0 to 1.</summary>
    Prob,

    /// <summary>Natural logarithms of probabilities, 0 or less.</summary>
    LogProb,

    /// <summary>Class numbers or token ids.</summary>
    Ids,

    /// <summary>Negative log-likelihoods in nats.</summary>
    NllNats,

    /// <summary>e to the mean negative log-likelihood.</summary>
    Perplexity,
}

/// <summary>Tells the analyzers what the numbers of a value mean: what a parameter wants, what a method returns.</summary>
/// <param name="kind">What they mean.</param>
[AttributeUsage(AttributeTargets.Parameter | AttributeTargets.ReturnValue | AttributeTargets.Property | AttributeTargets.Field | AttributeTargets.Method)]
public sealed class ValueKindAttribute(ValueKind kind) : Attribute
{
    /// <summary>What the numbers mean.</summary>
    public ValueKind Kind { get; } = kind;
}
