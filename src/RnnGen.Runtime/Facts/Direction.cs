using System;

namespace RnnGen;

/// <summary>Which steps a value may depend on.</summary>
public enum Direction
{
    /// <summary>A step and those before it: what can run online, or generate.</summary>
    Causal,

    /// <summary>Steps to come as well.</summary>
    Both,
}

/// <summary>
/// Declares which steps results depend on. On a model or its forward method <see cref="RnnGen.Direction.Causal"/> is checked when the
/// project is built: a layer that looks ahead is an error.
/// </summary>
/// <param name="direction">Which steps.</param>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method | AttributeTargets.Parameter | AttributeTargets.ReturnValue | AttributeTargets.Property | AttributeTargets.Field)]
public sealed class DirectionAttribute(Direction direction) : Attribute
{
    /// <summary>Which steps.</summary>
    public Direction Direction { get; } = direction;
}
