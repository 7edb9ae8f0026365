using RnnGen.Analyzers.Facts;

namespace RnnGen.Analyzers.Flow;

/// <summary>What numbers mean.</summary>
/// <param name="Kind">The meaning.</param>
/// <param name="IsMean">Of likelihoods: whether they are averaged over the tokens of a batch already.</param>
/// <param name="IsMixed">Whether something else was added to them.</param>
internal sealed record KindFact(ValueKind Kind, bool IsMean = false, bool IsMixed = false)
{
    public static KindFact? Join(KindFact? left, KindFact? right) => left == right ? left : null;
}
