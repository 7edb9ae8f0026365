using System;
using System.Collections.Generic;
using System.Linq;

namespace RnnGen;

/// <summary>
/// Vectors of sequences of different lengths in one tensor, for code that works on tensors. <see cref="ToSequence"/> gives what models and
/// losses of this library take.
/// </summary>
public sealed class PaddedValues
{
    private readonly bool isLeft;

    private PaddedValues(Tensor values, int[] lengths, bool isLeft)
    {
        Values = values;
        Lengths = lengths;
        this.isLeft = isLeft;
    }

    /// <summary>The vectors, (B,T,F), 0 at padding.</summary>
    [Shape("B", "T", "F")]
    public Tensor Values { get; }

    /// <summary>Real steps of each sequence, (B).</summary>
    [Shape("B")]
    public int[] Lengths { get; }

    /// <summary>Padding behind the sequences.</summary>
    /// <param name="sequences">At least one sequence (steps, F); F is the same for all.</param>
    /// <exception cref="ArgumentException">There is no sequence, or one is null.</exception>
    /// <exception cref="ShapeMismatchException">Two sequences differ in F.</exception>
    public static PaddedValues Right(IEnumerable<float[,]> sequences)
    {
        Sequence padded = Sequence.From(sequences);
        return new PaddedValues(padded.ToTensor(), [.. padded.Lengths], isLeft: false);
    }

    /// <summary>Padding in front of the sequences.</summary>
    /// <param name="sequences">At least one sequence (steps, F); F is the same for all.</param>
    /// <exception cref="ArgumentException">There is no sequence, or one is null.</exception>
    /// <exception cref="ShapeMismatchException">Two sequences differ in F.</exception>
    public static PaddedValues Left(IEnumerable<float[,]> sequences)
    {
        PaddedValues right = Right(sequences);
        int steps = right.Values.Dims[1];
        Tensor[] shifted = [.. right.Lengths.Select((length, b) => right.Values.Slice(0, b, 1) is var row && length == steps
            ? row
            : Tensor.Concat(1, row.Slice(1, length, steps - length), row.Slice(1, 0, length)))];
        return new PaddedValues(Tensor.Concat(0, shifted), right.Lengths, isLeft: true);
    }

    /// <summary>The same as a sequence that knows which of its steps are real.</summary>
    [return: Shape("B", "T", "F")]
    public Sequence ToSequence() => isLeft ? Sequence.FromLeftPadded(Values, Lengths) : Sequence.From(Values, Lengths);

    /// <summary>The shape and the side.</summary>
    public override string ToString() => $"PaddedValues[{string.Join(",", Values.Dims)}], padding on the {(isLeft ? "left" : "right")}";
}
