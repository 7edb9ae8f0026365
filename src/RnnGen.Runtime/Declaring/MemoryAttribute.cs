using System;

namespace RnnGen;

/// <summary>
/// Marks a step parameter of type <see cref="Memory"/> that is the same at every step: what the step attends over, one vector for each
/// position, for example the outputs of an encoder. The number of positions differs from sequence to sequence.
/// </summary>
/// <param name="size">Elements of each position's vector, K.</param>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class MemoryAttribute(int size) : Attribute
{
    /// <summary>Elements of each position's vector, K.</summary>
    public int Size { get; } = size;
}
