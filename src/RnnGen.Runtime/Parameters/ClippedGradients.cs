using System.Collections.Generic;
using System.Globalization;

namespace RnnGen;

/// <summary>Clipped gradients and the norm they had.</summary>
public sealed class ClippedGradients
{
    internal ClippedGradients(double norm, IReadOnlyList<Tensor> gradients)
    {
        Norm = norm;
        Gradients = gradients;
    }

    /// <summary>The global norm before clipping.</summary>
    public double Norm { get; }

    /// <summary>The clipped gradients, in the order given.</summary>
    public IReadOnlyList<Tensor> Gradients { get; }

    /// <summary>Norm and number of tensors.</summary>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"ClippedGradients of {Gradients.Count} tensors, norm before {Norm:0.######}");
}
