using System;
using System.Globalization;
using System.Linq;

namespace RnnGen;

/// <summary>One number for each position of a memory, in double precision: what attention makes of a query and its keys. Values never change.</summary>
public sealed class Scores
{
    private readonly double[] values;

    internal Scores(double[] values) => this.values = values;

    /// <summary>Number of positions, S.</summary>
    public int Positions => values.Length;

    /// <summary>The number of one position.</summary>
    /// <param name="position">0 to <see cref="Positions"/> - 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such position.</exception>
    public double this[int position] => (uint)position < (uint)values.Length
        ? values[position]
        : throw new ArgumentOutOfRangeException(nameof(position), position, $"There are {values.Length} positions.");

    /// <summary>Scores of the given values.</summary>
    /// <param name="values">One number for each position; copied.</param>
    public static Scores From(params double[] values)
    {
        ArgumentNullException.ThrowIfNull(values);
        return new((double[])values.Clone());
    }

    /// <summary>A copy of the numbers.</summary>
    public double[] ToArray() => (double[])values.Clone();

    /// <summary>Sum position by position.</summary>
    /// <param name="left">(S).</param>
    /// <param name="right">(S).</param>
    /// <exception cref="ShapeMismatchException">The positions differ.</exception>
    public static Scores operator +(Scores left, Scores right) => Combine(left, right, static (a, b) => a + b);

    /// <summary>Difference position by position.</summary>
    /// <param name="left">(S).</param>
    /// <param name="right">(S).</param>
    /// <exception cref="ShapeMismatchException">The positions differ.</exception>
    public static Scores operator -(Scores left, Scores right) => Combine(left, right, static (a, b) => a - b);

    /// <summary>Product position by position.</summary>
    /// <param name="left">(S).</param>
    /// <param name="right">(S).</param>
    /// <exception cref="ShapeMismatchException">The positions differ.</exception>
    public static Scores operator *(Scores left, Scores right) => Combine(left, right, static (a, b) => a * b);

    /// <summary>Quotient position by position.</summary>
    /// <param name="left">(S).</param>
    /// <param name="right">(S).</param>
    /// <exception cref="ShapeMismatchException">The positions differ.</exception>
    public static Scores operator /(Scores left, Scores right) => Combine(left, right, static (a, b) => a / b);

    /// <summary>Adds a number to every score.</summary>
    /// <param name="left">(S).</param>
    /// <param name="right">The number.</param>
    public static Scores operator +(Scores left, double right) => left.Map(a => a + right);

    /// <summary>Subtracts a number from every score.</summary>
    /// <param name="left">(S).</param>
    /// <param name="right">The number.</param>
    public static Scores operator -(Scores left, double right) => left.Map(a => a - right);

    /// <summary>Multiplies every score by a number.</summary>
    /// <param name="left">(S).</param>
    /// <param name="right">The number.</param>
    public static Scores operator *(Scores left, double right) => left.Map(a => a * right);

    /// <summary>Divides every score by a number.</summary>
    /// <param name="left">(S).</param>
    /// <param name="right">The number.</param>
    public static Scores operator /(Scores left, double right) => left.Map(a => a / right);

    /// <summary>Adds every score to a number.</summary>
    /// <param name="left">The number.</param>
    /// <param name="right">(S).</param>
    public static Scores operator +(double left, Scores right) => right.Map(b => left + b);

    /// <summary>Subtracts every score from a number.</summary>
    /// <param name="left">The number.</param>
    /// <param name="right">(S).</param>
    public static Scores operator -(double left, Scores right) => right.Map(b => left - b);

    /// <summary>Multiplies every score by a number.</summary>
    /// <param name="left">The number.</param>
    /// <param name="right">(S).</param>
    public static Scores operator *(double left, Scores right) => right.Map(b => left * b);

    /// <summary>Divides a number by every score.</summary>
    /// <param name="left">The number.</param>
    /// <param name="right">(S).</param>
    public static Scores operator /(double left, Scores right) => right.Map(b => left / b);

    /// <summary>Adds a scalar to every score.</summary>
    /// <param name="left">(S).</param>
    /// <param name="right">The scalar.</param>
    public static Scores operator +(Scores left, Scalar right) => left + right.Value;

    /// <summary>Subtracts a scalar from every score.</summary>
    /// <param name="left">(S).</param>
    /// <param name="right">The scalar.</param>
    public static Scores operator -(Scores left, Scalar right) => left - right.Value;

    /// <summary>Multiplies every score by a scalar.</summary>
    /// <param name="left">(S).</param>
    /// <param name="right">The scalar.</param>
    public static Scores operator *(Scores left, Scalar right) => left * right.Value;

    /// <summary>Divides every score by a scalar.</summary>
    /// <param name="left">(S).</param>
    /// <param name="right">The scalar.</param>
    public static Scores operator /(Scores left, Scalar right) => left / right.Value;

    /// <summary>Adds every score to a scalar.</summary>
    /// <param name="left">The scalar.</param>
    /// <param name="right">(S).</param>
    public static Scores operator +(Scalar left, Scores right) => left.Value + right;

    /// <summary>Subtracts every score from a scalar.</summary>
    /// <param name="left">The scalar.</param>
    /// <param name="right">(S).</param>
    public static Scores operator -(Scalar left, Scores right) => left.Value - right;

    /// <summary>Multiplies every score by a scalar.</summary>
    /// <param name="left">The scalar.</param>
    /// <param name="right">(S).</param>
    public static Scores operator *(Scalar left, Scores right) => left.Value * right;

    /// <summary>Negation.</summary>
    /// <param name="operand">(S).</param>
    public static Scores operator -(Scores operand) => operand.Map(static a => -a);

    /// <summary>The number of positions and the first scores.</summary>
    public override string ToString()
    {
        var shown = values.Take(8).Select(value => value.ToString("0.######", CultureInfo.InvariantCulture));
        return $"Scores[{Positions}] ({string.Join(", ", shown)}{(Positions > 8 ? ", ..." : "")})";
    }

    internal Scores Map(Func<double, double> function) => new([.. values.Select(function)]);

    /// <summary>Softmax over the positions; of no positions, none.</summary>
    internal Scores Softmax()
    {
        double max = values.Length == 0 ? 0 : values.Max();
        double[] powers = [.. values.Select(value => Math.Exp(value - max))];
        double sum = powers.Sum();
        return new([.. powers.Select(power => power / sum)]);
    }

    private static Scores Combine(Scores left, Scores right, Func<double, double, double> function) => left.Positions == right.Positions
        ? new([.. left.values.Zip(right.values, function)])
        : throw new ShapeMismatchException(nameof(right), $"({left.Positions} positions)", $"({right.Positions} positions)");
}
