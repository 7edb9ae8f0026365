namespace RnnGen.Analyzers.Facts;

// The runtime's enumerations, member by member: analyzers run where the runtime cannot be loaded. A test compares them.

internal enum Role
{
    Backward,
    Clip,
    Accept,
    Step,
    Zero,
    Unscale,
    Stop,
    Reset,
    Mask,
    Loss,
    Metric,
    Generate,
    Evaluate,
    Score,
    Attention,
}

internal enum ValueKind
{
    Logits,
    Prob,
    LogProb,
    Ids,
    NllNats,
    Perplexity,
}

internal enum Padding
{
    Padded,
    Trimmed,
    Fixed,
}

internal enum Side
{
    Right,
    Left,
}

internal enum Direction
{
    Causal,
    Both,
}

internal enum Clip
{
    None,
    GlobalNorm,
    PerParameter,
    Value,
    PerMicroBatch,
}

internal enum DataOrder
{
    Contiguous,
    Independent,
}
