using System;
using System.Linq;

namespace RnnGen;

/// <content>Choosing between values.</content>
public static partial class Equations
{
    /// <summary>The larger of two values, element by element. Where they are equal each gets half of the gradient.</summary>
    /// <param name="a">(n).</param>
    /// <param name="b">(n).</param>
    /// <exception cref="ShapeMismatchException">The sizes differ.</exception>
    public static Vector Max(Vector a, Vector b) => Vector.Combine(a, b, Math.Max);

    /// <summary>The larger of two values, element by element. Where they are equal each gets half of the gradient.</summary>
    /// <param name="a">(n).</param>
    /// <param name="b">A scalar or number.</param>
    public static Vector Max(Vector a, Scalar b) => a.Map(value => Math.Max(value, b.Value));

    /// <summary>The larger of two values, element by element. Where they are equal each gets half of the gradient.</summary>
    /// <param name="a">A scalar or number.</param>
    /// <param name="b">(n).</param>
    public static Vector Max(Scalar a, Vector b) => b.Map(value => Math.Max(a.Value, value));

    /// <summary>The larger of two values, element by element. Where they are equal each gets half of the gradient.</summary>
    /// <param name="a">A scalar or number.</param>
    /// <param name="b">A scalar or number.</param>
    public static Scalar Max(Scalar a, Scalar b) => new(Math.Max(a.Value, b.Value));

    /// <summary>The smaller of two values, element by element. Where they are equal each gets half of the gradient.</summary>
    /// <param name="a">(n).</param>
    /// <param name="b">(n).</param>
    /// <exception cref="ShapeMismatchException">The sizes differ.</exception>
    public static Vector Min(Vector a, Vector b) => Vector.Combine(a, b, Math.Min);

    /// <summary>The smaller of two values, element by element. Where they are equal each gets half of the gradient.</summary>
    /// <param name="a">(n).</param>
    /// <param name="b">A scalar or number.</param>
    public static Vector Min(Vector a, Scalar b) => a.Map(value => Math.Min(value, b.Value));

    /// <summary>The smaller of two values, element by element. Where they are equal each gets half of the gradient.</summary>
    /// <param name="a">A scalar or number.</param>
    /// <param name="b">(n).</param>
    public static Vector Min(Scalar a, Vector b) => b.Map(value => Math.Min(a.Value, value));

    /// <summary>The smaller of two values, element by element. Where they are equal each gets half of the gradient.</summary>
    /// <param name="a">A scalar or number.</param>
    /// <param name="b">A scalar or number.</param>
    public static Scalar Min(Scalar a, Scalar b) => new(Math.Min(a.Value, b.Value));

    /// <summary>a where the condition is not 0, otherwise b, element by element. The gradient goes to the one chosen.</summary>
    /// <param name="condition">(n), for example <c>h > 0</c>.</param>
    /// <param name="a">(n).</param>
    /// <param name="b">(n).</param>
    /// <exception cref="ShapeMismatchException">The sizes differ.</exception>
    public static Vector Select(Vector condition, Vector a, Vector b) => Choose(condition, a, b);

    /// <summary>a where the condition is not 0, otherwise b, element by element. The gradient goes to the one chosen.</summary>
    /// <param name="condition">(n), for example <c>h > 0</c>.</param>
    /// <param name="a">(n).</param>
    /// <param name="b">A scalar or number.</param>
    /// <exception cref="ShapeMismatchException">The sizes differ.</exception>
    public static Vector Select(Vector condition, Vector a, Scalar b) => Choose(condition, a, Spread(b, condition));

    /// <summary>a where the condition is not 0, otherwise b, element by element. The gradient goes to the one chosen.</summary>
    /// <param name="condition">(n), for example <c>h > 0</c>.</param>
    /// <param name="a">A scalar or number.</param>
    /// <param name="b">(n).</param>
    /// <exception cref="ShapeMismatchException">The sizes differ.</exception>
    public static Vector Select(Vector condition, Scalar a, Vector b) => Choose(condition, Spread(a, condition), b);

    /// <summary>a where the condition is not 0, otherwise b, element by element. The gradient goes to the one chosen.</summary>
    /// <param name="condition">(n), for example <c>h > 0</c>.</param>
    /// <param name="a">A scalar or number.</param>
    /// <param name="b">A scalar or number.</param>
    public static Vector Select(Vector condition, Scalar a, Scalar b) => Choose(condition, Spread(a, condition), Spread(b, condition));

    /// <summary>a where the condition is not 0, otherwise b, element by element. The gradient goes to the one chosen.</summary>
    /// <param name="condition">A scalar, for example <c>h > 0</c>.</param>
    /// <param name="a">(n).</param>
    /// <param name="b">(n).</param>
    /// <exception cref="ShapeMismatchException">The sizes differ.</exception>
    public static Vector Select(Scalar condition, Vector a, Vector b) => Choose(Spread(condition, a), a, b);

    /// <summary>a where the condition is not 0, otherwise b, element by element. The gradient goes to the one chosen.</summary>
    /// <param name="condition">A scalar, for example <c>h > 0</c>.</param>
    /// <param name="a">(n).</param>
    /// <param name="b">A scalar or number.</param>
    public static Vector Select(Scalar condition, Vector a, Scalar b) => Choose(Spread(condition, a), a, Spread(b, a));

    /// <summary>a where the condition is not 0, otherwise b, element by element. The gradient goes to the one chosen.</summary>
    /// <param name="condition">A scalar, for example <c>h > 0</c>.</param>
    /// <param name="a">A scalar or number.</param>
    /// <param name="b">(n).</param>
    public static Vector Select(Scalar condition, Scalar a, Vector b) => Choose(Spread(condition, b), Spread(a, b), b);

    /// <summary>a where the condition is not 0, otherwise b, element by element. The gradient goes to the one chosen.</summary>
    /// <param name="condition">A scalar, for example <c>h > 0</c>.</param>
    /// <param name="a">A scalar or number.</param>
    /// <param name="b">A scalar or number.</param>
    public static Scalar Select(Scalar condition, Scalar a, Scalar b) => condition.Value != 0 ? a : b;

    private static Vector Spread(Scalar value, Vector like) => like.Map(_ => value.Value);

    private static Vector Choose(Vector condition, Vector a, Vector b)
    {
        Vector chosen = Vector.Combine(condition, a, static (c, value) => c != 0 ? value : 0);
        Vector rest = Vector.Combine(condition, b, static (c, value) => c != 0 ? 0 : value);
        return Vector.From([.. Enumerable.Range(0, condition.Size).Select(i => condition[i] != 0 ? chosen[i] : rest[i])]);
    }
}
