using System.ComponentModel;

namespace RnnGen.Kernels;

/// <summary>
/// The random masks of a pass. An element's bits are a hash of the pass's key, the place in the step that asks, the sequence, the step (or
/// none) and the feature: they do not depend on padding, on the order of rows or of the work, and the backward pass computes them again.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly ref struct RandomMasks
{
    private readonly Packing steps;
    private readonly uint key;
    private readonly int first;

    /// <summary>Masks of a pass.</summary>
    /// <param name="steps">The batch.</param>
    /// <param name="key">The key; without training no mask is drawn.</param>
    public RandomMasks(Packing steps, DropoutKey key)
        : this(steps, key.IsTraining ? key.OfMasks : 0, key.IsTraining, 0)
    {
    }

    /// <summary>Masks of a pass, in the time loop of some of its sequences.</summary>
    /// <param name="steps">The sequences.</param>
    /// <param name="key">The key; without training no mask is drawn.</param>
    public RandomMasks(BatchPart steps, DropoutKey key)
        : this(steps.Whole, key)
    {
    }

    private RandomMasks(Packing steps, uint key, bool isTraining, int first)
    {
        this.steps = steps;
        this.key = key;
        this.first = first;
        IsTraining = isTraining;
    }

    /// <summary>Whether masks are drawn.</summary>
    public bool IsTraining { get; }

    /// <summary>The masks for rows counted from a packed row.</summary>
    /// <param name="row">The packed row that becomes row 0.</param>
    public RandomMasks From(int row) => new(steps, key, IsTraining, first + row);

    /// <summary>What tells this step of this sequence from any other.</summary>
    /// <param name="row">Row.</param>
    public uint Step(int row) => IsTraining ? Mix(Sequence(row) + (0x85EBCA6Bu * (uint)(steps.FirstStep + steps.StepOfRow(first + row)))) : 0;

    /// <summary>What tells this sequence from any other.</summary>
    /// <param name="row">Row.</param>
    public uint Sequence(int row) => IsTraining ? Mix(key + (0x9E3779B9u * (uint)steps.SequenceOfRow(first + row))) : 0;

    // The 32-bit mixer with the smallest known bias among two-multiplication ones (Wellons 2018).
    private static uint Mix(uint x)
    {
        x = (x ^ (x >> 16)) * 0x7FEB352D;
        x = (x ^ (x >> 15)) * 0x846CA68B;
        return x ^ (x >> 16);
    }
}
