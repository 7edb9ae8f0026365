using System;

namespace RnnGen;

/// <summary>Declares that a parameter, layer or model is not trained: it is there to be read from a file, or trained elsewhere.</summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Field | AttributeTargets.Class, Inherited = false)]
public sealed class FrozenAttribute : Attribute;

/// <summary>Declares that a parameter or layer is kept although no equation reads it.</summary>
/// <param name="because">Why, for the next reader.</param>
[AttributeUsage(AttributeTargets.Property, Inherited = false)]
public sealed class ReservedAttribute(string because) : Attribute
{
    /// <summary>Why.</summary>
    public string Because { get; } = because;
}
