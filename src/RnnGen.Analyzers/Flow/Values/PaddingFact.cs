using RnnGen.Analyzers.Facts;

namespace RnnGen.Analyzers.Flow;

/// <summary>Whether a value is padded.</summary>
/// <param name="State">Whether.</param>
/// <param name="Side">Where; null when that is not known.</param>
/// <param name="Lengths">Whose lengths tell the real positions; null when that is not known.</param>
internal sealed record PaddingFact(Padding State, Side? Side = null, string? Lengths = null)
{
    public static PaddingFact? Join(PaddingFact? left, PaddingFact? right) => left is null || right is null || left.State != right.State ? null
        : new PaddingFact(left.State, left.Side == right.Side ? left.Side : null, left.Lengths == right.Lengths ? left.Lengths : null);
}
