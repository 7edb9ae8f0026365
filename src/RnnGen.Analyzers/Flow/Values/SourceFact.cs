namespace RnnGen.Analyzers.Flow;

/// <summary>Which sequence a value was cut from.</summary>
/// <param name="Id">The sequence, by where it came from.</param>
/// <param name="Shift">Steps ahead: <c>x[:, 1:]</c> is 1.</param>
internal sealed record SourceFact(string Id, int Shift = 0)
{
    public static SourceFact? Join(SourceFact? left, SourceFact? right) => left == right ? left : null;
}
