using System;
using RnnGen.Kernels;

namespace RnnGen;

/// <content>Further functions of one value.</content>
public static partial class Equations
{
    /// <summary>The error function: 2/√π times the integral of e^(-t²) from 0 to x.</summary>
    /// <param name="x">(n).</param>
    public static Vector Erf(Vector x) => x.Map(ErrorFunction.Of);

    /// <summary>The error function: 2/√π times the integral of e^(-t²) from 0 to x.</summary>
    /// <param name="x">A scalar.</param>
    public static Scalar Erf(Scalar x) => x.Map(ErrorFunction.Of);

    /// <summary>Sine of an angle in radians.</summary>
    /// <param name="x">(n).</param>
    public static Vector Sin(Vector x) => x.Map(Math.Sin);

    /// <summary>Sine of an angle in radians.</summary>
    /// <param name="x">A scalar.</param>
    public static Scalar Sin(Scalar x) => x.Map(Math.Sin);

    /// <summary>Cosine of an angle in radians.</summary>
    /// <param name="x">(n).</param>
    public static Vector Cos(Vector x) => x.Map(Math.Cos);

    /// <summary>Cosine of an angle in radians.</summary>
    /// <param name="x">A scalar.</param>
    public static Scalar Cos(Scalar x) => x.Map(Math.Cos);

    /// <summary>The largest whole number that is not above x. Its gradient is 0.</summary>
    /// <param name="x">(n).</param>
    public static Vector Floor(Vector x) => x.Map(Math.Floor);

    /// <summary>The largest whole number that is not above x. Its gradient is 0.</summary>
    /// <param name="x">A scalar.</param>
    public static Scalar Floor(Scalar x) => x.Map(Math.Floor);

    /// <summary>x itself, as a constant of the backward pass: no gradient goes back through it.</summary>
    /// <param name="x">(n).</param>
    public static Vector StopGradient(Vector x) => x.Map(static value => value);

    /// <summary>x itself, as a constant of the backward pass: no gradient goes back through it.</summary>
    /// <param name="x">A scalar.</param>
    public static Scalar StopGradient(Scalar x) => x.Map(static value => value);

    /// <summary>x * Sigmoid(x), also called swish.</summary>
    /// <param name="x">(n).</param>
    public static Vector Silu(Vector x) => x.Map(static value => value * SigmoidOf(value));

    /// <summary>x * Sigmoid(x), also called swish.</summary>
    /// <param name="x">A scalar.</param>
    public static Scalar Silu(Scalar x) => x.Map(static value => value * SigmoidOf(value));

    /// <summary>x * Φ(x) with Φ the distribution function of the normal distribution (Hendrycks and Gimpel 2016): x * (1 + Erf(x / √2)) / 2.</summary>
    /// <param name="x">(n).</param>
    public static Vector Gelu(Vector x) => x.Map(static value => 0.5 * value * (1 + ErrorFunction.Of(value * Math.Sqrt(0.5))));

    /// <summary>x * Φ(x) with Φ the distribution function of the normal distribution (Hendrycks and Gimpel 2016): x * (1 + Erf(x / √2)) / 2.</summary>
    /// <param name="x">A scalar.</param>
    public static Scalar Gelu(Scalar x) => x.Map(static value => 0.5 * value * (1 + ErrorFunction.Of(value * Math.Sqrt(0.5))));

    /// <summary>x limited to -1 .. 1.</summary>
    /// <param name="x">(n).</param>
    public static Vector HardTanh(Vector x) => x.Map(static value => ClampOf(value, -1, 1));

    /// <summary>x limited to -1 .. 1.</summary>
    /// <param name="x">A scalar.</param>
    public static Scalar HardTanh(Scalar x) => x.Map(static value => ClampOf(value, -1, 1));

    /// <summary>ln(1 / (1 + e^-x)) = -Softplus(-x).</summary>
    /// <param name="x">(n).</param>
    public static Vector LogSigmoid(Vector x) => x.Map(static value => -SoftplusOf(-value));

    /// <summary>ln(1 / (1 + e^-x)) = -Softplus(-x).</summary>
    /// <param name="x">A scalar.</param>
    public static Scalar LogSigmoid(Scalar x) => x.Map(static value => -SoftplusOf(-value));

    /// <summary>alpha * x + beta limited to 0 .. 1.</summary>
    /// <param name="x">(n).</param>
    /// <param name="alpha">Slope. Keras and ONNX take 0.2, PyTorch 1/6. Default 0.2.</param>
    /// <param name="beta">Value at 0. Default 0.5.</param>
    public static Vector HardSigmoid(Vector x, double alpha = 0.2, double beta = 0.5) => x.Map(value => ClampOf((alpha * value) + beta, 0, 1));

    /// <summary>alpha * x + beta limited to 0 .. 1.</summary>
    /// <param name="x">A scalar.</param>
    /// <param name="alpha">Slope. Keras and ONNX take 0.2, PyTorch 1/6. Default 0.2.</param>
    /// <param name="beta">Value at 0. Default 0.5.</param>
    public static Scalar HardSigmoid(Scalar x, double alpha = 0.2, double beta = 0.5) => x.Map(value => ClampOf((alpha * value) + beta, 0, 1));

    /// <summary>x above 0, slope * x below.</summary>
    /// <param name="x">(n).</param>
    /// <param name="slope">Factor below 0, for example 0.01.</param>
    public static Vector LeakyRelu(Vector x, double slope) => x.Map(value => value > 0 ? value : slope * value);

    /// <summary>x above 0, slope * x below.</summary>
    /// <param name="x">A scalar.</param>
    /// <param name="slope">Factor below 0, for example 0.01.</param>
    public static Scalar LeakyRelu(Scalar x, double slope) => x.Map(value => value > 0 ? value : slope * value);

    /// <summary>x above 0, alpha * (e^x - 1) below (Clevert et al. 2015).</summary>
    /// <param name="x">(n).</param>
    /// <param name="alpha">Limit at -∞ is -alpha. Default 1.</param>
    public static Vector Elu(Vector x, double alpha = 1) => x.Map(value => value > 0 ? value : alpha * (Math.Exp(Math.Min(value, 0)) - 1));

    /// <summary>x above 0, alpha * (e^x - 1) below (Clevert et al. 2015).</summary>
    /// <param name="x">A scalar.</param>
    /// <param name="alpha">Limit at -∞ is -alpha. Default 1.</param>
    public static Scalar Elu(Scalar x, double alpha = 1) => x.Map(value => value > 0 ? value : alpha * (Math.Exp(Math.Min(value, 0)) - 1));

    /// <summary>x limited to low .. high. The gradient is 0 beyond the limits and half of what comes in on them.</summary>
    /// <param name="x">(n).</param>
    /// <param name="low">Lower limit.</param>
    /// <param name="high">Upper limit.</param>
    public static Vector Clamp(Vector x, double low, double high) => x.Map(value => ClampOf(value, low, high));

    /// <summary>x limited to low .. high. The gradient is 0 beyond the limits and half of what comes in on them.</summary>
    /// <param name="x">A scalar.</param>
    /// <param name="low">Lower limit.</param>
    /// <param name="high">Upper limit.</param>
    public static Scalar Clamp(Scalar x, double low, double high) => x.Map(value => ClampOf(value, low, high));

    /// <summary>x - k * Floor(x / k): the rest of a division, 0 or more and below k.</summary>
    /// <param name="x">(n).</param>
    /// <param name="k">Period, above 0.</param>
    public static Vector Mod(Vector x, double k) => x.Map(value => value - (k * Math.Floor(value / k)));

    /// <summary>x - k * Floor(x / k): the rest of a division, 0 or more and below k.</summary>
    /// <param name="x">A scalar.</param>
    /// <param name="k">Period, above 0.</param>
    public static Scalar Mod(Scalar x, double k) => x.Map(value => value - (k * Math.Floor(value / k)));

    /// <summary>x to the power k; NaN for a negative x unless k is whole.</summary>
    /// <param name="x">(n).</param>
    /// <param name="k">Exponent.</param>
    public static Vector Pow(Vector x, double k) => x.Map(value => Math.Pow(value, k));

    /// <summary>x to the power k; NaN for a negative x unless k is whole.</summary>
    /// <param name="x">A scalar.</param>
    /// <param name="k">Exponent.</param>
    public static Scalar Pow(Scalar x, double k) => x.Map(value => Math.Pow(value, k));

    private static double ClampOf(double x, double low, double high) => Math.Min(Math.Max(x, low), high);
}
