namespace RnnGen.Analyzers.Flow;

/// <summary>Whether gradients flow back through a state.</summary>
internal enum Liveness
{
    /// <summary>Zeros: there is no history.</summary>
    Zero,

    /// <summary>The values without the history.</summary>
    Stopped,

    /// <summary>The result of steps that a backward pass would go through.</summary>
    Live,
}

/// <summary>What is known of the history of a state.</summary>
internal sealed record HistoryFact(Liveness Liveness)
{
    public static HistoryFact? Join(HistoryFact? left, HistoryFact? right) => left == right ? left : null;
}
