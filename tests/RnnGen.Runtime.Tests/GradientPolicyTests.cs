using System;
using RnnGen.Kernels;
using Xunit;

namespace RnnGen.Runtime.Tests;

/// <summary>A model declares how its gradients are limited, and the optimizer does it.</summary>
public sealed class GradientPolicyTests
{
    [Fact]
    public void A_declared_bound_is_kept_without_a_call()
    {
        var model = new Bounded();
        Accumulate(model, 3);
        new Sgd(model, learningRate: 1).Step();
        Assert.Equal(1, -model.Parameters[0].Value.GetDouble(0), 1e-5);
    }

    [Fact]
    public void An_explicit_clip_comes_first()
    {
        var model = new Bounded();
        Accumulate(model, 3);
        model.Gradients.ClipByGlobalNorm(0.5);
        new Sgd(model, learningRate: 1).Step();
        Assert.Equal(0.5, -model.Parameters[0].Value.GetDouble(0), 1e-5);
    }

    [Fact]
    public void A_declared_reason_lets_them_pass()
    {
        var model = new Unlimited();
        Accumulate(model, 3);
        new Sgd(model, learningRate: 1).Step();
        Assert.Equal(-3, model.Parameters[0].Value.GetDouble(0));
    }

    [Fact]
    public void A_policy_without_a_bound_leaves_it_to_the_loop()
    {
        var model = new Stated();
        Accumulate(model, 3);
        Assert.Contains("ClipByGlobalNorm", Assert.Throws<InvalidOperationException>(new Sgd(model, learningRate: 1).Step).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void No_limit_needs_a_reason() =>
        Assert.Contains("Because", Assert.Throws<ArgumentException>(() => new Sgd(new Unexplained(), learningRate: 1)).Message, StringComparison.Ordinal);

    private static void Accumulate(One model, float gradient)
    {
        model.Parameters[0].SetGradient(Tensor.From([gradient]));
        model.Memory.GradientState = GradientState.Accumulated;
    }

    private abstract class One : Trainable
    {
        public ParameterStorage<float> Memory { get; } = FlatModel<float>.Of(("b", 1, 0, Init.Constant, 1)).Memory;

        internal override ParameterStorage Storage => Memory;
    }

    [GradientPolicy(Clip.GlobalNorm, Bound = 1)]
    private sealed class Bounded : One;

    [GradientPolicy(Clip.None, Because = "the loss is linear")]
    private sealed class Unlimited : One;

    [GradientPolicy(Clip.GlobalNorm)]
    private sealed class Stated : One;

    [GradientPolicy(Clip.None)]
    private sealed class Unexplained : One;
}
