using System;

namespace RnnGen;

/// <content>Arithmetic between matrices of one shape, element by element, and with scalars and numbers, which count for every element.</content>
public sealed partial class Matrix
{
    /// <summary>Elementwise sum.</summary>
    /// <param name="left">(m, n).</param>
    /// <param name="right">(m, n).</param>
    /// <exception cref="ShapeMismatchException">The shapes differ.</exception>
    public static Matrix operator +(Matrix left, Matrix right) => Combine(left, right, static (a, b) => a + b);

    /// <summary>Elementwise difference.</summary>
    /// <param name="left">(m, n).</param>
    /// <param name="right">(m, n).</param>
    /// <exception cref="ShapeMismatchException">The shapes differ.</exception>
    public static Matrix operator -(Matrix left, Matrix right) => Combine(left, right, static (a, b) => a - b);

    /// <summary>Elementwise product: not the product of matrices, which an equation does not have.</summary>
    /// <param name="left">(m, n).</param>
    /// <param name="right">(m, n).</param>
    /// <exception cref="ShapeMismatchException">The shapes differ.</exception>
    public static Matrix operator *(Matrix left, Matrix right) => Combine(left, right, static (a, b) => a * b);

    /// <summary>Adds a scalar to every element.</summary>
    /// <param name="left">(m, n).</param>
    /// <param name="right">A scalar.</param>
    public static Matrix operator +(Matrix left, Scalar right) => Each(left, a => a + right.Value);

    /// <summary>Adds a scalar to every element.</summary>
    /// <param name="left">A scalar.</param>
    /// <param name="right">(m, n).</param>
    public static Matrix operator +(Scalar left, Matrix right) => Each(right, b => left.Value + b);

    /// <summary>Adds a number to every element.</summary>
    /// <param name="left">(m, n).</param>
    /// <param name="right">The number.</param>
    public static Matrix operator +(Matrix left, double right) => Each(left, a => a + right);

    /// <summary>Adds a number to every element.</summary>
    /// <param name="left">The number.</param>
    /// <param name="right">(m, n).</param>
    public static Matrix operator +(double left, Matrix right) => Each(right, b => left + b);

    /// <summary>Subtracts a scalar from every element.</summary>
    /// <param name="left">(m, n).</param>
    /// <param name="right">A scalar.</param>
    public static Matrix operator -(Matrix left, Scalar right) => Each(left, a => a - right.Value);

    /// <summary>Subtracts every element from a scalar.</summary>
    /// <param name="left">A scalar.</param>
    /// <param name="right">(m, n).</param>
    public static Matrix operator -(Scalar left, Matrix right) => Each(right, b => left.Value - b);

    /// <summary>Subtracts a number from every element.</summary>
    /// <param name="left">(m, n).</param>
    /// <param name="right">The number.</param>
    public static Matrix operator -(Matrix left, double right) => Each(left, a => a - right);

    /// <summary>Subtracts every element from a number.</summary>
    /// <param name="left">The number.</param>
    /// <param name="right">(m, n).</param>
    public static Matrix operator -(double left, Matrix right) => Each(right, b => left - b);

    /// <summary>Multiplies every element by a scalar.</summary>
    /// <param name="left">(m, n).</param>
    /// <param name="right">A scalar.</param>
    public static Matrix operator *(Matrix left, Scalar right) => Each(left, a => a * right.Value);

    /// <summary>Multiplies every element by a scalar.</summary>
    /// <param name="left">A scalar.</param>
    /// <param name="right">(m, n).</param>
    public static Matrix operator *(Scalar left, Matrix right) => Each(right, b => left.Value * b);

    /// <summary>Multiplies every element by a number.</summary>
    /// <param name="left">(m, n).</param>
    /// <param name="right">The number.</param>
    public static Matrix operator *(Matrix left, double right) => Each(left, a => a * right);

    /// <summary>Multiplies every element by a number.</summary>
    /// <param name="left">The number.</param>
    /// <param name="right">(m, n).</param>
    public static Matrix operator *(double left, Matrix right) => Each(right, b => left * b);

    /// <summary>Divides every element by a scalar.</summary>
    /// <param name="left">(m, n).</param>
    /// <param name="right">A scalar.</param>
    public static Matrix operator /(Matrix left, Scalar right) => Each(left, a => a / right.Value);

    /// <summary>Divides every element by a number.</summary>
    /// <param name="left">(m, n).</param>
    /// <param name="right">The number.</param>
    public static Matrix operator /(Matrix left, double right) => Each(left, a => a / right);

    /// <summary>Elementwise negation.</summary>
    /// <param name="operand">(m, n).</param>
    public static Matrix operator -(Matrix operand) => Each(operand, static a => -a);

    internal static Matrix Each(Matrix matrix, Func<double, double> function)
    {
        ArgumentNullException.ThrowIfNull(matrix);
        double[,] result = matrix.ToArray();
        for (int row = 0; row < matrix.Rows; row++)
        {
            for (int column = 0; column < matrix.Columns; column++)
            {
                result[row, column] = function(result[row, column]);
            }
        }

        return new Matrix(result);
    }

    private static Matrix Combine(Matrix left, Matrix right, Func<double, double, double> function)
    {
        ArgumentNullException.ThrowIfNull(left);
        ArgumentNullException.ThrowIfNull(right);
        if (left.Rows != right.Rows || left.Columns != right.Columns)
        {
            throw new ShapeMismatchException(nameof(right), $"({left.Rows}, {left.Columns})", $"({right.Rows}, {right.Columns})");
        }

        double[,] result = left.ToArray();
        for (int row = 0; row < left.Rows; row++)
        {
            for (int column = 0; column < left.Columns; column++)
            {
                result[row, column] = function(result[row, column], right[row, column]);
            }
        }

        return new Matrix(result);
    }
}
