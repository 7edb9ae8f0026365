using System;

namespace RnnGen;

/// <summary>How batches that follow one another belong together.</summary>
public enum DataOrder
{
    /// <summary>A batch goes on where the one before ended: states may be carried.</summary>
    Contiguous,

    /// <summary>Sequences of their own in any order: states start anew with every batch.</summary>
    Independent,
}

/// <summary>Tells the analyzers how batches that follow one another belong together.</summary>
/// <param name="order">How.</param>
[AttributeUsage(AttributeTargets.Method | AttributeTargets.ReturnValue | AttributeTargets.Parameter | AttributeTargets.Property | AttributeTargets.Field | AttributeTargets.Class)]
public sealed class DataOrderAttribute(DataOrder order) : Attribute
{
    /// <summary>How they belong together.</summary>
    public DataOrder Order { get; } = order;
}
