namespace RnnGen.Analyzers.Flow;

/// <summary>Which sequence a value was cut from.</summary>
/// <param name="Id">The sequence, by where it came from.</param>
/// <param name="Shift">Steps ahead: <c>x[:, 1:]</c> is 1.</param>
internal sealed record SourceFact(string Id, int Shift = 0)
{
    /// <summary>Whether every step of it was made from the steps to come as well.</summary>
    public bool ReadsAhead { get; init; }

    /// <summary>Rows of the table that the ids were looked up in; null when not known.</summary>
    public long? Rows { get; init; }

    /// <summary>Of scores that a model made: its classes; null when not known.</summary>
    public long? Classes { get; init; }

    /// <summary>Whether it is an array that nothing was written to yet.</summary>
    public bool IsFresh { get; init; }

    public static SourceFact? Join(SourceFact? left, SourceFact? right) =>
        left == right ? left : left is null || right is null ? null : left.IsFresh ? right : right.IsFresh ? left : null;
}
