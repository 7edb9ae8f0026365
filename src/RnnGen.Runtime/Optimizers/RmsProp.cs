using System;
using System.Numerics;
using System.Runtime.InteropServices;

namespace RnnGen;

/// <summary>
/// RMSprop with PyTorch's semantics: g += λp; s = αs + (1-α)g²; d = √s + ε, or √(s - a²) + ε with a = αa + (1-α)g when centred;
/// p -= η g/d, or p -= ηb with b = μb + g/d.
/// </summary>
public sealed class RmsProp : Optimizer
{
    private readonly double alpha;
    private readonly double epsilon;
    private readonly double momentum;
    private readonly double weightDecay;
    private readonly OptimizerState squares;
    private readonly OptimizerState? means;
    private readonly OptimizerState? velocity;

    /// <summary>Creates the optimizer.</summary>
    /// <param name="model">Whose parameters to update.</param>
    /// <param name="learningRate">η.</param>
    /// <param name="alpha">Decay of the mean squared gradient, in [0, 1).</param>
    /// <param name="epsilon">ε, positive.</param>
    /// <param name="momentum">μ, in [0, 1).</param>
    /// <param name="centered">Whether to divide by the standard deviation instead of the root mean square.</param>
    /// <param name="weightDecay">λ.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of range.</exception>
    public RmsProp(
        Trainable model,
        double learningRate = 1e-2,
        double alpha = 0.99,
        double epsilon = 1e-8,
        double momentum = 0,
        bool centered = false,
        double weightDecay = 0)
        : base(model, learningRate)
    {
        this.alpha = Fraction(alpha, nameof(alpha));
        this.epsilon = Epsilon(epsilon);
        this.momentum = Fraction(momentum, nameof(momentum));
        this.weightDecay = NotNegative(weightDecay, nameof(weightDecay));
        squares = NewState("square_avg");
        means = centered ? NewState("grad_avg") : null;
        velocity = momentum > 0 ? NewState("momentum_buffer") : null;
    }

    internal override void Update<T>(Span<T> values, Span<T> gradients)
    {
        Span<Vector<T>> p = MemoryMarshal.Cast<T, Vector<T>>(values);
        ReadOnlySpan<Vector<T>> g = MemoryMarshal.Cast<T, Vector<T>>(gradients);
        Span<Vector<T>> s = MemoryMarshal.Cast<T, Vector<T>>(squares.As<T>());
        Span<Vector<T>> a = means is null ? [] : MemoryMarshal.Cast<T, Vector<T>>(means.As<T>());
        Span<Vector<T>> b = velocity is null ? [] : MemoryMarshal.Cast<T, Vector<T>>(velocity.As<T>());
        T rate = T.CreateTruncating(LearningRate);
        T decay = T.CreateTruncating(weightDecay);
        T keep = T.CreateTruncating(alpha);
        T fresh = T.CreateTruncating(1 - alpha);
        T inertia = T.CreateTruncating(momentum);
        var small = new Vector<T>(T.CreateTruncating(epsilon));
        for (int i = 0; i < p.Length; i++)
        {
            Vector<T> gradient = g[i] + (p[i] * decay);
            s[i] = (s[i] * keep) + (gradient * gradient * fresh);
            Vector<T> variance = s[i];
            if (!a.IsEmpty)
            {
                a[i] = (a[i] * keep) + (gradient * fresh);
                variance = System.Numerics.Vector.Max(variance - (a[i] * a[i]), Vector<T>.Zero); // rounding can take it below 0
            }

            Vector<T> move = gradient / (System.Numerics.Vector.SquareRoot(variance) + small);
            if (!b.IsEmpty)
            {
                move = b[i] = (b[i] * inertia) + move;
            }

            p[i] -= move * rate;
        }
    }
}
