namespace RnnGen.Analyzers.Flow;

/// <summary>One axis: what it is called, and how long it is.</summary>
/// <param name="Extent">Its length; null when nothing is known of it.</param>
/// <param name="Label">The name of a declared constant, or of a declared axis whose length is not known.</param>
internal sealed record Axis(Polynomial? Extent, string? Label = null)
{
    public static Axis Unknown { get; } = new(null, null);

    /// <summary>The name that says what is counted: the label, or the one symbol the length is made of.</summary>
    public string? Name => Label ?? Extent?.OnlySymbol?.Name;

    public AxisRole Role => AxisRoles.Of(Name);

    /// <summary>Whether the axis has one element.</summary>
    public bool IsOne => Extent?.Constant == 1;

    public static Axis Of(Symbol symbol) => new(Polynomial.Of(symbol));

    public static Axis Of(long size, string? label = null) => new(Polynomial.Of(size), label);

    /// <summary>
    /// Whether two lengths cannot be equal: they differ by a constant or by a factor, or are declared to be the times of two different sequences.
    /// </summary>
    public bool ProvablyDiffers(Axis other)
    {
        if (Extent is null || other.Extent is null)
            return false;
        return (Extent - other.Extent).Constant is not (null or 0) || Extent.IsOtherMultipleOf(other.Extent) || (Extent.OnlySymbol is { IsDeclared: true } mine && other.Extent.OnlySymbol is { IsDeclared: true } theirs
            && AxisRoles.AreTwoTimes(mine.Name, theirs.Name));
    }

    /// <summary>What both axes are; null when they have nothing in common.</summary>
    public static Axis Join(Axis left, Axis right) =>
        left == right ? left
        : new(left.Extent is not null && left.Extent.Equals(right.Extent) ? left.Extent : null, left.Name == right.Name ? left.Name : null);

    public override string ToString() => Extent is null ? Label ?? "?"
        : Label is not null && Label != Extent.ToString() ? Label + "=" + Extent
        : Extent.ToString();
}
