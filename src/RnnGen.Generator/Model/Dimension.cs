namespace RnnGen.Generator.Model;

/// <summary>
/// A size with the name its author gave it: ("H", 64), ("4*H", 256), ("32", 32). <paramref name="Text"/> is for people,
/// <paramref name="Value"/> decides: two dimensions fit when their values are equal.
/// </summary>
internal sealed record Dimension(string Text, int Value)
{
    /// <summary>The size of a scalar, which counts for every feature of a vector beside it.</summary>
    public static Dimension Scalar { get; } = new("1", 1) { IsScalar = true };

    /// <summary>Whether the value is a scalar, not a vector of one feature.</summary>
    public bool IsScalar { get; init; }

    /// <summary>Columns of a matrix of which this is the number of rows; null for a vector.</summary>
    public Dimension? Columns { get; init; }

    /// <summary>Slots of a panel that holds it: one for each column of a matrix.</summary>
    public int Slots => Columns?.Value ?? 1;

    /// <summary>Elements.</summary>
    public int Count => Value * Slots;

    /// <summary>Whether it has one element and is no matrix: then it counts for every element beside it.</summary>
    public bool IsOne => Count == 1 && Columns is null;

    /// <summary>The number of rows alone.</summary>
    public Dimension Rows => Columns is null ? this : this with { Columns = null };

    public bool Fits(Dimension other) => Value == other.Value && Columns?.Value == other.Columns?.Value;

    /// <summary><c>H=64</c>, or <c>32</c> for a plain number; <c>H=64, K=8</c> for a matrix.</summary>
    public override string ToString() => Columns is null ? Named : Named + ", " + Columns;

    private string Named => Text == Number ? Text : Text + "=" + Number;

    private string Number => Value.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
