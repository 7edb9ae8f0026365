using System;

namespace RnnGen;

/// <summary>What a call does in training. The analyzers follow the order of these calls through a method.</summary>
public enum Role
{
    /// <summary>Adds gradients: backpropagation.</summary>
    Backward,

    /// <summary>Limits the gradients.</summary>
    Clip,

    /// <summary>Declares that the gradients may be applied without a limit.</summary>
    Accept,

    /// <summary>Applies the gradients to the parameters.</summary>
    Step,

    /// <summary>Sets the gradients to zero.</summary>
    Zero,

    /// <summary>Divides the gradients by the scale of a scaled loss.</summary>
    Unscale,

    /// <summary>Gives a state the same values without the history that gradients flow back through.</summary>
    Stop,

    /// <summary>Gives a state its first values: a new sequence begins.</summary>
    Reset,

    /// <summary>Says which positions are real.</summary>
    Mask,

    /// <summary>Computes what training minimises.</summary>
    Loss,

    /// <summary>Computes a figure for people.</summary>
    Metric,

    /// <summary>Writes new sequences; the truth must not be visible.</summary>
    Generate,

    /// <summary>Measures a trained model.</summary>
    Evaluate,

    /// <summary>Computes how likely given sequences are; reading the true prefix is right.</summary>
    Score,

    /// <summary>Weighs positions of a sequence against each other.</summary>
    Attention,
}

/// <summary>
/// Tells the analyzers what a method does in training. The library's own methods carry it; put it on a method of yours that hides such a
/// call, for example behind an interface. A method that does several things has one for each, in their order.
/// </summary>
/// <param name="role">What the method does.</param>
[AttributeUsage(AttributeTargets.Method | AttributeTargets.Property | AttributeTargets.Parameter | AttributeTargets.Constructor, AllowMultiple = true)]
public sealed class RoleAttribute(Role role) : Attribute
{
    /// <summary>What the method does.</summary>
    public Role Role { get; } = role;

    /// <summary>For <see cref="Role.Backward"/>: whether the loss was scaled, so that gradients need <see cref="Role.Unscale"/> before they are clipped.</summary>
    public bool Scaled { get; set; }

    /// <summary>For <see cref="Role.Step"/>: whether the gradients start from zero after it, so that nothing else needs to clear them.</summary>
    public bool Clears { get; set; }
}
