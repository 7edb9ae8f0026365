using System;
using System.Collections.Generic;
using System.Linq;

namespace RnnGen;

/// <summary>The little linear algebra that the diagnostics need, over small dense matrices.</summary>
internal static class DenseMatrix
{
    private const int MostSweeps = 60;

    public static double[,] Multiply(double[,] left, double[,] right)
    {
        int rows = left.GetLength(0), depth = right.GetLength(0), columns = right.GetLength(1);
        var product = new double[rows, columns];
        for (int i = 0; i < rows; i++)
        {
            for (int k = 0; k < depth; k++)
            {
                for (int j = 0; j < columns; j++)
                {
                    product[i, j] += left[i, k] * right[k, j];
                }
            }
        }

        return product;
    }

    public static double FrobeniusNorm(double[,] matrix) => Math.Sqrt(matrix.Cast<double>().Sum(value => value * value));

    /// <summary>
    /// The largest singular value, by one-sided Jacobi rotations (Hestenes): pairs of columns are rotated until all are orthogonal; their
    /// lengths are then the singular values.
    /// </summary>
    public static double SpectralNorm(double[,] matrix)
    {
        double scale = matrix.Cast<double>().Select(Math.Abs).DefaultIfEmpty().Max();
        if (scale == 0 || !double.IsFinite(scale))
        {
            return scale;
        }

        double[][] columns = Columns(matrix, 1 / scale);
        for (int sweep = 0, rotated = 1; sweep < MostSweeps && rotated > 0; sweep++)
        {
            rotated = 0;
            for (int i = 0; i < columns.Length; i++)
            {
                for (int j = i + 1; j < columns.Length; j++)
                {
                    rotated += Rotate(columns[i], columns[j]) ? 1 : 0;
                }
            }
        }

        return scale * Math.Sqrt(columns.Max(column => Dot(column, column)));
    }

    /// <summary>Mean logarithms of the diagonals of R when Q R = J Q' is decomposed step by step; largest first.</summary>
    public static IEnumerable<double> LyapunovExponents(double[][,] steps)
    {
        if (steps.Length == 0)
        {
            return [];
        }

        int size = steps[0].GetLength(0);
        var basis = new double[size, size];
        for (int i = 0; i < size; i++)
        {
            basis[i, i] = 1;
        }

        var growth = new double[size];
        foreach (double[,] jacobian in steps)
        {
            double[][] columns = Columns(Multiply(jacobian, basis), 1);
            for (int j = 0; j < size; j++)
            {
                for (int pass = 0; pass < 2; pass++) // once more: rounding leaves a little of the earlier directions
                {
                    for (int i = 0; i < j; i++)
                    {
                        Add(columns[j], columns[i], -Dot(columns[i], columns[j]));
                    }
                }

                double length = Math.Sqrt(Dot(columns[j], columns[j]));
                growth[j] += Math.Log(length);
                for (int k = 0; k < size; k++)
                {
                    columns[j][k] = length == 0 ? 0 : columns[j][k] / length;
                    basis[k, j] = columns[j][k];
                }
            }
        }

        return growth.Select(sum => sum / steps.Length).OrderDescending();
    }

    private static bool Rotate(double[] a, double[] b)
    {
        double aa = Dot(a, a), bb = Dot(b, b), ab = Dot(a, b);
        if (Math.Abs(ab) <= 1e-16 * Math.Sqrt(aa * bb))
        {
            return false;
        }

        double zeta = (bb - aa) / (2 * ab);
        double tangent = (zeta < 0 ? -1 : 1) / (Math.Abs(zeta) + Math.Sqrt(1 + (zeta * zeta)));
        double cosine = 1 / Math.Sqrt(1 + (tangent * tangent)), sine = cosine * tangent;
        for (int i = 0; i < a.Length; i++)
        {
            (a[i], b[i]) = ((cosine * a[i]) - (sine * b[i]), (sine * a[i]) + (cosine * b[i]));
        }

        return true;
    }

    private static double[][] Columns(double[,] matrix, double factor) =>
        [.. Enumerable.Range(0, matrix.GetLength(1)).Select(j => Enumerable.Range(0, matrix.GetLength(0)).Select(i => matrix[i, j] * factor).ToArray())];

    private static double Dot(double[] a, double[] b)
    {
        double sum = 0;
        for (int i = 0; i < a.Length; i++)
        {
            sum += a[i] * b[i];
        }

        return sum;
    }

    private static void Add(double[] target, double[] other, double factor)
    {
        for (int i = 0; i < target.Length; i++)
        {
            target[i] += factor * other[i];
        }
    }
}
