using System;

namespace RnnGen.Generator.Ir;

/// <summary>The error function in double precision.</summary>
internal static class ErrorFunction
{
    // exp(-x²) 2/√π Σ 2^n x^(2n+1) / (1 3 5 ... (2n+1)): every term has the sign of x, so nothing cancels. Beyond 6 the result is 1.
    public static double Of(double x)
    {
        if (Math.Abs(x) > 6)
        {
            return Math.Sign(x);
        }

        double term = x, sum = x;
        for (int n = 1; Math.Abs(term) > 1e-17 * Math.Abs(sum); n++)
        {
            term *= 2 * x * x / ((2 * n) + 1);
            sum += term;
        }

        return 1.1283791670955126 * Math.Exp(-x * x) * sum;
    }
}
