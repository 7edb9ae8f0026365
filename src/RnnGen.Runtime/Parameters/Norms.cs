using System;
using System.Numerics;
using System.Runtime.InteropServices;

namespace RnnGen;

/// <summary>Norms of float or double data, accumulated in double, without allocating.</summary>
internal static class Norms
{
    public static double SumOfSquares<T>(ReadOnlySpan<T> values)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => typeof(T) == typeof(float)
        ? SumOfSquares(MemoryMarshal.Cast<T, float>(values))
        : SumOfSquares(MemoryMarshal.Cast<T, double>(values));

    public static double MaxMagnitude<T>(ReadOnlySpan<T> values)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        T max = T.Zero;
        foreach (T value in values)
        {
            max = T.Max(max, T.Abs(value)); // NaN wins
        }

        return double.CreateTruncating(max);
    }

    public static bool AllFinite<T>(ReadOnlySpan<T> values)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        foreach (T value in values)
        {
            if (!T.IsFinite(value))
            {
                return false;
            }
        }

        return true;
    }

    public static void Scale<T>(Span<T> values, double factor)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        T scale = T.CreateTruncating(factor);
        Span<Vector<T>> vectors = MemoryMarshal.Cast<T, Vector<T>>(values);
        for (int i = 0; i < vectors.Length; i++)
        {
            vectors[i] *= scale;
        }

        for (int i = vectors.Length * Vector<T>.Count; i < values.Length; i++)
        {
            values[i] *= scale;
        }
    }

    public static void Limit<T>(Span<T> values, double limit)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        T high = T.CreateTruncating(limit);
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = T.Clamp(values[i], -high, high);
        }
    }

    private static double SumOfSquares(ReadOnlySpan<float> values)
    {
        ReadOnlySpan<Vector<float>> vectors = MemoryMarshal.Cast<float, Vector<float>>(values);
        var first = Vector<double>.Zero;
        var second = Vector<double>.Zero;
        foreach (Vector<float> vector in vectors)
        {
            System.Numerics.Vector.Widen(vector, out Vector<double> low, out Vector<double> high);
            first += low * low;
            second += high * high;
        }

        double sum = System.Numerics.Vector.Sum(first + second);
        foreach (float value in values[(vectors.Length * Vector<float>.Count)..])
        {
            sum += (double)value * value;
        }

        return sum;
    }

    private static double SumOfSquares(ReadOnlySpan<double> values)
    {
        ReadOnlySpan<Vector<double>> vectors = MemoryMarshal.Cast<double, Vector<double>>(values);
        var total = Vector<double>.Zero;
        foreach (Vector<double> vector in vectors)
        {
            total += vector * vector;
        }

        double sum = System.Numerics.Vector.Sum(total);
        foreach (double value in values[(vectors.Length * Vector<double>.Count)..])
        {
            sum += value * value;
        }

        return sum;
    }
}
