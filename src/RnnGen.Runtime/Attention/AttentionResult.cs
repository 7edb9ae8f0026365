namespace RnnGen;

/// <summary>What attention looked at and what it saw.</summary>
public sealed class AttentionResult
{
    internal AttentionResult(Tensor weights, Tensor context)
    {
        Weights = weights;
        Context = context;
    }

    /// <summary>Weight of each source position for each query, (B,Q,S): 0 at padding, summing to 1 unless all is padding.</summary>
    [Shape("B", "Q", "S")]
    public Tensor Weights { get; }

    /// <summary>Weighted sum of the values, (B,Q,D).</summary>
    [Shape("B", "Q", "D")]
    public Tensor Context { get; }

    /// <summary>The shapes.</summary>
    public override string ToString() => $"AttentionResult, weights {Weights}, context {Context}";
}
