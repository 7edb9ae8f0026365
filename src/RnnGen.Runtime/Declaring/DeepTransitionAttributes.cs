using System;

namespace RnnGen;

/// <summary>
/// Recurrent highway network (Zilly et al. 2017), coupled: Depth times h ← n * t + h * (1 - t) with n = tanh(R_h h + b_h),
/// t = σ(R_t h + b_t), the first of them with W_h x and W_t x added.
/// </summary>
/// <param name="input">Features per step, I.</param>
/// <param name="hidden">Hidden size, H.</param>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Property, Inherited = false)]
public sealed class RhnAttribute(int input, int hidden) : RecurrentLayerAttribute(input, hidden)
{
    /// <summary>Highway layers in one step, 1 to 32. Default 3.</summary>
    public int Depth { get; set; } = 3;
}

/// <summary>Antisymmetric network (Chang et al. 2019): h' = h + ε tanh((W - Wᵀ - γ) h + V x + b).</summary>
/// <param name="input">Features per step, I.</param>
/// <param name="hidden">Hidden size, H.</param>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Property, Inherited = false)]
public sealed class AntisymmetricRnnAttribute(int input, int hidden) : RecurrentLayerAttribute(input, hidden)
{
    /// <summary>Whether ε is multiplied by a gate σ((W - Wᵀ - γ) h + V_z x + b_z). Default false.</summary>
    public bool Gated { get; set; }

    /// <summary>ε, the step of the discretisation. Default 0.1.</summary>
    public double Epsilon { get; set; } = 0.1;

    /// <summary>γ, the damping. Default 0.01.</summary>
    public double Gamma { get; set; } = 0.01;
}
