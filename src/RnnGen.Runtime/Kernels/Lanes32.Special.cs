using System;
using System.Runtime.Intrinsics;

namespace RnnGen.Kernels;

/// <content>The error function, the circular functions and powers.</content>
public readonly partial struct Lanes32
{
    /// <summary>
    /// The error function. Up to 1 it is x times a polynomial of x², beyond it is 1 - exp(polynomial of |x|) (both fitted at Chebyshev points).
    /// </summary>
    /// <param name="x">Argument.</param>
    public static Lanes32 Erf(Lanes32 x)
    {
        Vector512<float> magnitude = Vector512.Abs(x.value);
        Vector512<float> square = x.value * x.value;
        Vector512<float> near = MulAdd(Vector512.Create(7.875875e-05f), square, Vector512.Create(-0.00080168643f));
        near = MulAdd(near, square, Vector512.Create(0.0051890872f));
        near = MulAdd(near, square, Vector512.Create(-0.026854211f));
        near = MulAdd(near, square, Vector512.Create(0.11283594f));
        near = MulAdd(near, square, Vector512.Create(-0.37612626f));
        near = MulAdd(near, square, Vector512.Create(1.1283791f)) * x.value;

        // log(1 - erf(m)); from 4 on the result is 1.
        Vector512<float> m = Vector512.MinNative(Vector512.Create(4f), magnitude);
        Vector512<float> log = MulAdd(Vector512.Create(1.6371514e-06f), m, Vector512.Create(-4.605804e-05f));
        log = MulAdd(log, m, Vector512.Create(0.00059680565f));
        log = MulAdd(log, m, Vector512.Create(-0.004759596f));
        log = MulAdd(log, m, Vector512.Create(0.026421135f));
        log = MulAdd(log, m, Vector512.Create(-0.110080086f));
        log = MulAdd(log, m, Vector512.Create(-0.63182604f));
        log = MulAdd(log, m, Vector512.Create(-1.1302334f));
        log = MulAdd(log, m, Vector512.Create(0.00032013806f));
        Vector512<float> far = Vector512.CopySign(Vector512<float>.One - Exp(new(log)).value, x.value);
        return new(Vector512.ConditionalSelect(Vector512.GreaterThan(magnitude, Vector512<float>.One), far, near));
    }

    /// <summary>Sine of an angle in radians; the whole turns are taken off in double precision. NaN for an infinite angle.</summary>
    /// <param name="x">Argument.</param>
    public static Lanes32 Sin(Lanes32 x) => new(Vector512.Sin(x.value));

    /// <summary>Cosine of an angle in radians; the whole turns are taken off in double precision. NaN for an infinite angle.</summary>
    /// <param name="x">Argument.</param>
    public static Lanes32 Cos(Lanes32 x) => new(Vector512.Cos(x.value));

    /// <summary>x to the power k, computed as exp(k log|x|) in double precision; NaN for a negative x unless k is whole.</summary>
    /// <param name="x">Argument.</param>
    /// <param name="k">Exponent, not 0.</param>
    public static Lanes32 Pow(Lanes32 x, float k)
    {
        (Vector512<double> lower, Vector512<double> upper) = Vector512.Widen(x.value);
        return new(Vector512.Narrow(Pow(lower, k), Pow(upper, k)));
    }

    private static Vector512<double> Pow(Vector512<double> x, double k)
    {
        Vector512<double> magnitude = Vector512.Exp(Vector512.Create(k) * Vector512.Log(Vector512.Abs(x)));
        Vector512<double> negative = Math.Floor(k) != k ? Vector512.Create(double.NaN) : Math.IEEERemainder(k, 2) == 0 ? magnitude : -magnitude;
        return Vector512.ConditionalSelect(Vector512.LessThan(x, Vector512<double>.Zero), negative, magnitude);
    }
}
