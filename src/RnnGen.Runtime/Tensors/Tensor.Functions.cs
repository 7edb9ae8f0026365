using System;
using System.Linq;

namespace RnnGen;

/// <content>Functions of every element, and matrix products.</content>
public sealed partial class Tensor
{
    /// <summary>e to every element.</summary>
    public Tensor Exp() => Map(Math.Exp);

    /// <summary>Natural logarithm of every element.</summary>
    public Tensor Log() => Map(Math.Log);

    /// <summary>Square root of every element.</summary>
    public Tensor Sqrt() => Map(Math.Sqrt);

    /// <summary>Absolute value of every element.</summary>
    public Tensor Abs() => Map(Math.Abs);

    /// <summary>Hyperbolic tangent of every element.</summary>
    public Tensor Tanh() => Map(Math.Tanh);

    /// <summary>1 / (1 + exp(-x)) of every element.</summary>
    public Tensor Sigmoid() => Map(static x => 1 / (1 + Math.Exp(-x)));

    /// <summary>max(0, x) of every element.</summary>
    public Tensor Relu() => Map(static x => Math.Max(x, 0));

    /// <summary>
    /// Matrix product: (m,k) x (k,n) to (m,n); of batches (B,m,k) x (B,k,n) to (B,m,n); of a batch and one matrix (B,m,k) x (k,n) to (B,m,n).
    /// </summary>
    /// <param name="right">The right factor.</param>
    /// <exception cref="ShapeMismatchException">The shapes do not fit.</exception>
    public Tensor MatMul(Tensor right)
    {
        ArgumentNullException.ThrowIfNull(right);
        bool isBatch = right.Rank == 3;
        if (Rank is not (2 or 3) || right.Rank is not (2 or 3) || (isBatch && (Rank != 3 || right.dims[0] != dims[0])) || right.dims[^2] != dims[^1])
        {
            throw new ShapeMismatchException(nameof(right), $"(k, n) or (B, k, n) with the k, and the B, of {Shape.Text(dims)}", Shape.Text(right.dims));
        }

        int k = dims[^1], n = right.dims[^1], m = dims[^2], matrices = Rank == 3 ? dims[0] : 1;
        double[] a = Doubles ?? ToDoubleArray(), b = right.Doubles ?? right.ToDoubleArray();
        var product = new double[matrices * m * n];
        for (int row = 0; row < matrices * m; row++)
        {
            int first = isBatch ? row / m * k * n : 0;
            for (int i = 0; i < k; i++)
            {
                double factor = a[(row * k) + i];
                for (int j = 0; j < n; j++)
                {
                    product[(row * n) + j] += factor * b[first + (i * n) + j];
                }
            }
        }

        int[] result = With(dims, Rank - 1, n);
        return IsDouble || right.IsDouble ? Wrap(product, result) : Wrap(Array.ConvertAll(product, static value => (float)value), result);
    }

    private Tensor Map(Func<double, double> function) => OfMyType([.. ToDoubleArray().Select(function)], (int[])dims.Clone());
}
