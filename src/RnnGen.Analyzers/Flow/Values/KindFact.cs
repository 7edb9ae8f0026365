namespace RnnGen.Analyzers.Flow;

/// <summary>What numbers mean.</summary>
/// <param name="Kind">Name of the runtime's <c>ValueKind</c>.</param>
internal sealed record KindFact(string Kind)
{
    public static KindFact? Join(KindFact? left, KindFact? right) => left == right ? left : null;
}
