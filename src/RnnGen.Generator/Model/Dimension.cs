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

    /// <summary><c>H=64</c>, or <c>32</c> for a plain number.</summary>
    public override string ToString() => Text == Value.ToString(System.Globalization.CultureInfo.InvariantCulture) ? Text : Text + "=" + Value.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
