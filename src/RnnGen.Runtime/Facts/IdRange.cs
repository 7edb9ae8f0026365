using System;

namespace RnnGen;

/// <summary>
/// Tells the analyzers which ids a value holds, the first and the last one included: <c>[IdRange("1", "V-1")]</c> where 0 is padding. Bounds are
/// written as sizes in <see cref="ShapeAttribute"/> are: numbers, names of constants, or both with + - *.
/// </summary>
/// <param name="first">The smallest id.</param>
/// <param name="last">The largest id.</param>
[AttributeUsage(AttributeTargets.Parameter | AttributeTargets.ReturnValue | AttributeTargets.Property | AttributeTargets.Field | AttributeTargets.Method)]
public sealed class IdRangeAttribute(string first, string last) : Attribute
{
    /// <summary>The smallest id.</summary>
    public string First { get; } = first;

    /// <summary>The largest id.</summary>
    public string Last { get; } = last;
}
