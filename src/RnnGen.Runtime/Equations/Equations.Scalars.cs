using System;

namespace RnnGen;

/// <content>The elementwise functions of one number.</content>
public static partial class Equations
{
    /// <summary>1 / (1 + e^-x), computed without overflow.</summary>
    /// <param name="x">A scalar.</param>
    public static Scalar Sigmoid(Scalar x) => x.Map(SigmoidOf);

    /// <summary>Hyperbolic tangent.</summary>
    /// <param name="x">A scalar.</param>
    public static Scalar Tanh(Scalar x) => x.Map(Math.Tanh);

    /// <summary>max(x, 0).</summary>
    /// <param name="x">A scalar.</param>
    public static Scalar Relu(Scalar x) => x.Map(ReluOf);

    /// <summary>e^x.</summary>
    /// <param name="x">A scalar.</param>
    public static Scalar Exp(Scalar x) => x.Map(Math.Exp);

    /// <summary>Natural logarithm.</summary>
    /// <param name="x">A positive scalar.</param>
    public static Scalar Log(Scalar x) => x.Map(Math.Log);

    /// <summary>Square root.</summary>
    /// <param name="x">A scalar that is not negative.</param>
    public static Scalar Sqrt(Scalar x) => x.Map(Math.Sqrt);

    /// <summary>Absolute value.</summary>
    /// <param name="x">A scalar.</param>
    public static Scalar Abs(Scalar x) => x.Map(Math.Abs);

    /// <summary>ln(1 + e^x), computed without overflow.</summary>
    /// <param name="x">A scalar.</param>
    public static Scalar Softplus(Scalar x) => x.Map(SoftplusOf);
}
