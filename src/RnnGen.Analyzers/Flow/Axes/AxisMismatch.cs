using System.Collections.Immutable;

namespace RnnGen.Analyzers.Flow;

/// <summary>In what way two shapes do not fit.</summary>
internal enum MismatchKind
{
    /// <summary>The same axes in another order.</summary>
    Order,

    /// <summary>Another number of axes.</summary>
    Rank,

    /// <summary>Another number of sequences or steps.</summary>
    Length,

    /// <summary>Another number of features, classes or rows.</summary>
    Features,

    /// <summary>A state that does not fit the cell or the batch.</summary>
    State,

    /// <summary>A mask or lengths of other sequences or steps.</summary>
    Mask,

    /// <summary>A reshape that mixes up axes.</summary>
    Reshape,

    /// <summary>A reshape to another number of elements.</summary>
    Count,
}

/// <summary>Shapes that provably do not fit.</summary>
/// <param name="Kind">In what way.</param>
/// <param name="Argument">The value at fault.</param>
/// <param name="Expected">The axes that are wanted, with what is known of them here.</param>
/// <param name="Actual">The axes it has.</param>
/// <param name="Axis">The first axis that does not fit, or -1.</param>
/// <param name="Permutation">The order that makes it fit, when there is one.</param>
/// <param name="IsCertain">Whether it cannot be right; else it is right for one batch size only.</param>
internal sealed record AxisMismatch(
    MismatchKind Kind,
    FlowArgument Argument,
    AxisList Expected,
    AxisList Actual,
    int Axis = -1,
    ImmutableArray<int> Permutation = default,
    bool IsCertain = true)
{
    /// <summary>When the axes are wrong only after the first round of a loop: where they are.</summary>
    public LoopConflict? Loop { get; init; }

    /// <summary>Whether a broadcasting library would have accepted it without a word.</summary>
    public bool WouldBroadcast { get; init; }
}
