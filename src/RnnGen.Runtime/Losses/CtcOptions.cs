using System;
using System.Buffers;

namespace RnnGen;

/// <summary>What a CTC loss was asked for.</summary>
/// <param name="Blank">The class that means no label.</param>
/// <param name="Reduction">What the gradient belongs to.</param>
/// <param name="ZeroInfinity">Whether a sequence that cannot be aligned costs 0 instead of being refused.</param>
internal readonly record struct CtcOptions(int Blank, Reduction Reduction, bool ZeroInfinity)
{
    /// <summary>Factor of one sequence's loss in the reduced loss.</summary>
    public double Weight(int labels, int batch) => Reduction == Reduction.Mean ? 1.0 / (Math.Max(labels, 1) * (double)batch) : 1;

    /// <summary>Whether the labels do not fit into the steps: each takes one, and two equal neighbours a blank between them.</summary>
    public bool IsImpossible(ReadOnlySpan<int> labels, int steps) => FewestSteps(labels) > steps;

    /// <summary>Refuses targets that are no labels, and, unless they shall cost 0, those that do not fit.</summary>
    public void Check(Tokens targets, ReadOnlySpan<int> steps, int classes)
    {
        if ((uint)Blank >= (uint)classes)
        {
            throw new ArgumentOutOfRangeException("blank", Blank, $"blank must be one of the {classes} classes.");
        }

        if (targets.Batch != steps.Length)
        {
            throw new ShapeMismatchException(nameof(targets), $"(B={steps.Length}, labels) as the logits", $"(B={targets.Batch}, {targets.Steps})");
        }

        int[] memory = ArrayPool<int>.Shared.Rent(targets.Steps);
        for (int b = 0; b < steps.Length; b++)
        {
            ReadOnlySpan<int> labels = targets.Real(b, memory);
            for (int i = 0; i < labels.Length; i++)
            {
                if ((uint)labels[i] >= (uint)classes || labels[i] == Blank)
                {
                    throw new ArgumentOutOfRangeException(
                        nameof(targets), labels[i], $"label {i} of targets[{b}] is {labels[i]}, but a label is one of the {classes} classes other than the blank, {Blank}.");
                }
            }

            if (!ZeroInfinity && IsImpossible(labels, steps[b]))
            {
                throw new ArgumentException(
                    $"Sequence {b} has {steps[b]} steps, but its {labels.Length} labels need at least {FewestSteps(labels)}, equal neighbours being kept apart by a blank. "
                    + "With zeroInfinity such sequences cost nothing.",
                    nameof(targets));
            }
        }

        ArrayPool<int>.Shared.Return(memory);
    }

    private static int FewestSteps(ReadOnlySpan<int> labels)
    {
        int steps = labels.Length;
        for (int i = 1; i < labels.Length; i++)
        {
            steps += labels[i] == labels[i - 1] ? 1 : 0;
        }

        return steps;
    }
}
