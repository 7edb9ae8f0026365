namespace RnnGen.Analyzers.Flow;

/// <summary>Whether a batch has positions that are no data; mirrors the runtime's enum.</summary>
internal enum PaddingState
{
    Padded,
    Trimmed,
    Fixed,
}

/// <summary>Where padding lies; mirrors the runtime's enum.</summary>
internal enum PaddingSide
{
    Right,
    Left,
}

/// <summary>Whether a value is padded.</summary>
/// <param name="State">Whether.</param>
/// <param name="Side">Where; null when that is not known.</param>
/// <param name="Lengths">Whose lengths tell the real positions; null when that is not known.</param>
internal sealed record PaddingFact(PaddingState State, PaddingSide? Side = null, string? Lengths = null)
{
    public static PaddingFact? Join(PaddingFact? left, PaddingFact? right) => left is null || right is null || left.State != right.State ? null
        : new PaddingFact(left.State, left.Side == right.Side ? left.Side : null, left.Lengths == right.Lengths ? left.Lengths : null);
}
