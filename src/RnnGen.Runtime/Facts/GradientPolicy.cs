using System;

namespace RnnGen;

/// <summary>How gradients are limited before an update.</summary>
public enum Clip
{
    /// <summary>Not at all.</summary>
    None,

    /// <summary>All together, by their global norm.</summary>
    GlobalNorm,

    /// <summary>Each parameter by its norm.</summary>
    PerParameter,

    /// <summary>Each element by itself.</summary>
    Value,

    /// <summary>After every micro-batch, before they are added up, as private training does.</summary>
    PerMicroBatch,
}

/// <summary>
/// Declares how the gradients of a model or cell, or those a training method handles, are limited. With a bound on a model or cell,
/// <see cref="Optimizer.Step"/> clips gradients that nothing else clipped; with <see cref="RnnGen.Clip.None"/> it takes them as they are.
/// </summary>
/// <param name="clip">How.</param>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method, Inherited = false)]
public sealed class GradientPolicyAttribute(Clip clip) : Attribute
{
    /// <summary>How gradients are limited.</summary>
    public Clip Clip { get; } = clip;

    /// <summary>The largest norm, or the largest magnitude with <see cref="RnnGen.Clip.Value"/>; 0 when the training loop decides. Default 0.</summary>
    public double Bound { get; set; }

    /// <summary>Why, for the next reader; needed with <see cref="RnnGen.Clip.None"/>.</summary>
    public string Because { get; set; } = "";
}
