using System;
using System.Linq;
using RnnGen.Kernels;
using Math64 = RnnGen.Kernels.Elementwise<double, RnnGen.Kernels.Lanes64>;
using Time64 = RnnGen.Kernels.OverTime<double>;

namespace RnnGen;

/// <summary>
/// Functions of sequences for the forward methods of models (<c>using static RnnGen.Sequences;</c>). They see real steps only. Called as
/// plain C# they compute in double and without dropout; in a generated model they are kernels with a way back.
/// </summary>
public static class Sequences
{
    private delegate void Kernel(Panel<double> operand, Panel<double> result);

    private delegate void PoolKernel(Packing steps, Panel<double> sequence, Panel<double> vectors);

    /// <summary>Hyperbolic tangent of every element.</summary>
    /// <param name="sequence">(B,T,F).</param>
    public static Sequence Tanh(Sequence sequence) => Map(sequence, Math64.Tanh);

    /// <summary>Hyperbolic tangent of every element.</summary>
    /// <param name="vectors">(B,F).</param>
    public static Vectors Tanh(Vectors vectors) => Vectors.Map(vectors, Tanh);

    /// <summary>1 / (1 + exp(-x)) of every element.</summary>
    /// <param name="sequence">(B,T,F).</param>
    public static Sequence Sigmoid(Sequence sequence) => Map(sequence, Math64.Sigmoid);

    /// <summary>1 / (1 + exp(-x)) of every element.</summary>
    /// <param name="vectors">(B,F).</param>
    public static Vectors Sigmoid(Vectors vectors) => Vectors.Map(vectors, Sigmoid);

    /// <summary>max(0, x) of every element.</summary>
    /// <param name="sequence">(B,T,F).</param>
    public static Sequence Relu(Sequence sequence) => Map(sequence, Math64.Relu);

    /// <summary>max(0, x) of every element.</summary>
    /// <param name="vectors">(B,F).</param>
    public static Vectors Relu(Vectors vectors) => Vectors.Map(vectors, Relu);

    /// <summary>
    /// Dropout while a generated model trains: an element is 0 with the given probability, else x / (1 - rate). Here: the value itself.
    /// </summary>
    /// <param name="sequence">(B,T,F).</param>
    /// <param name="rate">Probability, from 0 up to below 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">The rate lies outside 0 to 1.</exception>
    public static Sequence Dropout(Sequence sequence, double rate)
    {
        ArgumentNullException.ThrowIfNull(sequence);
        return rate is >= 0 and < 1 ? sequence : throw new ArgumentOutOfRangeException(nameof(rate), rate, "A dropout rate lies in [0, 1).");
    }

    /// <summary>Dropout of vectors, see <see cref="Dropout(Sequence, double)"/>.</summary>
    /// <param name="vectors">(B,F).</param>
    /// <param name="rate">Probability, from 0 up to below 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">The rate lies outside 0 to 1.</exception>
    public static Vectors Dropout(Vectors vectors, double rate) => Vectors.Map(vectors, rows => Dropout(rows, rate));

    /// <summary>Features side by side.</summary>
    /// <param name="sequences">At least one, (B,T,F1), (B,T,F2), ... of the same lengths.</param>
    /// <returns>(B,T,F1+F2+...).</returns>
    /// <exception cref="ArgumentException">There is none.</exception>
    /// <exception cref="ShapeMismatchException">Their lengths differ.</exception>
    public static Sequence Concat(params Sequence[] sequences)
    {
        ArgumentNullException.ThrowIfNull(sequences);
        if (sequences.Length == 0)
        {
            throw new ArgumentException("There is nothing to put side by side.", nameof(sequences));
        }

        var result = new OwnedSequence<double>(sequences[0].Packing, sequences.Sum(part => part.Features));
        int first = 0;
        foreach (Sequence part in sequences)
        {
            Losses.CheckLengths(sequences[0], part.Packing, nameof(sequences));
            FeatureBlocks<double>.Put(part.Doubles(), result.Values, first);
            first += part.Features;
        }

        return result;
    }

    /// <summary>Features side by side.</summary>
    /// <param name="vectors">At least one, (B,F1), (B,F2), ...</param>
    /// <returns>(B,F1+F2+...).</returns>
    /// <exception cref="ArgumentException">There is none.</exception>
    /// <exception cref="ShapeMismatchException">They are of different batches.</exception>
    public static Vectors Concat(params Vectors[] vectors)
    {
        ArgumentNullException.ThrowIfNull(vectors);
        return new Vectors(Concat([.. vectors.Select(part => part.Rows)]));
    }

    /// <summary>The first real step of each sequence; 0 where there is none.</summary>
    /// <param name="sequence">(B,T,F).</param>
    [return: Shape("B", "F")]
    public static Vectors First([Shape("B", "T", "F")] Sequence sequence) => Pool(sequence, Time64.First);

    /// <summary>The last real step of each sequence; 0 where there is none.</summary>
    /// <param name="sequence">(B,T,F).</param>
    [return: Shape("B", "F")]
    public static Vectors Last([Shape("B", "T", "F")] Sequence sequence) => Pool(sequence, Time64.Last);

    /// <summary>Mean over the real steps; 0 where there is none.</summary>
    /// <param name="sequence">(B,T,F).</param>
    [return: Shape("B", "F")]
    public static Vectors MeanOverTime([Shape("B", "T", "F")] Sequence sequence) => Pool(sequence, Time64.Mean);

    /// <summary>Sum over the real steps.</summary>
    /// <param name="sequence">(B,T,F).</param>
    [return: Shape("B", "F")]
    public static Vectors SumOverTime([Shape("B", "T", "F")] Sequence sequence) => Pool(sequence, static (steps, from, to) => Time64.Sum(steps, from, to));

    /// <summary>Largest value of each feature over the real steps; 0 where there is none.</summary>
    /// <param name="sequence">(B,T,F).</param>
    [return: Shape("B", "F")]
    public static Vectors MaxOverTime([Shape("B", "T", "F")] Sequence sequence) => Pool(sequence, Time64.Max);

    /// <summary>Each vector at every real step of a sequence.</summary>
    /// <param name="vectors">(B,F).</param>
    /// <param name="along">(B,T,any): whose steps.</param>
    /// <returns>(B,T,F).</returns>
    /// <exception cref="ShapeMismatchException">They are of different batches.</exception>
    [return: Shape("B", "T", "F")]
    public static Sequence Repeat([Shape("B", "F")] Vectors vectors, [Shape("B", "T", "?")] Sequence along)
    {
        ArgumentNullException.ThrowIfNull(along);
        return Repeat(vectors, along.Packing);
    }

    /// <summary>Each vector at every real step of a batch of tokens.</summary>
    /// <param name="vectors">(B,F).</param>
    /// <param name="along">(B,T): whose steps.</param>
    /// <returns>(B,T,F).</returns>
    /// <exception cref="ShapeMismatchException">They are of different batches.</exception>
    [return: Shape("B", "T", "F")]
    public static Sequence Repeat([Shape("B", "F")] Vectors vectors, [Shape("B", "T")] Tokens along)
    {
        ArgumentNullException.ThrowIfNull(along);
        return Repeat(vectors, along.Packing);
    }

    /// <summary>Each sequence with its real steps in reverse order; padding stays on the right.</summary>
    /// <param name="sequence">(B,T,F).</param>
    public static Sequence Reverse(Sequence sequence)
    {
        ArgumentNullException.ThrowIfNull(sequence);
        var result = new OwnedSequence<double>(sequence.Packing, sequence.Features);
        Time64.Reverse(sequence.Packing, sequence.Doubles(), result.Values);
        return result;
    }

    private static OwnedSequence<double> Map(Sequence sequence, Kernel kernel)
    {
        ArgumentNullException.ThrowIfNull(sequence);
        var result = new OwnedSequence<double>(sequence.Packing, sequence.Features);
        kernel(sequence.Doubles(), result.Values);
        return result;
    }

    private static Vectors Pool(Sequence sequence, PoolKernel kernel)
    {
        ArgumentNullException.ThrowIfNull(sequence);
        var result = new OwnedSequence<double>(Vectors.PackingOf(sequence.Batch), sequence.Features);
        kernel(sequence.Packing, sequence.Doubles(), result.Values);
        return new Vectors(result);
    }

    private static OwnedSequence<double> Repeat(Vectors vectors, Packing steps)
    {
        ArgumentNullException.ThrowIfNull(vectors);
        if (vectors.Batch != steps.Batch)
        {
            throw new ShapeMismatchException(nameof(vectors), $"(B={steps.Batch}, F)", $"(B={vectors.Batch}, F={vectors.Features})");
        }

        var result = new OwnedSequence<double>(steps, vectors.Features);
        Time64.Repeat(steps, vectors.Rows.Doubles(), result.Values);
        return result;
    }
}
