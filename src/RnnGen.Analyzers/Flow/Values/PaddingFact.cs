using RnnGen.Analyzers.Facts;

namespace RnnGen.Analyzers.Flow;

/// <summary>Whether a value is padded.</summary>
/// <param name="State">Whether.</param>
/// <param name="Side">Where; null when that is not known.</param>
/// <param name="Lengths">Whose lengths tell the real positions; null when that is not known.</param>
internal sealed record PaddingFact(Padding State, Side? Side = null, string? Lengths = null)
{
    /// <summary>Length of the axis that is padded; null when it is not known which axis that is.</summary>
    public Polynomial? Steps { get; init; }

    /// <summary>Whether the first axis counts steps and the second one sequences.</summary>
    public bool IsTimeMajor { get; init; }

    /// <summary>Whether every number at padding is 0.</summary>
    public bool IsZeroed { get; init; }

    /// <summary>Whether ids at padding are those that losses do not count.</summary>
    public bool IsIgnored { get; init; }

    /// <summary>Whether it came out of a value that knew its lengths.</summary>
    public bool IsUnwrapped { get; init; }

    /// <summary>Whether it is a sum over steps that were zeroed at padding.</summary>
    public bool IsSummed { get; init; }

    /// <summary>Of a number: whether it counts all positions, padding included.</summary>
    public bool IsCount { get; init; }

    public bool IsPadded => State == Padding.Padded;

    public static PaddingFact? Join(PaddingFact? left, PaddingFact? right) => left is null || right is null || left.State != right.State ? null
        : new PaddingFact(left.State, left.Side == right.Side ? left.Side : null, left.Lengths == right.Lengths ? left.Lengths : null)
        {
            Steps = left.Steps is not null && left.Steps.Equals(right.Steps) ? left.Steps : null,
            IsTimeMajor = left.IsTimeMajor && right.IsTimeMajor,
            IsZeroed = left.IsZeroed || right.IsZeroed,
            IsIgnored = left.IsIgnored || right.IsIgnored,
            IsUnwrapped = left.IsUnwrapped && right.IsUnwrapped,
            IsSummed = left.IsSummed && right.IsSummed,
            IsCount = left.IsCount && right.IsCount,
        };

    /// <summary>The axis of a value that is padded, or -1: where its length is found, else where steps lie in this layout.</summary>
    public int AxisIn(AxisList? axes)
    {
        int usual = IsTimeMajor ? 0 : 1;
        if (axes is null)
            return usual;
        for (int i = axes.Rank - 1; i >= 0 && Steps is not null; i--)
            if (Steps.Equals(axes[i].Extent))
                return i;
        return Steps is null && usual < axes.Rank ? usual : -1;
    }
}
