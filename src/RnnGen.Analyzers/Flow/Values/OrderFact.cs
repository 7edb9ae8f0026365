namespace RnnGen.Analyzers.Flow;

/// <summary>In which order the sequences of a batch are, compared with how they came.</summary>
/// <param name="Permutation">The list of places they were taken from, by where it came from; empty as they came.</param>
internal sealed record OrderFact(string Permutation)
{
    private const string Inverse = "~";

    /// <summary>As they came.</summary>
    public static OrderFact AsGiven { get; } = new("");

    /// <summary>An array that nothing was written to yet.</summary>
    public static OrderFact Fresh { get; } = new("?");

    public bool IsAsGiven => Permutation.Length == 0;

    /// <summary>Whether the method itself made the list or the sort: what its caller gave it cannot be in that order.</summary>
    public bool IsMadeHere => IsOfListMadeHere || (Permutation.Length > 1 && Permutation[0] == 'c' && char.IsDigit(Permutation[1]));

    /// <summary>Whether the method itself made the list: a sort alone may be compared with what was not sorted on purpose.</summary>
    public bool IsOfListMadeHere => Permutation.IndexOf('@') >= 0;

    public bool IsFresh => this == Fresh;

    /// <summary>What was taken from the places that a list names.</summary>
    public OrderFact? Take(string list) => IsAsGiven ? new OrderFact(list) : null;

    /// <summary>What was written to the places that a list names.</summary>
    public OrderFact? Put(string list) => Permutation == list ? AsGiven : IsAsGiven ? new OrderFact(Inverse + list) : null;

    public static OrderFact? Join(OrderFact? left, OrderFact? right) =>
        left == right ? left : left is null || right is null ? null : left.IsFresh ? right : right.IsFresh ? left : null;
}
