using System;
using System.Linq;
using System.Numerics;
using RnnGen.Kernels;

namespace RnnGen;

/// <summary>
/// Fills parameters as their declarations say. Every parameter has a random generator of its own, derived from the seed and its name, so
/// adding one does not change the others.
/// </summary>
internal static class Initializer
{
    public static void Fill(ParameterStorage storage, int seed)
    {
        foreach (ParameterDescription description in storage.Descriptions)
        {
            SeededRandom random = SeededRandom.For(seed, description.Name);
            ElementLayout layout = description.Layout;
            int rows = layout.Rows / description.Blocks;
            double[] values = [.. Enumerable.Range(0, description.Blocks).SelectMany(_ => Values(description, rows, layout.Columns, random))];
            for (int row = 0; row < layout.Rows; row++)
            {
                for (int column = 0; column < layout.Columns; column++)
                {
                    storage.SetValue(layout[row, column], values[(row * layout.Columns) + column]);
                }
            }
        }
    }

    private static double[] Values(ParameterDescription description, int rows, int columns, SeededRandom random)
    {
        double gain = description.Gain;
        return description.Init switch
        {
            Init.Constant => Each(rows * columns, _ => description.Value),
            Init.Identity => Each(rows * columns, i => i / columns == i % columns ? gain : 0),
            Init.Normal => Each(rows * columns, _ => gain * random.NextNormal()),
            Init.RingMagnitude => Each(rows * columns, _ => Math.Log(-0.5 * Math.Log(description.Value * description.Value + (Inside(random) * ((gain * gain) - (description.Value * description.Value)))))),
            Init.RingAngle => Each(rows * columns, _ => Math.Log(gain * Inside(random))),
            Init.Uniform => Uniform(rows * columns, gain / Math.Sqrt(rows), random),
            Init.Glorot => Uniform(rows * columns, gain * Math.Sqrt(6.0 / (rows + columns)), random),
            Init.Orthogonal => Orthogonal(rows, columns, gain, random),
            _ => throw new ArgumentOutOfRangeException(nameof(description), description.Init, $"{description.Name} has an unknown initialiser."),
        };
    }

    // Never 0, of which there is no logarithm.
    private static double Inside(SeededRandom random) => Math.Max(random.NextDouble(), 1e-12);

    private static double[] Uniform(int count, double bound, SeededRandom random) => Each(count, _ => bound * ((2 * random.NextDouble()) - 1));

    private static double[] Each(int count, Func<int, double> value)
    {
        var values = new double[count];
        for (int i = 0; i < count; i++)
        {
            values[i] = value(i);
        }

        return values;
    }

    /// <summary>
    /// The Q of a Gaussian matrix with the diagonal of R positive, which makes it uniform over the orthogonal matrices: rows
    /// (or columns, if there are fewer) are orthonormal. Gram-Schmidt, each vector orthogonalised twice for full precision.
    /// </summary>
    private static double[] Orthogonal(int rows, int columns, double gain, SeededRandom random)
    {
        int count = Math.Min(rows, columns);
        int size = Math.Max(rows, columns);
        double[] basis = Each(count * size, _ => random.NextNormal());
        for (int i = 0; i < count; i++)
        {
            Span<double> current = basis.AsSpan(i * size, size);
            for (int pass = 0; pass < 2; pass++)
            {
                for (int j = 0; j < i; j++)
                {
                    ReadOnlySpan<double> earlier = basis.AsSpan(j * size, size);
                    Subtract(current, earlier, Dot(current, earlier));
                }
            }

            Norms.Scale(current, 1 / Math.Sqrt(Norms.SumOfSquares<double>(current)));
        }

        return Each(rows * columns, i =>
        {
            int row = Math.DivRem(i, columns, out int column);
            return gain * (rows <= columns ? basis[(row * size) + column] : basis[(column * size) + row]);
        });
    }

    private static double Dot(ReadOnlySpan<double> left, ReadOnlySpan<double> right)
    {
        var sums = Vector<double>.Zero;
        int i = 0;
        for (; i <= left.Length - Vector<double>.Count; i += Vector<double>.Count)
        {
            sums += new Vector<double>(left[i..]) * new Vector<double>(right[i..]);
        }

        double sum = System.Numerics.Vector.Sum(sums);
        for (; i < left.Length; i++)
        {
            sum += left[i] * right[i];
        }

        return sum;
    }

    private static void Subtract(Span<double> target, ReadOnlySpan<double> other, double factor)
    {
        int i = 0;
        for (; i <= target.Length - Vector<double>.Count; i += Vector<double>.Count)
        {
            (new Vector<double>(target[i..]) - (new Vector<double>(other[i..]) * factor)).CopyTo(target[i..]);
        }

        for (; i < target.Length; i++)
        {
            target[i] -= other[i] * factor;
        }
    }
}
