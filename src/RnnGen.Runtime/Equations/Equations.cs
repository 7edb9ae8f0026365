using System;

namespace RnnGen;

/// <summary>
/// The functions of the equation language, in double precision. Use them through <c>using static RnnGen.Equations;</c>.
/// </summary>
public static partial class Equations
{
    /// <summary>1 / (1 + e^-x), computed without overflow.</summary>
    /// <param name="x">(n).</param>
    public static Vector Sigmoid(Vector x) => x.Map(SigmoidOf);

    /// <summary>Hyperbolic tangent.</summary>
    /// <param name="x">(n).</param>
    public static Vector Tanh(Vector x) => x.Map(Math.Tanh);

    /// <summary>max(x, 0).</summary>
    /// <param name="x">(n).</param>
    public static Vector Relu(Vector x) => x.Map(ReluOf);

    /// <summary>e^x.</summary>
    /// <param name="x">(n).</param>
    public static Vector Exp(Vector x) => x.Map(Math.Exp);

    /// <summary>Natural logarithm.</summary>
    /// <param name="x">(n), positive.</param>
    public static Vector Log(Vector x) => x.Map(Math.Log);

    /// <summary>Square root.</summary>
    /// <param name="x">(n), not negative.</param>
    public static Vector Sqrt(Vector x) => x.Map(Math.Sqrt);

    /// <summary>Absolute value.</summary>
    /// <param name="x">(n).</param>
    public static Vector Abs(Vector x) => x.Map(Math.Abs);

    /// <summary>ln(1 + e^x), computed without overflow.</summary>
    /// <param name="x">(n).</param>
    public static Vector Softplus(Vector x) => x.Map(SoftplusOf);

    private static double SigmoidOf(double x)
    {
        double e = Math.Exp(-Math.Abs(x));
        return x >= 0 ? 1 / (1 + e) : e / (1 + e);
    }

    private static double ReluOf(double x) => Math.Max(x, 0);

    private static double SoftplusOf(double x) => Math.Max(x, 0) + LogOnePlus(Math.Exp(-Math.Abs(x)));

    /// <summary>ln(1 + y) to full relative precision for 0 ≤ y ≤ 1, after Kahan.</summary>
    private static double LogOnePlus(double y)
    {
        double u = 1 + y;
        return u == 1 ? y : Math.Log(u) * y / (u - 1);
    }
}
