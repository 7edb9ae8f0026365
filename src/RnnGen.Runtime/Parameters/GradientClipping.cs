using System;
using System.Collections.Generic;
using System.Linq;
using System.Numerics;

namespace RnnGen;

/// <summary>Clipping of gradients that are tensors of their own, outside a model.</summary>
public static class GradientClipping
{
    /// <summary>Scales gradients together so that their global norm is at most a bound.</summary>
    /// <param name="gradients">Any shapes; not changed.</param>
    /// <param name="maxNorm">Bound, positive.</param>
    /// <param name="normType">2, or <see cref="double.PositiveInfinity"/> for the largest magnitude.</param>
    /// <param name="exact">True for min(1, max / norm); false for PyTorch's min(1, max / (norm + 1e-6)).</param>
    /// <returns>The norm before clipping, and the clipped gradients.</returns>
    /// <exception cref="NonFiniteGradientException">A gradient is NaN or infinite.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The bound is not positive, or the kind of norm is unknown.</exception>
    [Role(Role.Clip)]
    public static ClippedGradients ByGlobalNorm(IEnumerable<Tensor> gradients, double maxNorm, double normType = 2, bool exact = false)
    {
        ArgumentNullException.ThrowIfNull(gradients);
        if (!(maxNorm > 0))
        {
            throw new ArgumentOutOfRangeException(nameof(maxNorm), maxNorm, $"{nameof(maxNorm)} must be positive.");
        }

        Tensor[] items = [.. gradients];
        var norms = Array.ConvertAll(items, item => item.Doubles is { } doubles ? Norm<double>(doubles, normType) : Norm<float>(item.Singles, normType));
        double norm = Norm<double>(norms, normType);
        if (!double.IsFinite(norm))
        {
            throw new NonFiniteGradientException($"gradients[{Array.FindIndex(norms, value => !double.IsFinite(value))}]");
        }

        double scale = Math.Min(1, maxNorm / (exact ? norm : norm + 1e-6));
        return new ClippedGradients(norm, [.. items.Select(item => item * scale)]);
    }

    /// <summary>Limits every element to [-limit, limit].</summary>
    /// <param name="gradients">Any shapes; not changed.</param>
    /// <param name="limit">Bound, positive.</param>
    /// <returns>The global Euclidean norm before clipping, and the clipped gradients.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The bound is not positive.</exception>
    [Role(Role.Clip)]
    public static ClippedGradients ByValue(IEnumerable<Tensor> gradients, double limit)
    {
        ClippedGradients unchanged = ByGlobalNorm(gradients, double.PositiveInfinity);
        if (!(limit > 0))
        {
            throw new ArgumentOutOfRangeException(nameof(limit), limit, $"{nameof(limit)} must be positive.");
        }

        foreach (Tensor gradient in unchanged.Gradients)
        {
            if (gradient.Doubles is { } doubles)
            {
                Norms.Limit<double>(doubles, limit);
            }
            else
            {
                Norms.Limit<float>(gradient.Singles, limit);
            }
        }

        return unchanged;
    }

    internal static double Norm<T>(ReadOnlySpan<T> values, double normType)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (double.IsPositiveInfinity(normType))
        {
            return Norms.MaxMagnitude(values);
        }

        return normType == 2
            ? Math.Sqrt(Norms.SumOfSquares(values))
            : throw new ArgumentOutOfRangeException(nameof(normType), normType, "The norm is 2 or infinity.");
    }
}
