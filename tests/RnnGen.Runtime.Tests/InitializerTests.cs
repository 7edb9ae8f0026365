using System;
using System.Linq;
using Xunit;

namespace RnnGen.Runtime.Tests;

public sealed class InitializerTests
{
    [Theory]
    [InlineData(24, 24)]
    [InlineData(7, 19)]
    [InlineData(33, 5)]
    [InlineData(1, 1)]
    public void Orthogonal_rows_or_columns(int rows, int columns)
    {
        FlatModel<double> model = FlatModel<double>.Of(("W", rows, columns, Init.Orthogonal, 2)).Filled(5);
        double[] w = model.Parameters["W"].Value.ToDoubleArray();
        double Entry(int a, int b) => rows <= columns
            ? Enumerable.Range(0, columns).Sum(k => w[(a * columns) + k] * w[(b * columns) + k])
            : Enumerable.Range(0, rows).Sum(k => w[(k * columns) + a] * w[(k * columns) + b]);
        for (int a = 0; a < Math.Min(rows, columns); a++)
        {
            for (int b = 0; b < Math.Min(rows, columns); b++)
            {
                Assert.Equal(a == b ? 4 : 0, Entry(a, b), 1e-13);
            }
        }
    }

    [Fact]
    public void Ranges_and_moments()
    {
        FlatModel<double> model = FlatModel<double>.Of(
            ("Glorot", 60, 90, Init.Glorot, 3), ("Uniform", 100, 40, Init.Uniform, 1), ("Normal", 100, 60, Init.Normal, 0.5)).Filled(11);

        AssertUniform(model.Parameters["Glorot"], 3 * Math.Sqrt(6.0 / 150));
        AssertUniform(model.Parameters["Uniform"], 0.1);
        double[] normal = model.Parameters["Normal"].Value.ToDoubleArray();
        Assert.Equal(0, normal.Average(), 0.03);
        Assert.Equal(0.25, normal.Average(value => value * value), 0.02);
        Assert.Equal(0.1587, (double)normal.Count(value => value > 0.5) / normal.Length, 0.02);
    }

    [Fact]
    public void Constants_and_identity()
    {
        FlatModel<float> model = FlatModel<float>.Mixed().Filled(1);
        Assert.All(model.Parameters["bf"].Value.ToArray(), value => Assert.Equal(1, value));
        FlatModel<float> identity = FlatModel<float>.Of(("I", 2, 3, Init.Identity, 0.5)).Filled(1);
        Assert.Equal([0.5f, 0, 0, 0, 0.5f, 0], identity.Parameters["I"].Value.ToArray());
    }

    [Fact]
    public void Seeds_and_names_decide_and_nothing_else()
    {
        FlatModel<double> one = FlatModel<double>.Of(("A", 4, 4, Init.Glorot, 1), ("B", 4, 4, Init.Glorot, 1)).Filled(1);
        FlatModel<double> same = FlatModel<double>.Of(("B", 4, 4, Init.Glorot, 1), ("C", 2, 2, Init.Normal, 1)).Filled(1);
        FlatModel<double> other = FlatModel<double>.Of(("B", 4, 4, Init.Glorot, 1)).Filled(2);

        Assert.Equal(one.Parameters["B"].Value, same.Parameters["B"].Value);
        Assert.NotEqual(one.Parameters["A"].Value, one.Parameters["B"].Value);
        Assert.NotEqual(one.Parameters["B"].Value, other.Parameters["B"].Value);
    }

    /// <summary>xoshiro256** from the state SplitMix64 gives for seed 0, computed with the authors' C code.</summary>
    [Fact]
    public void The_generator_is_the_published_one()
    {
        var random = new SeededRandom(0);
        Assert.Equal([0x99EC5F36CB75F2B4, 0xBF6E1F784956452A, 0x1A5F849D4933E6E0], new[] { random.NextBits(), random.NextBits(), random.NextBits() });
    }

    private static void AssertUniform(Parameter parameter, double bound)
    {
        double[] values = parameter.Value.ToDoubleArray();
        Assert.InRange(values.Max(), bound * 0.99, bound);
        Assert.InRange(values.Min(), -bound, -bound * 0.99);
        Assert.Equal(bound * bound / 3, values.Average(value => value * value), bound * bound * 0.02);
    }
}
