using System;

namespace RnnGen;

/// <summary>
/// Adam (Kingma and Ba, 2015) with PyTorch's semantics: m = β₁m + (1-β₁)g; v = β₂v + (1-β₂)g²;
/// p -= η/(1-β₁ᵗ) · m / (√v/√(1-β₂ᵗ) + ε). Weight decay is added to the gradient; see <see cref="AdamW"/> for the decoupled form.
/// </summary>
public sealed class Adam : Optimizer
{
    private readonly double beta1;
    private readonly double beta2;
    private readonly double epsilon;
    private readonly double weightDecay;
    private readonly OptimizerState first;
    private readonly OptimizerState second;
    private readonly OptimizerState? largest;

    /// <summary>Creates the optimizer.</summary>
    /// <param name="model">Whose parameters to update.</param>
    /// <param name="learningRate">η.</param>
    /// <param name="beta1">Decay of the mean gradient, in [0, 1).</param>
    /// <param name="beta2">Decay of the mean squared gradient, in [0, 1).</param>
    /// <param name="epsilon">ε, positive.</param>
    /// <param name="weightDecay">λ: g += λp.</param>
    /// <param name="amsGrad">Whether to divide by the largest v so far (AMSGrad, Reddi et al. 2018).</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of range.</exception>
    public Adam(
        Trainable model,
        double learningRate = 1e-3,
        double beta1 = 0.9,
        double beta2 = 0.999,
        double epsilon = 1e-8,
        double weightDecay = 0,
        bool amsGrad = false)
        : base(model, learningRate)
    {
        this.beta1 = Fraction(beta1, nameof(beta1));
        this.beta2 = Fraction(beta2, nameof(beta2));
        this.epsilon = Epsilon(epsilon);
        this.weightDecay = NotNegative(weightDecay, nameof(weightDecay));
        first = NewState("exp_avg");
        second = NewState("exp_avg_sq");
        largest = amsGrad ? NewState("max_exp_avg_sq") : null;
    }

    internal override void Update<T>(Span<T> values, Span<T> gradients) =>
        new AdamKernel(LearningRate, beta1, beta2, epsilon, CoupledDecay: weightDecay, DecoupledDecay: 0)
            .Run(values, gradients, first.As<T>(), second.As<T>(), largest is null ? [] : largest.As<T>(), StepCount);
}
