using System;
using RnnGen.Kernels;

namespace RnnGen;

public static partial class Losses
{
    /// <summary>Softmax cross-entropy of raw logits with every single token's loss. Masks may have holes.</summary>
    /// <param name="logits">(B,T,V).</param>
    /// <param name="targets">(B,T); positions with <paramref name="ignoreIndex"/> are not counted.</param>
    /// <param name="ignoreIndex">The id that means: do not count.</param>
    /// <param name="labelSmoothing">ε, from 0 up to below 1.</param>
    /// <param name="reduction">What the gradient belongs to: the mean or the sum.</param>
    /// <exception cref="ShapeMismatchException">The shapes do not fit.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A target is no class, or ε is out of range.</exception>
    [Role(Role.Loss)]
    public static TokenLosses CrossEntropy(
        [Shape("B", "T", "V"), ValueKind(ValueKind.Logits)] Tensor logits,
        [Shape("B", "T"), ValueKind(ValueKind.Ids)] int[,] targets,
        int ignoreIndex = Tokens.Ignored,
        double labelSmoothing = 0,
        Reduction reduction = Reduction.Mean)
    {
        ArgumentNullException.ThrowIfNull(targets);
        CheckSmoothing(labelSmoothing);
        var sequence = Sequence.From(logits);
        var ids = Tokens.From(targets);
        CheckLengths(sequence, ids.Packing, nameof(targets));

        Panel<double> values = PackDoubles(sequence);
        var memory = new AlignedBuffer<double>(Panel<double>.Length(sequence.Features, 1, values.RowCount));
        var gradient = new Panel<double>(memory.Span, sequence.Features, 1, values.RowCount);
        var rowLosses = new double[values.RowCount];
        LossValue total = CrossEntropyKernel<double, Lanes64>.Run(
            values, gradient, ids.Ids, ignoreIndex, sequence.Packing, labelSmoothing, reduction == Reduction.Mean, rowLosses);

        var perToken = new double[targets.Length];
        var flatGradient = new double[logits.Count];
        int correct = 0;
        for (int row = 0; row < rowLosses.Length; row++)
        {
            int place = sequence.Packing.Source[row];
            perToken[place] = rowLosses[row];
            for (int v = 0; v < sequence.Features; v++)
            {
                flatGradient[(place * sequence.Features) + v] = gradient[row, v];
            }

            correct += ids.Ids[place] != ignoreIndex && ArgMax(values, row) == ids.Ids[place] ? 1 : 0;
        }

        int[] places = [sequence.Batch, sequence.Steps];
        return new TokenLosses(
            total, correct, SameType(logits, perToken, places), SameType(logits, flatGradient, [.. places, sequence.Features]));
    }

    /// <summary>The class with the largest logit, the first of equals.</summary>
    internal static int ArgMax(Panel<double> values, int row)
    {
        int best = 0;
        for (int v = 1; v < values.Features; v++)
        {
            best = values[row, v] > values[row, best] ? v : best;
        }

        return best;
    }

    private static Tensor SameType(Tensor like, double[] values, int[] dims) =>
        like.IsDouble ? Tensor.Wrap(values, dims) : Tensor.Wrap(Array.ConvertAll(values, static value => (float)value), dims);
}
