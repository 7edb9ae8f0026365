using System;
using System.Collections.Generic;
using System.Linq;

namespace RnnGen;

/// <summary>Tokens and what a model shall predict at each of them.</summary>
public sealed class SequenceBatch
{
    /// <summary>Creates a batch.</summary>
    /// <param name="inputs">(B,T).</param>
    /// <param name="targets">(B,T) with the same real steps.</param>
    /// <exception cref="ShapeMismatchException">Shapes, lengths or masks differ.</exception>
    public SequenceBatch(Tokens inputs, Tokens targets)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        ArgumentNullException.ThrowIfNull(targets);
        if (!inputs.Packing.IsSameAs(targets.Packing))
        {
            throw new ShapeMismatchException(
                nameof(targets), $"T={inputs.Steps} and lengths {Shape.Text(inputs.Lengths)}", $"T={targets.Steps} and lengths {Shape.Text(targets.Lengths)}");
        }

        Inputs = inputs;
        Targets = targets;
    }

    /// <summary>What the model reads, (B,T).</summary>
    [Shape("B", "T")]
    public Tokens Inputs { get; }

    /// <summary>What it shall predict, (B,T).</summary>
    [Shape("B", "T")]
    public Tokens Targets { get; }

    /// <summary>Real steps of the batch.</summary>
    public int TokenCount => Inputs.Count;

    /// <summary>A batch for language modelling: at each token the target is the next one.</summary>
    /// <param name="sequences">Sequences of at least 2 tokens.</param>
    /// <exception cref="ArgumentException">There is no sequence, or one is null or too short.</exception>
    [TargetShift(1)]
    public static SequenceBatch NextToken(IEnumerable<int[]> sequences)
    {
        ArgumentNullException.ThrowIfNull(sequences);
        int[][] items = [.. sequences];
        for (int i = 0; i < items.Length; i++)
        {
            if (items[i] is not { Length: >= 2 })
            {
                throw new ArgumentException(
                    $"sequences[{i}] has {items[i]?.Length ?? 0} tokens, but predicting the next token needs at least 2.", nameof(sequences));
            }
        }

        return new SequenceBatch(Tokens.From(items.Select(item => item[..^1])), Tokens.From(items.Select(item => item[1..])));
    }

    /// <summary>The shape and the number of real steps.</summary>
    public override string ToString() => $"SequenceBatch[{Inputs.Batch},{Inputs.Steps}] with {TokenCount} real tokens";
}
