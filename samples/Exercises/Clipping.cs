using System.Collections.Generic;
using RnnGen;

namespace Exercises;

/// <summary>Exercise 4: clipping by global norm.</summary>
public static class Clipping
{
    public static IReadOnlyList<Answer> Solve()
    {
        ClippedGradients clipped = Clip([6, 8], 5);
        return
        [
            Answer.Of("norm before", [clipped.Norm], 10),
            Answer.Of("clipped", clipped.Gradients[0].ToDoubleArray(), 3, 4),
            Answer.Of("norm after", [Norm(clipped)], 5),
        ];
    }

    /// <summary>g * min(1, max / |g|).</summary>
    public static ClippedGradients Clip(double[] gradient, double maxNorm) =>
        GradientClipping.ByGlobalNorm([Tensor.FromDoubles(gradient, gradient.Length)], maxNorm, exact: true);

    /// <summary>The norm clipped gradients have.</summary>
    public static double Norm(ClippedGradients clipped) =>
        GradientClipping.ByGlobalNorm(clipped.Gradients, double.PositiveInfinity).Norm;
}
