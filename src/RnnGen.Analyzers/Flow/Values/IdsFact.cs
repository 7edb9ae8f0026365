using Microsoft.CodeAnalysis;

namespace RnnGen.Analyzers.Flow;

/// <summary>Which ids a value can hold. Null is not known.</summary>
/// <param name="Low">The smallest that is known of.</param>
/// <param name="High">The largest that is known of.</param>
internal sealed record IdsFact(Polynomial? Low, Polynomial? High)
{
    private const int MaxRounds = 3;

    /// <summary>What stands where there is no data, when it is still there.</summary>
    public long? Pad { get; init; }

    /// <summary>Where ids of padding became ids like others.</summary>
    public SyntaxNode? ReadAt { get; init; }

    /// <summary>Whether the id of padding is among the real ones as well.</summary>
    public bool PadIsReal { get; init; }

    /// <summary>What was added to the ids since they were given.</summary>
    public long Moved { get; init; }

    /// <summary>Whether the ids are written out.</summary>
    public bool IsExact { get; init; }

    /// <summary>Whether nothing was written to the array yet.</summary>
    public bool IsFresh { get; init; }

    /// <summary>How often the range grew where paths meet: what grows without end is not known.</summary>
    public int Rounds { get; init; }

    /// <summary>Ids from one number to another, both included.</summary>
    public static IdsFact Of(Polynomial? low, Polynomial? high, bool isExact = false) => new(low, high) { IsExact = isExact };

    /// <summary>The ids of both.</summary>
    public static IdsFact? Hull(IdsFact? left, IdsFact? right)
    {
        if (left is null || right is null)
            return null;
        if (left.IsFresh)
            return right;
        if (right.IsFresh || left == right)
            return left;
        return left.Moved != right.Moved ? null : new IdsFact(Smaller(left.Low, right.Low), Larger(left.High, right.High))
        {
            Pad = left.Pad == right.Pad ? left.Pad : null,
            PadIsReal = left.PadIsReal && right.PadIsReal,
            Moved = left.Moved,
            IsExact = left.IsExact && right.IsExact,
            Rounds = left.Rounds > right.Rounds ? left.Rounds : right.Rounds,
        };
    }

    /// <summary>What holds on both of two paths.</summary>
    public static IdsFact? Join(IdsFact? left, IdsFact? right)
    {
        if (left is null || right is null || left == right)
            return left is null ? null : right;
        IdsFact? hull = Hull(left, right);
        if (hull is null || hull == left || hull == right)
            return hull;
        return hull.Rounds >= MaxRounds ? null : hull with { Rounds = hull.Rounds + 1 };
    }

    /// <summary>The ids with a number added to each.</summary>
    public IdsFact Move(long by) => this with
    {
        Low = Low is null ? null : Low + Polynomial.Of(by),
        High = High is null ? null : High + Polynomial.Of(by),
        Pad = Pad is { } pad ? pad + by : null,
        Moved = Moved + by,
    };

    private static Polynomial? Smaller(Polynomial? left, Polynomial? right) => left is null || right is null ? left ?? right : (left - right).Constant switch { null => null, <= 0 => left, _ => right };

    private static Polynomial? Larger(Polynomial? left, Polynomial? right) => left is null || right is null ? left ?? right : (left - right).Constant switch { null => null, >= 0 => left, _ => right };
}
