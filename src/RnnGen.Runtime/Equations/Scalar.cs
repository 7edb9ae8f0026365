using System;
using System.Globalization;

namespace RnnGen;

/// <summary>
/// One number of an equation, in double precision: a scalar parameter, a time gap, a sum over features. Together with a
/// <see cref="Vector"/> it counts for every element.
/// </summary>
public readonly partial struct Scalar : IEquatable<Scalar>
{
    /// <summary>A number as a scalar.</summary>
    /// <param name="value">The number.</param>
    public Scalar(double value) => Value = value;

    /// <summary>The number.</summary>
    public double Value { get; }

    /// <summary>A number as a scalar.</summary>
    /// <param name="value">The number.</param>
    public static implicit operator Scalar(double value) => new(value);

    /// <summary>Sum.</summary>
    /// <param name="left">A scalar or number.</param>
    /// <param name="right">A scalar or number.</param>
    public static Scalar operator +(Scalar left, Scalar right) => new(left.Value + right.Value);

    /// <summary>Difference.</summary>
    /// <param name="left">A scalar or number.</param>
    /// <param name="right">A scalar or number.</param>
    public static Scalar operator -(Scalar left, Scalar right) => new(left.Value - right.Value);

    /// <summary>Product.</summary>
    /// <param name="left">A scalar or number.</param>
    /// <param name="right">A scalar or number.</param>
    public static Scalar operator *(Scalar left, Scalar right) => new(left.Value * right.Value);

    /// <summary>Quotient.</summary>
    /// <param name="left">A scalar or number.</param>
    /// <param name="right">A scalar or number.</param>
    public static Scalar operator /(Scalar left, Scalar right) => new(left.Value / right.Value);

    /// <summary>Negation.</summary>
    /// <param name="operand">A scalar.</param>
    public static Scalar operator -(Scalar operand) => new(-operand.Value);

    /// <summary>Adds a scalar to every element.</summary>
    /// <param name="left">A scalar.</param>
    /// <param name="right">(n).</param>
    public static Vector operator +(Scalar left, Vector right) => left.Value + NotNull(right);

    /// <summary>Subtracts every element from a scalar.</summary>
    /// <param name="left">A scalar.</param>
    /// <param name="right">(n).</param>
    public static Vector operator -(Scalar left, Vector right) => left.Value - NotNull(right);

    /// <summary>Multiplies every element by a scalar.</summary>
    /// <param name="left">A scalar.</param>
    /// <param name="right">(n).</param>
    public static Vector operator *(Scalar left, Vector right) => left.Value * NotNull(right);

    /// <summary>Divides a scalar by every element.</summary>
    /// <param name="left">A scalar.</param>
    /// <param name="right">(n).</param>
    public static Vector operator /(Scalar left, Vector right) => left.Value / NotNull(right);

    /// <summary>Adds a scalar to every element.</summary>
    /// <param name="left">(n).</param>
    /// <param name="right">A scalar.</param>
    public static Vector operator +(Vector left, Scalar right) => NotNull(left) + right.Value;

    /// <summary>Subtracts a scalar from every element.</summary>
    /// <param name="left">(n).</param>
    /// <param name="right">A scalar.</param>
    public static Vector operator -(Vector left, Scalar right) => NotNull(left) - right.Value;

    /// <summary>Multiplies every element by a scalar.</summary>
    /// <param name="left">(n).</param>
    /// <param name="right">A scalar.</param>
    public static Vector operator *(Vector left, Scalar right) => NotNull(left) * right.Value;

    /// <summary>Divides every element by a scalar.</summary>
    /// <param name="left">(n).</param>
    /// <param name="right">A scalar.</param>
    public static Vector operator /(Vector left, Scalar right) => NotNull(left) / right.Value;

    /// <summary>Whether the numbers are the same; NaN is NaN.</summary>
    /// <param name="other">The other scalar.</param>
    public bool Equals(Scalar other) => Value.Equals(other.Value);

    /// <summary>Whether it is a scalar of the same number.</summary>
    /// <param name="obj">The other one.</param>
    public override bool Equals(object? obj) => obj is Scalar other && Equals(other);

    /// <summary>A hash of the number.</summary>
    public override int GetHashCode() => Value.GetHashCode();

    /// <summary>The number, in no culture.</summary>
    public override string ToString() => Value.ToString("0.######", CultureInfo.InvariantCulture);

    internal Scalar Map(Func<double, double> function) => new(function(Value));

    private static Vector NotNull(Vector vector)
    {
        ArgumentNullException.ThrowIfNull(vector);
        return vector;
    }
}
