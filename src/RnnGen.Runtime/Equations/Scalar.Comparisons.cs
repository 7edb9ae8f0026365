namespace RnnGen;

/// <content>Comparisons, which give 0 and 1.</content>
public readonly partial struct Scalar
{
    /// <summary>1 where left is above right, otherwise 0. A step: it hands no gradient on.</summary>
    /// <param name="left">A scalar or number.</param>
    /// <param name="right">A scalar or number.</param>
    public static Scalar operator >(Scalar left, Scalar right) => new(left.Value > right.Value ? 1 : 0);

    /// <summary>1 where left is above right, otherwise 0. A step: it hands no gradient on.</summary>
    /// <param name="left">A scalar or number.</param>
    /// <param name="right">(n).</param>
    public static Vector operator >(Scalar left, Vector right) => left.Value > right;

    /// <summary>1 where left is above right, otherwise 0. A step: it hands no gradient on.</summary>
    /// <param name="left">(n).</param>
    /// <param name="right">A scalar or number.</param>
    public static Vector operator >(Vector left, Scalar right) => left > right.Value;

    /// <summary>1 where left is below right, otherwise 0. A step: it hands no gradient on.</summary>
    /// <param name="left">A scalar or number.</param>
    /// <param name="right">A scalar or number.</param>
    public static Scalar operator <(Scalar left, Scalar right) => new(left.Value < right.Value ? 1 : 0);

    /// <summary>1 where left is below right, otherwise 0. A step: it hands no gradient on.</summary>
    /// <param name="left">A scalar or number.</param>
    /// <param name="right">(n).</param>
    public static Vector operator <(Scalar left, Vector right) => left.Value < right;

    /// <summary>1 where left is below right, otherwise 0. A step: it hands no gradient on.</summary>
    /// <param name="left">(n).</param>
    /// <param name="right">A scalar or number.</param>
    public static Vector operator <(Vector left, Scalar right) => left < right.Value;

    /// <summary>1 where left is not below right, otherwise 0. A step: it hands no gradient on.</summary>
    /// <param name="left">A scalar or number.</param>
    /// <param name="right">A scalar or number.</param>
    public static Scalar operator >=(Scalar left, Scalar right) => new(left.Value >= right.Value ? 1 : 0);

    /// <summary>1 where left is not below right, otherwise 0. A step: it hands no gradient on.</summary>
    /// <param name="left">A scalar or number.</param>
    /// <param name="right">(n).</param>
    public static Vector operator >=(Scalar left, Vector right) => left.Value >= right;

    /// <summary>1 where left is not below right, otherwise 0. A step: it hands no gradient on.</summary>
    /// <param name="left">(n).</param>
    /// <param name="right">A scalar or number.</param>
    public static Vector operator >=(Vector left, Scalar right) => left >= right.Value;

    /// <summary>1 where left is not above right, otherwise 0. A step: it hands no gradient on.</summary>
    /// <param name="left">A scalar or number.</param>
    /// <param name="right">A scalar or number.</param>
    public static Scalar operator <=(Scalar left, Scalar right) => new(left.Value <= right.Value ? 1 : 0);

    /// <summary>1 where left is not above right, otherwise 0. A step: it hands no gradient on.</summary>
    /// <param name="left">A scalar or number.</param>
    /// <param name="right">(n).</param>
    public static Vector operator <=(Scalar left, Vector right) => left.Value <= right;

    /// <summary>1 where left is not above right, otherwise 0. A step: it hands no gradient on.</summary>
    /// <param name="left">(n).</param>
    /// <param name="right">A scalar or number.</param>
    public static Vector operator <=(Vector left, Scalar right) => left <= right.Value;

    /// <summary>Whether the numbers are the same; NaN is NaN.</summary>
    /// <param name="left">A scalar.</param>
    /// <param name="right">A scalar.</param>
    public static bool operator ==(Scalar left, Scalar right) => left.Equals(right);

    /// <summary>Whether the numbers differ.</summary>
    /// <param name="left">A scalar.</param>
    /// <param name="right">A scalar.</param>
    public static bool operator !=(Scalar left, Scalar right) => !left.Equals(right);
}
