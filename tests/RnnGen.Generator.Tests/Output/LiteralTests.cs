using System;
using System.Globalization;
using RnnGen.Generator.Emit;
using RnnGen.Generator.Tests.Harness;
using Xunit;

namespace RnnGen.Generator.Tests.Output;

/// <summary>Traps 18 and 19: numbers and strings as source, the same on every host.</summary>
public sealed class LiteralTests
{
    [Theory]
    [InlineData(1, "1f")]
    [InlineData(0.1f, "0.1f")]
    [InlineData(-1.5, "-1.5f")]
    [InlineData(0.0, "0f")]
    [InlineData(-0.0, "-0f")]
    [InlineData(1e-7, "1E-07f")]
    [InlineData(16777216, "16777216f")]
    [InlineData(float.MaxValue, "3.4028235E+38f")]
    [InlineData(float.Epsilon, "1.4013E-45f")]
    [InlineData(double.NaN, "float.NaN")]
    [InlineData(double.PositiveInfinity, "float.PositiveInfinity")]
    [InlineData(double.NegativeInfinity, "float.NegativeInfinity")]
    public void Trap18_Single(double value, string expected)
    {
        using var hostile = new HostileCulture();
        Assert.Equal(expected, Literals.Element(value, Model.Precision.Single));
    }

    [Theory]
    [InlineData(1, "1.0")]
    [InlineData(0.1, "0.1")]
    [InlineData(-1.5, "-1.5")]
    [InlineData(0.0, "0.0")]
    [InlineData(-0.0, "-0.0")]
    [InlineData(1e300, "1E+300")]
    [InlineData(1.0 / 3, "0.33333333333333331")]
    [InlineData(double.NaN, "double.NaN")]
    [InlineData(double.PositiveInfinity, "double.PositiveInfinity")]
    [InlineData(double.NegativeInfinity, "double.NegativeInfinity")]
    public void Trap18_Double(double value, string expected)
    {
        using var hostile = new HostileCulture();
        Assert.Equal(expected, Literals.Double(value));
        Assert.Equal(expected, Literals.Element(value, Model.Precision.Double));
    }

    [Fact]
    public void Trap19_Literals_read_back_to_the_same_bits()
    {
        var random = new Random(5);
        for (int i = 0; i < 20_000; i++)
        {
            double value = BitConverter.Int64BitsToDouble(random.NextInt64());
            float single = BitConverter.Int32BitsToSingle(random.Next(int.MinValue, int.MaxValue));
            if (double.IsFinite(value))
                Assert.Equal(BitConverter.DoubleToInt64Bits(value), BitConverter.DoubleToInt64Bits(double.Parse(Literals.Double(value), CultureInfo.InvariantCulture)));
            if (float.IsFinite(single))
                Assert.Equal(BitConverter.SingleToInt32Bits(single), BitConverter.SingleToInt32Bits(float.Parse(Literals.Element(single, Model.Precision.Single)[..^1], CultureInfo.InvariantCulture)));
        }
    }

    [Theory]
    [InlineData("weight_ih", "\"weight_ih\"")]
    [InlineData("a\"b\\c", "\"a\\\"b\\\\c\"")]
    [InlineData("a\nb\tc\u2028d\0", "\"a\\nb\\tc\\u2028d\\u0000\"")]
    [InlineData("σ", "\"σ\"")]
    public void Text(string value, string expected) => Assert.Equal(expected, Literals.Text(value));
}
