using System;
using RnnGen.Analyzers.Declarations;
using RnnGen.Analyzers.Tests.Harness;
using RnnGen.Generator.Model;
using Xunit;

namespace RnnGen.Analyzers.Tests.Rules;

/// <summary>The numbers behind RNN0701, RNN0702, RNN0703 and RNN0709.</summary>
public sealed class RecurrenceMathTests
{
    [Fact]
    public void Ten_steps_of_gain_0_8() => Assert.Equal(0.107, RecurrenceMath.GradientBound(1, 0.8, 10), 3);

    [Theory]
    [InlineData(0.5, 10)]
    [InlineData(0.8, 31)]
    [InlineData(0.9, 66)]
    [InlineData(0.95, 135)]
    [InlineData(0.99, 688)]
    [InlineData(0.25, 5)]
    public void A_gradient_has_vanished_from_this_step_on(double factor, int steps) => Assert.Equal(steps, RecurrenceMath.StepsUntilVanished(factor));

    [Theory]
    [InlineData(1.05, 142)]
    [InlineData(1.1, 73)]
    [InlineData(1.2, 38)]
    [InlineData(1.5, 18)]
    [InlineData(2, 10)]
    public void A_gradient_can_have_exploded_from_this_step_on(double factor, int steps) => Assert.Equal(steps, RecurrenceMath.StepsUntilExploded(factor));

    [Theory]
    [InlineData(0, 20, 1e-6)]
    [InlineData(1, 20, 0.0019)]
    [InlineData(1, 100, 2.5e-14)]
    public void What_a_gate_retains(double bias, int steps, double kept) => Assert.Equal(1, RecurrenceMath.Retained(bias, steps) / kept, 1);

    [Theory]
    [InlineData(0, 10)]
    [InlineData(1, 23)]
    [InlineData(2, 55)]
    [InlineData(3, 143)]
    public void A_gate_has_forgotten_from_this_step_on(double bias, int steps)
    {
        Assert.True(RecurrenceMath.Retained(bias, steps) < RecurrenceMath.Vanished);
        Assert.True(RecurrenceMath.Retained(bias, steps - 1) >= RecurrenceMath.Vanished);
    }

    [Theory]
    [InlineData(10, 1.35)]
    [InlineData(20, 2.10)]
    [InlineData(35, 2.69)]
    [InlineData(50, 3.05)]
    [InlineData(100, 3.76)]
    [InlineData(200, 4.46)]
    [InlineData(500, 5.38)]
    [InlineData(1000, 6.07)]
    public void The_bias_that_keeps_a_tenth(int steps, double bias)
    {
        Assert.Equal(bias, RecurrenceMath.BiasThatKeeps(0.1, steps), 2);
        Assert.Equal(0.1, RecurrenceMath.Retained(RecurrenceMath.BiasThatKeeps(0.1, steps), steps), 6);
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(1, 2.2)]
    [InlineData(2, 5.5)]
    [InlineData(3, 14)]
    [InlineData(4, 38)]
    [InlineData(5, 103)]
    public void Half_lives(double bias, double steps) => Assert.Equal(1, RecurrenceMath.HalfLife(bias) / steps, 1);

    [Theory]
    [InlineData(1.0, 16)]
    [InlineData(0.05, 0.8)]
    [InlineData(0.04419417, 0.71)] // 1/sqrt(512)
    public void Deviations_of_512_units(double deviation, double expected) =>
        Assert.Equal(expected, RecurrenceMath.Deviation(0, 0, 0, 512, deviation * deviation, 0.5), 2);

    [Theory]
    [InlineData(OpCode.Tanh, 1)]
    [InlineData(OpCode.Relu, 1)]
    [InlineData(OpCode.Sigmoid, 0.25)]
    [InlineData(OpCode.HardSigmoid, 0.2)]
    internal void Largest_slopes(OpCode activation, double slope) => Assert.Equal(slope, RecurrenceMath.Slope(activation));

    [Fact]
    public void The_largest_slope_of_gelu()
    {
        double largest = 0;
        for (double x = -3; x < 3; x += 1e-4)
            largest = Math.Max(largest, (Gelu(x + 1e-5) - Gelu(x - 1e-5)) / 2e-5);
        Assert.Equal(largest, RecurrenceMath.Slope(OpCode.Gelu)!.Value, 3);
    }

    [Fact]
    public void The_message_names_the_numbers() => Assert.Contains("0.8^50 = 1.4e-5", Assert.Single(Compile.AnalyzeAll(Compile.From("""
        using RnnGen;
        using static RnnGen.Equations;
        [RecurrentCell, Bptt(Dependency = 50)]
        public sealed partial class Cell
        {
            [Weight(4, 4, Init = Init.Orthogonal, Gain = 0.8)] public partial Matrix U { get; }
            [Step] Vector Next([Input(4)] Vector x, [State(4)] Vector h) => Tanh(x + U * h);
        }
        """))).GetMessage(System.Globalization.CultureInfo.InvariantCulture), StringComparison.Ordinal);

    // x/2 (1 + erf(x / sqrt 2)), the error function by its series
    private static double Gelu(double x)
    {
        double z = x / Math.Sqrt(2), term = z, sum = z;
        for (int n = 1; n < 60; n++)
        {
            term *= -z * z / n;
            sum += term / ((2 * n) + 1);
        }

        return x / 2 * (1 + (2 / Math.Sqrt(Math.PI) * sum));
    }
}
