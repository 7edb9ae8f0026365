using System;
using System.Globalization;
using System.Linq;
using RnnGen.Kernels;
using Xunit;

namespace RnnGen.Runtime.Tests;

/// <summary>Elementary functions of the 32-bit lanes against double precision.</summary>
public sealed class LanesTests
{
    public static TheoryData<string> Functions => ["Exp", "Sigmoid", "Tanh", "Softplus", "Log", "Sqrt", "Erf", "Sin", "Cos", "Pow2.5", "Pow-0.75", "Pow3"];

    [Theory]
    [MemberData(nameof(Functions))]
    public void Error_is_at_most_four_units_in_the_last_place(string name)
    {
        float[] arguments = [.. Arguments(name)];
        float[] actual = Map(name, arguments);
        for (int i = 0; i < arguments.Length; i++)
        {
            double exact = Exact(name, arguments[i]);
            if (Math.Abs(exact) < (name == "Sigmoid" ? 1.7e-38 : 1.2e-38) || Math.Abs(exact) > 3.4e38)
            {
                continue; // no normal single, or where sigmoid saturates
            }

            double unit = MathF.BitIncrement(MathF.Abs((float)exact)) - (double)MathF.Abs((float)exact);
            double error = Math.Abs(actual[i] - exact) / unit;
            Assert.True(error <= 4, $"{name}({arguments[i]:r}) is {actual[i]:r}, exactly {exact:r}: {error:0.0} units off");
        }
    }

    [Theory]
    [InlineData("Exp", float.NegativeInfinity, 0f)]
    [InlineData("Exp", float.PositiveInfinity, float.PositiveInfinity)]
    [InlineData("Exp", 89f, float.PositiveInfinity)]
    [InlineData("Exp", -104f, 0f)]
    [InlineData("Exp", 0f, 1f)]
    [InlineData("Sigmoid", float.PositiveInfinity, 1f)]
    [InlineData("Sigmoid", 30f, 1f)]
    [InlineData("Sigmoid", 0f, 0.5f)]
    [InlineData("Tanh", float.PositiveInfinity, 1f)]
    [InlineData("Tanh", float.NegativeInfinity, -1f)]
    [InlineData("Tanh", 0f, 0f)]
    [InlineData("Relu", -3f, 0f)]
    [InlineData("Relu", 3f, 3f)]
    [InlineData("Positive", 0f, 0f)]
    [InlineData("Positive", 1e-30f, 1f)]
    [InlineData("Sign", -2f, -1f)]
    [InlineData("Sign", 0f, 0f)]
    [InlineData("Abs", -2f, 2f)]
    [InlineData("Log", 0f, float.NegativeInfinity)]
    [InlineData("Softplus", float.NegativeInfinity, 0f)]
    [InlineData("Softplus", 100f, 100f)]
    [InlineData("Erf", float.PositiveInfinity, 1f)]
    [InlineData("Erf", float.NegativeInfinity, -1f)]
    [InlineData("Erf", 0f, 0f)]
    [InlineData("Sin", float.PositiveInfinity, float.NaN)]
    [InlineData("Cos", float.NegativeInfinity, float.NaN)]
    [InlineData("Sin", 0f, 0f)]
    [InlineData("Cos", 0f, 1f)]
    [InlineData("Floor", -0.5f, -1f)]
    [InlineData("Floor", 3f, 3f)]
    [InlineData("Floor", float.NegativeInfinity, float.NegativeInfinity)]
    [InlineData("Pow3", -2f, -8f)]
    [InlineData("Pow2.5", -2f, float.NaN)]
    [InlineData("Pow2.5", 0f, 0f)]
    [InlineData("Pow-0.75", 0f, float.PositiveInfinity)]
    [InlineData("Pow-0.75", float.PositiveInfinity, 0f)]
    [InlineData("Pow2.5", 1e30f, float.PositiveInfinity)]
    public void Borders(string name, float argument, float expected) => Assert.Equal(expected, Map(name, [argument])[0]);

    [Theory]
    [MemberData(nameof(Functions))]
    public void NaN_stays_NaN(string name) => Assert.True(float.IsNaN(Map(name, [float.NaN])[0]));

    [Fact]
    public void Relu_hands_NaN_on() => Assert.True(float.IsNaN(Map("Relu", [float.NaN])[0]));

    [Theory]
    [InlineData("Sigmoid")]
    [InlineData("Tanh")]
    public void Saturation_is_monotone_and_bounded(string name)
    {
        float[] arguments = [.. Enumerable.Range(0, 20_001).Select(i => -100f + (i * 0.01f))];
        float[] values = Map(name, arguments);
        float tolerance = 2.4e-7f; // two units at 1: rounding may step back, never further
        for (int i = 1; i < values.Length; i++)
        {
            Assert.True(values[i] >= values[i - 1] - tolerance, $"{name} falls at {arguments[i]}");
            Assert.InRange(values[i], name == "Tanh" ? -1f : 0f, 1f);
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(15)]
    [InlineData(16)]
    [InlineData(40)]
    public void StoreFirst_writes_zeros_behind_the_last_feature(int live)
    {
        float[] singles = Enumerable.Repeat(float.NaN, 16).ToArray();
        double[] doubles = Enumerable.Repeat(double.NaN, 16).ToArray();
        Lanes32.Create(3f).StoreFirst(ref singles[0], 0, live);
        Lanes64.Create(3.0).StoreFirst(ref doubles[0], 0, live);
        Assert.Equal(Enumerable.Range(0, 16).Select(i => i < live ? 3f : 0f), singles);
        Assert.Equal(Enumerable.Range(0, 16).Select(i => i < live ? 3.0 : 0.0), doubles);
    }

    private static System.Collections.Generic.IEnumerable<float> Arguments(string name)
    {
        bool positive = name is "Log" or "Sqrt" or "Pow2.5" or "Pow-0.75";
        for (float x = 1e-30f; x < 1e30f; x *= 1.37f)
        {
            yield return x;
            if (!positive)
            {
                yield return -x;
            }
        }

        for (int i = 0; i < 20_000; i++)
        {
            float x = (i - 10_000) * 0.0097f;
            yield return positive ? MathF.Abs(x) + 1e-6f : x;
        }
    }

    private static double Exact(string name, double x) => name switch
    {
        "Exp" => Math.Exp(x),
        "Sigmoid" => 1 / (1 + Math.Exp(-x)),
        "Tanh" => Math.Tanh(x),
        "Softplus" => Math.Max(x, 0) + LogOnePlus(Math.Exp(-Math.Abs(x))),
        "Log" => Math.Log(x),
        "Erf" => ErrorFunction.Of(x),
        "Sin" => Math.Sin(x),
        "Cos" => Math.Cos(x),
        "Sqrt" => Math.Sqrt(x),
        _ => Math.Pow(x, double.Parse(name["Pow".Length..], CultureInfo.InvariantCulture)),
    };

    // double.LogP1 loses small arguments.
    private static double LogOnePlus(double e)
    {
        double u = 1 + e;
        return u == 1 ? e : Math.Log(u) * (e / (u - 1));
    }

    private static float[] Map(string name, float[] arguments)
    {
        Func<Lanes32, Lanes32> function = name switch
        {
            "Exp" => Lanes32.Exp,
            "Sigmoid" => Lanes32.Sigmoid,
            "Tanh" => Lanes32.Tanh,
            "Softplus" => Lanes32.Softplus,
            "Log" => Lanes32.Log,
            "Sqrt" => Lanes32.Sqrt,
            "Relu" => Lanes32.Relu,
            "Positive" => Lanes32.Positive,
            "Sign" => Lanes32.Sign,
            "Abs" => Lanes32.Abs,
            "Erf" => Lanes32.Erf,
            "Sin" => Lanes32.Sin,
            "Cos" => Lanes32.Cos,
            "Floor" => Lanes32.Floor,
            _ => x => Lanes32.Pow(x, float.Parse(name["Pow".Length..], CultureInfo.InvariantCulture)),
        };
        float[] padded = [.. arguments, .. new float[16]], results = new float[padded.Length];
        for (int i = 0; i < arguments.Length; i += 16)
        {
            function(Lanes32.Load(ref padded[0], i)).Store(ref results[0], i);
        }

        return results[..arguments.Length];
    }
}
