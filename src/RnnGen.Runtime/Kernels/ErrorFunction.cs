using System;

namespace RnnGen.Kernels;

/// <summary>The error function in double precision, which the framework lacks.</summary>
internal static class ErrorFunction
{
    private const double TwoOverRootPi = 1.1283791670955126;
    private const double RootPi = 1.7724538509055160;

    /// <summary>From here on the continued fraction is the shorter way.</summary>
    private const double Far = 2.5;

    /// <summary>From here on 1 - erf(x) is below half a unit of 1.</summary>
    private const double One = 5.95;

    /// <summary>2 / √π times the integral of exp(-t²) from 0 to x, to about 4e-16.</summary>
    public static double Of(double x)
    {
        double m = Math.Abs(x);
        return double.IsNaN(x) ? x : m >= One ? Math.Sign(x) : m >= Far ? Math.Sign(x) * (1 - Complement(m)) : Series(x);
    }

    // exp(-x²) 2/√π Σ 2^n x^(2n+1) / (1 3 5 ... (2n+1)): every term has the sign of x, so nothing cancels.
    private static double Series(double x)
    {
        double term = x, sum = x;
        for (int n = 1; Math.Abs(term) > 1e-17 * Math.Abs(sum); n++)
        {
            term *= 2 * x * x / ((2 * n) + 1);
            sum += term;
        }

        return TwoOverRootPi * Math.Exp(-x * x) * sum;
    }

    // 1 - erf(x) = exp(-x²)/√π / (x + (1/2) / (x + 1 / (x + (3/2) / (x + ...)))), from the inside out.
    private static double Complement(double x)
    {
        double denominator = x;
        for (int n = 40; n > 0; n--)
        {
            denominator = x + (n / 2.0 / denominator);
        }

        return Math.Exp(-x * x) / (RootPi * denominator);
    }
}
