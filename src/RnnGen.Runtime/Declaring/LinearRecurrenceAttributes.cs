using System;

namespace RnnGen;

/// <summary>minGRU (Feng et al. 2024): z = σ(W_z x + b_z), n = W_h x + b_h, h' = (1 - z) * h + z * n. Neither reads the state.</summary>
/// <param name="input">Features per step, I.</param>
/// <param name="hidden">Hidden size, H.</param>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Property, Inherited = false)]
public sealed class MinGruAttribute(int input, int hidden) : RecurrentLayerAttribute(input, hidden)
{
    /// <summary>Whether the candidate is positive, as in log space: n = a + 1/2 where a = W_h x + b_h is not negative, σ(a) below. Default false.</summary>
    public bool Positive { get; set; }
}

/// <summary>
/// minLSTM (Feng et al. 2024): f = σ(W_f x + b_f), i = σ(W_i x + b_i), n = W_h x + b_h, h' = (f * h + i * n) / (f + i).
/// None of them reads the state.
/// </summary>
/// <param name="input">Features per step, I.</param>
/// <param name="hidden">Hidden size, H.</param>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Property, Inherited = false)]
public sealed class MinLstmAttribute(int input, int hidden) : RecurrentLayerAttribute(input, hidden)
{
    /// <summary>Whether the candidate is positive, as in log space: n = a + 1/2 where a = W_h x + b_h is not negative, σ(a) below. Default false.</summary>
    public bool Positive { get; set; }
}

/// <summary>Independently recurrent network (Li et al. 2018): h' = relu(W x + u * h + b) with a vector u.</summary>
/// <param name="input">Features per step, I.</param>
/// <param name="hidden">Hidden size, H.</param>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Property, Inherited = false)]
public sealed class IndRnnAttribute(int input, int hidden) : RecurrentLayerAttribute(input, hidden)
{
    /// <summary>Default <see cref="RnnNonlinearity.Relu"/>.</summary>
    public RnnNonlinearity Nonlinearity { get; set; } = RnnNonlinearity.Relu;
}

/// <summary>
/// Simple recurrent unit (Lei et al. 2018): f = σ(W_f x + v_f * c + b_f), r = σ(W_r x + v_r * c + b_r), c' = f * c + (1 - f) * (W x),
/// y = r * c' + (1 - r) * alpha x. The state is c; input and hidden size are equal.
/// </summary>
/// <param name="input">Features per step, I.</param>
/// <param name="hidden">Hidden size, H.</param>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Property, Inherited = false)]
public sealed class SruAttribute(int input, int hidden) : RecurrentLayerAttribute(input, hidden)
{
    /// <summary>alpha, the factor of the input in the output. Default 1.</summary>
    public double Alpha { get; set; } = 1;
}

/// <summary>
/// Quasi-recurrent network (Bradbury et al. 2017) with fo-pooling: z = tanh(W_z x + V_z p + b_z), f and o likewise with σ,
/// c' = f * c + (1 - f) * z, h = o * c', where p is the input of the step before.
/// </summary>
/// <param name="input">Features per step, I.</param>
/// <param name="hidden">Hidden size, H.</param>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Property, Inherited = false)]
public sealed class QrnnAttribute(int input, int hidden) : RecurrentLayerAttribute(input, hidden)
{
    /// <summary>Steps the convolution sees: 2, or 1 without p. Default 2.</summary>
    public int Window { get; set; } = 2;
}

/// <summary>Diagonal linear state space layer: h' = a * h + B x, y = C h' + D x, with a = σ(a_raw) or of a system in continuous time.</summary>
/// <param name="input">Features per step, I.</param>
/// <param name="hidden">State size, H.</param>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Property, Inherited = false)]
public sealed class DiagonalSsmAttribute(int input, int hidden) : RecurrentLayerAttribute(input, hidden)
{
    /// <summary>Default <see cref="SsmDiscretization.Decay"/>.</summary>
    public SsmDiscretization Discretization { get; set; }

    /// <summary>Features of y; 0 for the hidden size. Default 0.</summary>
    public int Output { get; set; }
}

/// <summary>
/// Linear recurrent unit (Orvieto et al. 2023): h' = λ * h + γ * (B x), y = Re(C h') + D x, complex, with λ = exp(-exp(ν) + i exp(θ)) and
/// γ = sqrt(1 - |λ|²). The states are the real and the imaginary part.
/// </summary>
/// <param name="input">Features per step, I.</param>
/// <param name="hidden">Complex numbers in the state, H.</param>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Property, Inherited = false)]
public sealed class LruAttribute(int input, int hidden) : RecurrentLayerAttribute(input, hidden)
{
    /// <summary>Features of y; 0 for the hidden size. Default 0.</summary>
    public int Output { get; set; }

    /// <summary>Smallest magnitude that an eigenvalue λ begins with: they begin uniform over a ring. Default 0.9.</summary>
    public double MinMagnitude { get; set; } = 0.9;

    /// <summary>Largest magnitude that an eigenvalue begins with, below 1. Default 0.999.</summary>
    public double MaxMagnitude { get; set; } = 0.999;

    /// <summary>Largest angle that an eigenvalue begins with, in radians. Default 2π; a small one for long memories of slow signals.</summary>
    public double MaxAngle { get; set; } = 2 * Math.PI;
}

/// <summary>How <see cref="DiagonalSsmAttribute"/> comes by its decay.</summary>
public enum SsmDiscretization
{
    /// <summary>a = σ(a_raw), in discrete time.</summary>
    Decay,

    /// <summary>a = exp(Δ A) and B' = (a - 1) / A * B with A = -exp(A_log) and a time step Δ = exp(dt_log) of each state (zero-order hold, Gu et al. 2022).</summary>
    ZeroOrderHold,
}
