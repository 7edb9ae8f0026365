using System;
using System.Linq;

namespace RnnGen;

/// <summary>
/// What a step attends over: S vectors of one size, in double precision, the outputs of an encoder for example. S differs from sequence
/// to sequence and is never seen by an equation. Values never change.
/// </summary>
public sealed class Memory
{
    private readonly Vector[] rows;

    private Memory(Vector[] rows, int size)
    {
        this.rows = rows;
        Size = size;
    }

    /// <summary>Number of positions, S.</summary>
    public int Positions => rows.Length;

    /// <summary>Elements of each position's vector, K.</summary>
    public int Size { get; }

    /// <summary>The vector of one position.</summary>
    /// <param name="position">0 to <see cref="Positions"/> - 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such position.</exception>
    public Vector this[int position] => (uint)position < (uint)rows.Length
        ? rows[position]
        : throw new ArgumentOutOfRangeException(nameof(position), position, $"The memory has {rows.Length} positions.");

    /// <summary>A memory of the given values.</summary>
    /// <param name="values">(S, K); copied.</param>
    public static Memory From(double[,] values)
    {
        ArgumentNullException.ThrowIfNull(values);
        int size = values.GetLength(1);
        return new(
            [.. Enumerable.Range(0, values.GetLength(0)).Select(s => new Vector([.. Enumerable.Range(0, size).Select(k => values[s, k])]))],
            size);
    }

    /// <summary>A copy of the elements, (S, K).</summary>
    public double[,] ToArray()
    {
        var copy = new double[Positions, Size];
        for (int s = 0; s < Positions; s++)
        {
            for (int k = 0; k < Size; k++)
            {
                copy[s, k] = rows[s][k];
            }
        }

        return copy;
    }

    /// <summary>The product with the vector of each position.</summary>
    /// <param name="left">(m, K).</param>
    /// <param name="right">(S, K).</param>
    /// <returns>(S, m).</returns>
    /// <exception cref="ShapeMismatchException">K is not the number of columns.</exception>
    public static Memory operator *(Matrix left, Memory right) => left.Columns == right.Size
        ? new([.. right.rows.Select(row => left * row)], left.Rows)
        : throw new ShapeMismatchException(nameof(right), $"(S, {left.Columns})", $"(S={right.Positions}, {right.Size})");

    /// <summary>Elementwise sum, position by position.</summary>
    /// <param name="left">(S, K).</param>
    /// <param name="right">(S, K).</param>
    /// <exception cref="ShapeMismatchException">The shapes differ.</exception>
    public static Memory operator +(Memory left, Memory right) => Combine(left, right, static (a, b) => a + b);

    /// <summary>Elementwise difference, position by position.</summary>
    /// <param name="left">(S, K).</param>
    /// <param name="right">(S, K).</param>
    /// <exception cref="ShapeMismatchException">The shapes differ.</exception>
    public static Memory operator -(Memory left, Memory right) => Combine(left, right, static (a, b) => a - b);

    /// <summary>Elementwise product, position by position.</summary>
    /// <param name="left">(S, K).</param>
    /// <param name="right">(S, K).</param>
    /// <exception cref="ShapeMismatchException">The shapes differ.</exception>
    public static Memory operator *(Memory left, Memory right) => Combine(left, right, static (a, b) => a * b);

    /// <summary>Adds a vector to every position.</summary>
    /// <param name="left">(S, K).</param>
    /// <param name="right">(K).</param>
    /// <exception cref="ShapeMismatchException">The sizes differ.</exception>
    public static Memory operator +(Memory left, Vector right) => left.Each(row => row + right);

    /// <summary>Subtracts a vector from every position.</summary>
    /// <param name="left">(S, K).</param>
    /// <param name="right">(K).</param>
    /// <exception cref="ShapeMismatchException">The sizes differ.</exception>
    public static Memory operator -(Memory left, Vector right) => left.Each(row => row - right);

    /// <summary>Multiplies every position by a vector, element by element.</summary>
    /// <param name="left">(S, K).</param>
    /// <param name="right">(K).</param>
    /// <exception cref="ShapeMismatchException">The sizes differ.</exception>
    public static Memory operator *(Memory left, Vector right) => left.Each(row => row * right);

    /// <summary>Adds every position to a vector.</summary>
    /// <param name="left">(K).</param>
    /// <param name="right">(S, K).</param>
    /// <exception cref="ShapeMismatchException">The sizes differ.</exception>
    public static Memory operator +(Vector left, Memory right) => right.Each(row => left + row);

    /// <summary>Subtracts every position from a vector.</summary>
    /// <param name="left">(K).</param>
    /// <param name="right">(S, K).</param>
    /// <exception cref="ShapeMismatchException">The sizes differ.</exception>
    public static Memory operator -(Vector left, Memory right) => right.Each(row => left - row);

    /// <summary>Multiplies every position by a vector, element by element.</summary>
    /// <param name="left">(K).</param>
    /// <param name="right">(S, K).</param>
    /// <exception cref="ShapeMismatchException">The sizes differ.</exception>
    public static Memory operator *(Vector left, Memory right) => right.Each(row => left * row);

    /// <summary>Adds a number to every element.</summary>
    /// <param name="left">(S, K).</param>
    /// <param name="right">The number.</param>
    public static Memory operator +(Memory left, double right) => left.Map(a => a + right);

    /// <summary>Subtracts a number from every element.</summary>
    /// <param name="left">(S, K).</param>
    /// <param name="right">The number.</param>
    public static Memory operator -(Memory left, double right) => left.Map(a => a - right);

    /// <summary>Multiplies every element by a number.</summary>
    /// <param name="left">(S, K).</param>
    /// <param name="right">The number.</param>
    public static Memory operator *(Memory left, double right) => left.Map(a => a * right);

    /// <summary>Divides every element by a number.</summary>
    /// <param name="left">(S, K).</param>
    /// <param name="right">The number.</param>
    public static Memory operator /(Memory left, double right) => left.Map(a => a / right);

    /// <summary>Adds every element to a number.</summary>
    /// <param name="left">The number.</param>
    /// <param name="right">(S, K).</param>
    public static Memory operator +(double left, Memory right) => right.Map(b => left + b);

    /// <summary>Subtracts every element from a number.</summary>
    /// <param name="left">The number.</param>
    /// <param name="right">(S, K).</param>
    public static Memory operator -(double left, Memory right) => right.Map(b => left - b);

    /// <summary>Multiplies every element by a number.</summary>
    /// <param name="left">The number.</param>
    /// <param name="right">(S, K).</param>
    public static Memory operator *(double left, Memory right) => right.Map(b => left * b);

    /// <summary>Multiplies every element by a scalar.</summary>
    /// <param name="left">(S, K).</param>
    /// <param name="right">The scalar.</param>
    public static Memory operator *(Memory left, Scalar right) => left * right.Value;

    /// <summary>Multiplies every element by a scalar.</summary>
    /// <param name="left">The scalar.</param>
    /// <param name="right">(S, K).</param>
    public static Memory operator *(Scalar left, Memory right) => left.Value * right;

    /// <summary>Negation.</summary>
    /// <param name="operand">(S, K).</param>
    public static Memory operator -(Memory operand) => operand.Map(static a => -a);

    /// <summary>The shape.</summary>
    public override string ToString() => $"Memory[{Positions},{Size}]";

    internal Memory Map(Func<double, double> function) => Each(row => row.Map(function));

    /// <summary>The same function of the vector of each position; it keeps the size.</summary>
    internal Memory Each(Func<Vector, Vector> function) => new([.. rows.Select(function)], Size);

    private static Memory Combine(Memory left, Memory right, Func<double, double, double> function)
    {
        if (left.Positions != right.Positions || left.Size != right.Size)
        {
            throw new ShapeMismatchException(nameof(right), $"(S={left.Positions}, {left.Size})", $"(S={right.Positions}, {right.Size})");
        }

        return new([.. left.rows.Zip(right.rows, (a, b) => new Vector([.. a.ToArray().Zip(b.ToArray(), function)]))], left.Size);
    }
}
