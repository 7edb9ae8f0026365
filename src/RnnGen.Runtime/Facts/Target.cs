using System;

namespace RnnGen;

/// <summary>
/// Tells the analyzers that what a method returns, or does with a parameter, looks so many steps ahead: 1 where the target at a step is the
/// token after it.
/// </summary>
/// <param name="shift">Steps ahead.</param>
[AttributeUsage(AttributeTargets.Parameter | AttributeTargets.ReturnValue | AttributeTargets.Property | AttributeTargets.Field | AttributeTargets.Method)]
public sealed class TargetShiftAttribute(int shift) : Attribute
{
    /// <summary>Steps ahead.</summary>
    public int Shift { get; } = shift;
}

/// <summary>Declares what is predicted when it is not the next step.</summary>
[AttributeUsage(AttributeTargets.Parameter | AttributeTargets.Method | AttributeTargets.Class)]
public sealed class TargetAttribute : Attribute
{
    /// <summary>Whether the input itself is wanted back, as from an autoencoder or a tagger.</summary>
    public bool Reconstruction { get; set; }
}
