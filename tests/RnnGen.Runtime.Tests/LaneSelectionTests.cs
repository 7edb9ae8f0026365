using System;
using System.Linq;
using RnnGen.Kernels;
using Xunit;

namespace RnnGen.Runtime.Tests;

/// <summary>Comparing and choosing in lanes of both precisions: exact, with NaN, infinities and zeros of both signs among the operands.</summary>
public sealed class LaneSelectionTests
{
    private static readonly double[] Numbers =
        [0, -0.0, 1, -1, 0.5, 2.75, -2.75, 1e30, -1e30, double.PositiveInfinity, double.NegativeInfinity, double.NaN, 1e-30, -1e-30, 3, -3];

    public static TheoryData<string> Functions => ["Max", "Min", "Greater", "GreaterOrEqual", "Less", "LessOrEqual", "Share", "Select"];

    [Theory]
    [MemberData(nameof(Functions))]
    public void Agree_with_one_number_at_a_time(string name)
    {
        for (int shift = 0; shift < Numbers.Length; shift++)
        {
            double[] others = [.. Numbers.Skip(shift), .. Numbers.Take(shift)];
            double[] expected = [.. Numbers.Zip(others, (a, b) => Exact(name, a, b))];
            Assert.Equal(expected, Doubles(name, Numbers, others));
            Assert.Equal(expected.Select(v => (float)v), Singles(name, [.. Numbers.Select(v => (float)v)], [.. others.Select(v => (float)v)]));
        }
    }

    [Theory]
    [InlineData(0.0, 0.0)]
    [InlineData(0.1, 0.1124629160182848922032751)]
    [InlineData(-0.5, -0.5204998778130465376827466)]
    [InlineData(1.0, 0.8427007929497148693412206)]
    [InlineData(2.4, 0.9993114861033549214320923)]
    [InlineData(2.6, 0.9997639655834706510096286)]
    [InlineData(-4.0, -0.9999999845827420997199812)]
    [InlineData(1e-200, 1.128379167095512573896159e-200)]
    [InlineData(40.0, 1.0)]
    public void Error_function_in_double(double x, double expected) => Assert.InRange(
        Math.Abs(Doubles("Erf", [x], [0])[0] - expected), 0, 5e-16 * Math.Abs(expected));

    private static double Exact(string name, double a, double b) => name switch
    {
        "Max" => Math.Max(a, b),
        "Min" => Math.Min(a, b),
        "Greater" => a > b ? 1 : 0,
        "GreaterOrEqual" => a >= b ? 1 : 0,
        "Less" => a < b ? 1 : 0,
        "LessOrEqual" => a <= b ? 1 : 0,
        "Share" => a > b ? 1 : a == b ? 0.5 : 0,
        _ => a != 0 ? b : 7,
    };

    private static double[] Doubles(string name, double[] a, double[] b)
    {
        double[] left = [.. a, .. new double[16 - a.Length]], right = [.. b, .. new double[16 - b.Length]], results = new double[16];
        Lanes64 x = Lanes64.Load(ref left[0], 0), y = Lanes64.Load(ref right[0], 0);
        (name switch
        {
            "Max" => Lanes64.Max(x, y),
            "Min" => Lanes64.Min(x, y),
            "Greater" => Lanes64.Greater(x, y),
            "GreaterOrEqual" => Lanes64.GreaterOrEqual(x, y),
            "Less" => Lanes64.Less(x, y),
            "LessOrEqual" => Lanes64.LessOrEqual(x, y),
            "Share" => Lanes64.Share(x, y),
            "Select" => Lanes64.Select(x, y, 7),
            _ => Lanes64.Erf(x),
        }).Store(ref results[0], 0);
        return results[..a.Length];
    }

    private static float[] Singles(string name, float[] a, float[] b)
    {
        var results = new float[16];
        Lanes32 x = Lanes32.Load(ref a[0], 0), y = Lanes32.Load(ref b[0], 0);
        (name switch
        {
            "Max" => Lanes32.Max(x, y),
            "Min" => Lanes32.Min(x, y),
            "Greater" => Lanes32.Greater(x, y),
            "GreaterOrEqual" => Lanes32.GreaterOrEqual(x, y),
            "Less" => Lanes32.Less(x, y),
            "LessOrEqual" => Lanes32.LessOrEqual(x, y),
            "Share" => Lanes32.Share(x, y),
            _ => Lanes32.Select(x, y, 7),
        }).Store(ref results[0], 0);
        return results;
    }
}
