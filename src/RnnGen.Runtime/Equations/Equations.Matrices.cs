using System;

namespace RnnGen;

/// <content>Matrices as values of a step.</content>
public static partial class Equations
{
    /// <summary>The transpose: element (i, j) is element (j, i) of <paramref name="matrix"/>. Of a parameter it is a live view.</summary>
    /// <param name="matrix">(m, n).</param>
    /// <returns>(n, m).</returns>
    public static Matrix Transpose(Matrix matrix)
    {
        ArgumentNullException.ThrowIfNull(matrix);
        return matrix.Transposed();
    }

    /// <summary>The outer product: element (i, j) is a_i b_j.</summary>
    /// <param name="a">(m).</param>
    /// <param name="b">(n).</param>
    /// <returns>(m, n).</returns>
    public static Matrix Outer(Vector a, Vector b)
    {
        ArgumentNullException.ThrowIfNull(a);
        ArgumentNullException.ThrowIfNull(b);
        var result = new double[a.Size, b.Size];
        for (int row = 0; row < a.Size; row++)
        {
            for (int column = 0; column < b.Size; column++)
            {
                result[row, column] = a[row] * b[column];
            }
        }

        return new Matrix(result);
    }

    /// <summary>Sum of all elements.</summary>
    /// <param name="x">(m, n).</param>
    public static Scalar Sum(Matrix x)
    {
        ArgumentNullException.ThrowIfNull(x);
        double sum = 0;
        foreach (double value in x.ToArray())
        {
            sum += value;
        }

        return sum;
    }

    /// <summary>1 / (1 + e^-x), computed without overflow, by elements.</summary>
    /// <param name="x">(m, n).</param>
    public static Matrix Sigmoid(Matrix x) => Matrix.Each(x, SigmoidOf);

    /// <summary>Hyperbolic tangent, by elements.</summary>
    /// <param name="x">(m, n).</param>
    public static Matrix Tanh(Matrix x) => Matrix.Each(x, Math.Tanh);

    /// <summary>max(x, 0), by elements.</summary>
    /// <param name="x">(m, n).</param>
    public static Matrix Relu(Matrix x) => Matrix.Each(x, ReluOf);

    /// <summary>e^x, by elements.</summary>
    /// <param name="x">(m, n).</param>
    public static Matrix Exp(Matrix x) => Matrix.Each(x, Math.Exp);

    /// <summary>Natural logarithm, by elements.</summary>
    /// <param name="x">(m, n).</param>
    public static Matrix Log(Matrix x) => Matrix.Each(x, Math.Log);

    /// <summary>Square root, by elements.</summary>
    /// <param name="x">(m, n).</param>
    public static Matrix Sqrt(Matrix x) => Matrix.Each(x, Math.Sqrt);

    /// <summary>Absolute value, by elements.</summary>
    /// <param name="x">(m, n).</param>
    public static Matrix Abs(Matrix x) => Matrix.Each(x, Math.Abs);

    /// <summary>ln(1 + e^x), computed without overflow, by elements.</summary>
    /// <param name="x">(m, n).</param>
    public static Matrix Softplus(Matrix x) => Matrix.Each(x, SoftplusOf);
}
