using System;

namespace RnnGen;

/// <summary>
/// Clockwork network (Koutnik et al. 2014): equal modules with a period each. Module m is active at steps t (from 0) that its period divides:
/// h'_m = tanh(W_m x + b_m + sum over modules n from m on of U_mn h_n); otherwise it keeps its value.
/// </summary>
/// <param name="input">Features per step, I.</param>
/// <param name="hidden">Hidden size, H: a multiple of the number of periods.</param>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Property, Inherited = false)]
public sealed class ClockworkAttribute(int input, int hidden) : RecurrentLayerAttribute(input, hidden)
{
    /// <summary>The period of each module, in increasing order. Default 1, 2, 4, 8.</summary>
    public int[] Periods { get; set; } = [1, 2, 4, 8];
}

/// <summary>
/// Closed-form continuous-time network (Hasani et al. 2022): u = 1.7159 tanh(0.666 (W_bx x + W_bh h + b_b)), n = tanh(W_1 u + b_1),
/// m = tanh(W_2 u + b_2), s = σ((W_a u + b_a) dt + W_t u + b_t), h' = (1 - s) * n + s * m. The second input, dt, is the time since the step
/// before, (B,T,1). On a class only.
/// </summary>
/// <param name="input">Features per step, I.</param>
/// <param name="hidden">Hidden size, H.</param>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Property, Inherited = false)]
public sealed class CfcAttribute(int input, int hidden) : RecurrentLayerAttribute(input, hidden)
{
    /// <summary>Features of u. Default 32.</summary>
    public int Backbone { get; set; } = 32;
}

/// <summary>
/// mLSTM (Beck et al. 2024), with a matrix C as the memory of each head: q, k, v from x, k divided by the square root of a head's size,
/// C' = f C + i v kᵀ, n' = f n + i k, h' = o * C' q / max(|n' q|, 1), with exponential gates as in <see cref="SLstmAttribute"/> that do not read the state.
/// </summary>
/// <param name="input">Features per step, I.</param>
/// <param name="hidden">Hidden size, H.</param>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Property, Inherited = false)]
public sealed class MLstmAttribute(int input, int hidden) : RecurrentLayerAttribute(input, hidden)
{
    /// <summary>
    /// Heads: each has H / Heads features, its own pair of gates and its own memory; with several the states are h, C_1, C_2, ..., n, m. They
    /// divide H. Default 1: one memory, the state C.
    /// </summary>
    public int Heads { get; set; } = 1;
}
