using System;
using System.Linq;

namespace RnnGen;

/// <content>Functions of all features of a vector at once.</content>
public static partial class Equations
{
    /// <summary>The sum of all elements.</summary>
    /// <param name="x">(n).</param>
    public static Scalar Sum(Vector x) => Values(x).Sum();

    /// <summary>The mean of all elements.</summary>
    /// <param name="x">(n).</param>
    public static Scalar Mean(Vector x) => Values(x).Average();

    /// <summary>The largest element; its gradient goes in equal shares to the elements that reach it.</summary>
    /// <param name="x">(n).</param>
    public static Scalar Max(Vector x) => Values(x).Max();

    /// <summary>The inner product: the sum of the products of the elements.</summary>
    /// <param name="a">(n).</param>
    /// <param name="b">(n).</param>
    /// <exception cref="ShapeMismatchException">The sizes differ.</exception>
    public static Scalar Dot(Vector a, Vector b)
    {
        ArgumentNullException.ThrowIfNull(a);
        return Sum(a * b);
    }

    /// <summary>exp(x) / Σ exp(x): positive elements that sum to 1.</summary>
    /// <param name="x">(n).</param>
    public static Vector Softmax(Vector x)
    {
        double[] values = Values(x);
        double logSum = LogSumExp(values);
        return new Vector([.. values.Select(value => Math.Exp(value - logSum))]);
    }

    /// <summary>The natural logarithm of <see cref="Softmax(Vector)"/>: x - ln Σ exp(x).</summary>
    /// <param name="x">(n).</param>
    public static Vector LogSoftmax(Vector x)
    {
        double[] values = Values(x);
        return x - LogSumExp(values);
    }

    /// <summary>Layer normalization: (x - mean) / sqrt(variance + epsilon), mean and variance over the elements of x.</summary>
    /// <param name="x">(n).</param>
    /// <param name="epsilon">Positive; a constant.</param>
    public static Vector LayerNorm(Vector x, double epsilon = 1e-5)
    {
        double[] values = Values(x);
        double mean = values.Average();
        double variance = values.Sum(value => (value - mean) * (value - mean)) / values.Length;
        return (x - mean) / Math.Sqrt(variance + epsilon);
    }

    /// <summary>Layer normalization with a gain and a bias: (x - mean) / sqrt(variance + epsilon) * gain + bias.</summary>
    /// <param name="x">(n).</param>
    /// <param name="gain">(n).</param>
    /// <param name="bias">(n).</param>
    /// <param name="epsilon">Positive; a constant.</param>
    /// <exception cref="ShapeMismatchException">The sizes differ.</exception>
    public static Vector LayerNorm(Vector x, Vector gain, Vector bias, double epsilon = 1e-5) => (LayerNorm(x, epsilon) * gain) + bias;

    /// <summary>The elements of all parts, one part after the other.</summary>
    /// <param name="parts">(n), (m), ...</param>
    public static Vector Concat(params Vector[] parts)
    {
        ArgumentNullException.ThrowIfNull(parts);
        return new Vector([.. parts.SelectMany(Values)]);
    }

    /// <summary>The elements <paramref name="start"/> to <paramref name="start"/> + <paramref name="size"/> - 1.</summary>
    /// <param name="x">(n).</param>
    /// <param name="start">First element; a constant.</param>
    /// <param name="size">Number of elements; a constant.</param>
    /// <exception cref="ArgumentOutOfRangeException">The elements are not all in the vector.</exception>
    public static Vector Slice(Vector x, int start, int size)
    {
        double[] values = Values(x);
        if (start < 0 || size < 1 || size > values.Length - start)
        {
            throw new ArgumentOutOfRangeException(nameof(start), start, $"The elements {start} to {start + size - 1} are not all in a vector of {values.Length}.");
        }

        return new Vector(values[start..(start + size)]);
    }

    private static double[] Values(Vector x)
    {
        ArgumentNullException.ThrowIfNull(x);
        return x.ToArray();
    }

    private static double LogSumExp(double[] x)
    {
        double max = x.Max();
        return max + Math.Log(x.Sum(value => Math.Exp(value - max)));
    }
}
