using System;

namespace RnnGen;

/// <summary>Whether a batch of sequences has positions that are no data.</summary>
public enum Padding
{
    /// <summary>Shorter sequences are filled up.</summary>
    Padded,

    /// <summary>Only real positions are there: packed, selected or cut to length.</summary>
    Trimmed,

    /// <summary>All sequences have one length.</summary>
    Fixed,
}

/// <summary>Where the padding lies.</summary>
public enum Side
{
    /// <summary>After the data.</summary>
    Right,

    /// <summary>In front of the data.</summary>
    Left,
}

/// <summary>Tells the analyzers whether a value is padded, and where.</summary>
/// <param name="padding">Whether.</param>
/// <param name="side">Where.</param>
[AttributeUsage(AttributeTargets.Parameter | AttributeTargets.ReturnValue | AttributeTargets.Property | AttributeTargets.Field | AttributeTargets.Method)]
public sealed class PaddingAttribute(Padding padding, Side side = Side.Right) : Attribute
{
    /// <summary>Whether the value is padded.</summary>
    public Padding Padding { get; } = padding;

    /// <summary>Where the padding lies.</summary>
    public Side Side { get; } = side;
}

/// <summary>Declares that all sequences of a value, or of everything a method or class handles, have one length: there is no padding to mask.</summary>
[AttributeUsage(AttributeTargets.Parameter | AttributeTargets.ReturnValue | AttributeTargets.Property | AttributeTargets.Field | AttributeTargets.Method | AttributeTargets.Class)]
public sealed class FixedLengthAttribute : Attribute;
