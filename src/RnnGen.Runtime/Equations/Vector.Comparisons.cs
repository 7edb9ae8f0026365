namespace RnnGen;

/// <content>Comparisons, which give 0 and 1.</content>
public sealed partial class Vector
{
    /// <summary>1 where left is above right, otherwise 0. A step: it hands no gradient on.</summary>
    /// <param name="left">(n).</param>
    /// <param name="right">(n).</param>
    /// <exception cref="ShapeMismatchException">The sizes differ.</exception>
    public static Vector operator >(Vector left, Vector right) => Combine(left, right, static (a, b) => a > b ? 1 : 0);

    /// <summary>1 where left is above right, otherwise 0. A step: it hands no gradient on.</summary>
    /// <param name="left">(n).</param>
    /// <param name="right">The number.</param>
    public static Vector operator >(Vector left, double right) => left.Map(a => a > right ? 1 : 0);

    /// <summary>1 where left is above right, otherwise 0. A step: it hands no gradient on.</summary>
    /// <param name="left">The number.</param>
    /// <param name="right">(n).</param>
    public static Vector operator >(double left, Vector right) => right.Map(b => left > b ? 1 : 0);

    /// <summary>1 where left is below right, otherwise 0. A step: it hands no gradient on.</summary>
    /// <param name="left">(n).</param>
    /// <param name="right">(n).</param>
    /// <exception cref="ShapeMismatchException">The sizes differ.</exception>
    public static Vector operator <(Vector left, Vector right) => Combine(left, right, static (a, b) => a < b ? 1 : 0);

    /// <summary>1 where left is below right, otherwise 0. A step: it hands no gradient on.</summary>
    /// <param name="left">(n).</param>
    /// <param name="right">The number.</param>
    public static Vector operator <(Vector left, double right) => left.Map(a => a < right ? 1 : 0);

    /// <summary>1 where left is below right, otherwise 0. A step: it hands no gradient on.</summary>
    /// <param name="left">The number.</param>
    /// <param name="right">(n).</param>
    public static Vector operator <(double left, Vector right) => right.Map(b => left < b ? 1 : 0);

    /// <summary>1 where left is not below right, otherwise 0. A step: it hands no gradient on.</summary>
    /// <param name="left">(n).</param>
    /// <param name="right">(n).</param>
    /// <exception cref="ShapeMismatchException">The sizes differ.</exception>
    public static Vector operator >=(Vector left, Vector right) => Combine(left, right, static (a, b) => a >= b ? 1 : 0);

    /// <summary>1 where left is not below right, otherwise 0. A step: it hands no gradient on.</summary>
    /// <param name="left">(n).</param>
    /// <param name="right">The number.</param>
    public static Vector operator >=(Vector left, double right) => left.Map(a => a >= right ? 1 : 0);

    /// <summary>1 where left is not below right, otherwise 0. A step: it hands no gradient on.</summary>
    /// <param name="left">The number.</param>
    /// <param name="right">(n).</param>
    public static Vector operator >=(double left, Vector right) => right.Map(b => left >= b ? 1 : 0);

    /// <summary>1 where left is not above right, otherwise 0. A step: it hands no gradient on.</summary>
    /// <param name="left">(n).</param>
    /// <param name="right">(n).</param>
    /// <exception cref="ShapeMismatchException">The sizes differ.</exception>
    public static Vector operator <=(Vector left, Vector right) => Combine(left, right, static (a, b) => a <= b ? 1 : 0);

    /// <summary>1 where left is not above right, otherwise 0. A step: it hands no gradient on.</summary>
    /// <param name="left">(n).</param>
    /// <param name="right">The number.</param>
    public static Vector operator <=(Vector left, double right) => left.Map(a => a <= right ? 1 : 0);

    /// <summary>1 where left is not above right, otherwise 0. A step: it hands no gradient on.</summary>
    /// <param name="left">The number.</param>
    /// <param name="right">(n).</param>
    public static Vector operator <=(double left, Vector right) => right.Map(b => left <= b ? 1 : 0);
}
