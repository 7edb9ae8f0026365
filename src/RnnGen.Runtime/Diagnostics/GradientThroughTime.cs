using System;
using System.Collections.Generic;
using System.Globalization;

namespace RnnGen;

/// <summary>
/// Norms of the gradient of a loss with respect to a state, step by step: how much of the error at the end reaches the beginning.
/// </summary>
public sealed class GradientThroughTime
{
    /// <summary>Keeps norms that were measured.</summary>
    /// <param name="norms">(T), first step first; copied.</param>
    public GradientThroughTime(double[] norms)
    {
        ArgumentNullException.ThrowIfNull(norms);
        Norms = Array.AsReadOnly((double[])norms.Clone());
    }

    /// <summary>Norm at each step, first step first, (T).</summary>
    public IReadOnlyList<double> Norms { get; }

    /// <summary>
    /// First norm divided by the last: what the product of Jacobians did to the gradient on its way back. Below 1 it shrank, above 1 it
    /// grew; NaN when the last is 0 or there are no steps.
    /// </summary>
    public double ProductScale => Norms.Count == 0 || Norms[^1] == 0 ? double.NaN : Norms[0] / Norms[^1];

    /// <summary>Geometric mean of the change per step back; NaN like <see cref="ProductScale"/>, and for fewer than two steps.</summary>
    public double ScalePerStep => Norms.Count < 2 ? double.NaN : Math.Pow(ProductScale, 1.0 / (Norms.Count - 1));

    /// <summary>Number of steps and scale.</summary>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"GradientThroughTime over {Norms.Count} steps, first/last {ProductScale:g4}");
}
