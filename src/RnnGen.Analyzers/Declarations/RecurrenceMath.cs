using System;
using System.Globalization;
using RnnGen.Generator.Model;

namespace RnnGen.Analyzers.Declarations;

/// <summary>What can be computed about a recurrence before it runs.</summary>
internal static class RecurrenceMath
{
    /// <summary>Below this a gradient or a memory counts as gone.</summary>
    public const double Vanished = 1e-3;

    /// <summary>Above this a gradient counts as exploded.</summary>
    public const double Exploded = 1e3;

    /// <summary>The largest slope of an activation, or null when it is none.</summary>
    public static double? Slope(OpCode activation) => activation switch
    {
        OpCode.Tanh or OpCode.Relu or OpCode.LeakyRelu or OpCode.HardTanh or OpCode.Softplus or OpCode.Elu or OpCode.Sin or OpCode.Cos => 1,
        OpCode.Sigmoid => 0.25,
        OpCode.HardSigmoid => 0.2,
        OpCode.Gelu => 1.1289,
        OpCode.Silu => 1.0998,
        _ => null,
    };

    /// <summary>Whether values of an activation grow with what it is given.</summary>
    public static bool IsUnbounded(OpCode activation) => activation is OpCode.Relu or OpCode.LeakyRelu or OpCode.Elu or OpCode.Gelu or OpCode.Silu or OpCode.Softplus;

    /// <summary>Bound of |dh_T/dh_t| after so many steps: (slope * largest singular value)^steps.</summary>
    public static double GradientBound(double slope, double largestSingularValue, int steps) => Math.Pow(slope * largestSingularValue, steps);

    /// <summary>Steps after which the bound is below <see cref="Vanished"/>; null when it never is.</summary>
    public static int? StepsUntilVanished(double factor) => factor is > 0 and < 1 ? (int)Math.Ceiling(Math.Log(Vanished) / Math.Log(factor)) : null;

    /// <summary>Steps after which the bound is above <see cref="Exploded"/>; null when it never is.</summary>
    public static int? StepsUntilExploded(double factor) => factor > 1 ? (int)Math.Ceiling(Math.Log(Exploded) / Math.Log(factor)) : null;

    /// <summary>Share of the memory that a gate of this bias keeps over so many steps, its input being zero: sigmoid(bias)^steps.</summary>
    public static double Retained(double bias, int steps) => Math.Pow(Sigmoid(bias), steps);

    /// <summary>The bias with which that share is kept: logit(share^(1/steps)).</summary>
    public static double BiasThatKeeps(double share, int steps)
    {
        double gate = Math.Pow(share, 1.0 / steps);
        return Math.Log(gate / (1 - gate));
    }

    /// <summary>Steps after which half of the memory is left.</summary>
    public static double HalfLife(double bias) => Math.Log(0.5) / Math.Log(Sigmoid(bias));

    /// <summary>Standard deviation of W x + U h: sqrt(E var(W) m2(x) + H var(U) m2(h)), m2 being the mean square.</summary>
    public static double Deviation(int inputs, double inputVariance, double meanSquareInput, int states, double stateVariance, double meanSquareState) =>
        Math.Sqrt((inputs * inputVariance * meanSquareInput) + (states * stateVariance * meanSquareState));

    /// <summary>A number for a message: three digits, or a power of ten.</summary>
    public static string Text(double value) => value != 0 && Math.Abs(value) < 1e-3
        ? value.ToString("0.#e0", CultureInfo.InvariantCulture)
        : value.ToString("0.###", CultureInfo.InvariantCulture);

    private static double Sigmoid(double x) => 1 / (1 + Math.Exp(-x));
}
