using System;

namespace RnnGen;

/// <summary>
/// Less memory for more time (Chen et al. 2016): a run keeps the states at every k-th step only, and the backward pass computes the k
/// steps in between once more. The gradients are the same to the last bit; the time is that of one more forward pass.
/// </summary>
public static class Checkpointing
{
    /// <summary>Everything is kept.</summary>
    public const int Never = 0;

    /// <summary>k is the square root of the number of steps, rounded up: memory grows with the square root of T.</summary>
    public const int SquareRoot = -1;

    internal static int Check(int every, string argument) => every >= SquareRoot
        ? every
        : throw new ArgumentOutOfRangeException(argument, every, $"{argument} is a number of steps, {nameof(Checkpointing)}.{nameof(Never)} or {nameof(Checkpointing)}.{nameof(SquareRoot)}.");
}
