using System;

namespace RnnGen.Kernels;

/// <content>The error function, the circular functions and powers.</content>
public readonly partial struct Lanes64
{
    /// <summary>The error function.</summary>
    /// <param name="x">Argument.</param>
    public static Lanes64 Erf(Lanes64 x) => Map(x, ErrorFunction.Of);

    /// <summary>Sine of an angle in radians.</summary>
    /// <param name="x">Argument.</param>
    public static Lanes64 Sin(Lanes64 x) => Map(x, Math.Sin);

    /// <summary>Cosine of an angle in radians.</summary>
    /// <param name="x">Argument.</param>
    public static Lanes64 Cos(Lanes64 x) => Map(x, Math.Cos);

    /// <summary>x to the power k; NaN for a negative x unless k is whole.</summary>
    /// <param name="x">Argument.</param>
    /// <param name="k">Exponent.</param>
    public static Lanes64 Pow(Lanes64 x, double k)
    {
        Span<double> values = stackalloc double[16];
        x.Store(ref values[0], 0);
        foreach (ref double value in values)
        {
            value = Math.Pow(value, k);
        }

        return Load(ref values[0], 0);
    }
}
