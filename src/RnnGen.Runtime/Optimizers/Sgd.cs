using System;
using System.Numerics;
using System.Runtime.InteropServices;

namespace RnnGen;

/// <summary>
/// Stochastic gradient descent with PyTorch's semantics: g += λp; b = g at the first step, later μb + (1-τ)g;
/// p -= η (g + μb with Nesterov, b with momentum, else g).
/// </summary>
public sealed class Sgd : Optimizer
{
    private readonly double momentum;
    private readonly double dampening;
    private readonly double weightDecay;
    private readonly bool nesterov;
    private readonly OptimizerState? velocity;

    /// <summary>Creates the optimizer.</summary>
    /// <param name="model">Whose parameters to update.</param>
    /// <param name="learningRate">η.</param>
    /// <param name="momentum">μ, in [0, 1).</param>
    /// <param name="dampening">τ.</param>
    /// <param name="weightDecay">λ.</param>
    /// <param name="nesterov">Whether to look ahead; needs momentum and no dampening.</param>
    /// <exception cref="ArgumentException">A number is out of range, or Nesterov lacks what it needs.</exception>
    public Sgd(
        Trainable model,
        double learningRate,
        double momentum = 0,
        double dampening = 0,
        double weightDecay = 0,
        bool nesterov = false)
        : base(model, learningRate)
    {
        this.momentum = Fraction(momentum, nameof(momentum));
        this.dampening = NotNegative(dampening, nameof(dampening));
        this.weightDecay = NotNegative(weightDecay, nameof(weightDecay));
        this.nesterov = nesterov;
        if (nesterov && (momentum == 0 || dampening != 0))
        {
            throw new ArgumentException("Nesterov momentum needs momentum above 0 and dampening 0.", nameof(nesterov));
        }

        velocity = momentum > 0 ? NewState("momentum_buffer") : null;
    }

    internal override void Update<T>(Span<T> values, Span<T> gradients)
    {
        Span<Vector<T>> p = MemoryMarshal.Cast<T, Vector<T>>(values);
        ReadOnlySpan<Vector<T>> g = MemoryMarshal.Cast<T, Vector<T>>(gradients);
        T rate = T.CreateTruncating(LearningRate);
        T decay = T.CreateTruncating(weightDecay);
        if (velocity is null)
        {
            for (int i = 0; i < p.Length; i++)
            {
                p[i] -= (g[i] + (p[i] * decay)) * rate;
            }

            return;
        }

        Span<Vector<T>> b = MemoryMarshal.Cast<T, Vector<T>>(velocity.As<T>());
        T keep = T.CreateTruncating(momentum);
        T fresh = T.CreateTruncating(StepCount == 1 ? 1 : 1 - dampening);
        T ahead = T.CreateTruncating(nesterov ? momentum : 1);
        T own = T.CreateTruncating(nesterov ? 1 : 0);
        for (int i = 0; i < p.Length; i++)
        {
            Vector<T> gradient = g[i] + (p[i] * decay);
            b[i] = (b[i] * keep) + (gradient * fresh);
            p[i] -= ((gradient * own) + (b[i] * ahead)) * rate;
        }
    }
}
