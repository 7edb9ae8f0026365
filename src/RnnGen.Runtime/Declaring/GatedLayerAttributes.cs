using System;

namespace RnnGen;

/// <summary>Minimal gated unit (Zhou et al. 2016): f = σ(W_f x + U_f h + b_f), n = tanh(W_n x + U_n (f * h) + b_n), h' = (1 - f) * h + f * n.</summary>
/// <param name="input">Features per step, I.</param>
/// <param name="hidden">Hidden size, H.</param>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Property, Inherited = false)]
public sealed class MguAttribute(int input, int hidden) : RecurrentLayerAttribute(input, hidden);

/// <summary>Update gate network (Collins et al. 2017): c = tanh(W_c x + U_c h + b_c), g = σ(W_g x + U_g h + b_g), h' = g * h + (1 - g) * c.</summary>
/// <param name="input">Features per step, I.</param>
/// <param name="hidden">Hidden size, H.</param>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Property, Inherited = false)]
public sealed class UgrnnAttribute(int input, int hidden) : RecurrentLayerAttribute(input, hidden);

/// <summary>
/// LSTM with a forget gate only (van der Westhuizen and Lasenby 2018): s = W_f x + U_f h + b_f, n = tanh(W_c x + U_c h + b_c),
/// h' = σ(s) * h + (1 - σ(s - 1)) * n.
/// </summary>
/// <param name="input">Features per step, I.</param>
/// <param name="hidden">Hidden size, H.</param>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Property, Inherited = false)]
public sealed class JanetAttribute(int input, int hidden) : RecurrentLayerAttribute(input, hidden);

/// <summary>
/// sLSTM (Beck et al. 2024): exponential input gate, normaliser n and stabiliser m. With a_k = W_k x + R_k h + b_k: l = log σ(a_f),
/// m' = max(l + m, a_i), i = exp(a_i - m'), f = exp(l + m - m'), c' = f * c + i * tanh(a_z), n' = f * n + i, h' = σ(a_o) * c' / n'.
/// </summary>
/// <param name="input">Features per step, I.</param>
/// <param name="hidden">Hidden size, H.</param>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Property, Inherited = false)]
public sealed class SLstmAttribute(int input, int hidden) : RecurrentLayerAttribute(input, hidden)
{
    /// <summary>Default <see cref="SLstmForget.Sigmoid"/>.</summary>
    public SLstmForget ForgetGate { get; set; }

    /// <summary>Heads: R_k is block-diagonal with so many blocks, and each head remembers by itself. They divide H. Default 1.</summary>
    public int Heads { get; set; } = 1;
}

/// <summary>Forget gate of <see cref="SLstmAttribute"/>.</summary>
public enum SLstmForget
{
    /// <summary>f = σ(a_f).</summary>
    Sigmoid,

    /// <summary>f = exp(a_f).</summary>
    Exponential,
}
