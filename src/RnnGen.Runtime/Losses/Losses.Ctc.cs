using System;
using RnnGen.Kernels;

namespace RnnGen;

public static partial class Losses
{
    /// <summary>
    /// Connectionist temporal classification (Graves et al. 2006): -ln of the probability, under the softmax of the logits, of all paths
    /// that give the target when repetitions are merged and blanks removed. For the logits of a forward pass it also leaves the gradient
    /// of the reduced loss where <c>Backward</c> reads it.
    /// </summary>
    /// <param name="logits">(B,T,C); the lengths may differ from those of the targets.</param>
    /// <param name="targets">(B,L): the labels of each sequence, as many as it has tokens.</param>
    /// <param name="blank">The class that means no label.</param>
    /// <param name="reduction">
    /// Mean: each sequence's loss is divided by its number of labels (at least 1), and the value is the mean over the sequences. Sum: the
    /// gradient is that of <see cref="LossValue.Sum"/>, the sum over the sequences.
    /// </param>
    /// <param name="zeroInfinity">Whether a sequence too short for its labels costs nothing instead of being refused.</param>
    /// <returns>The loss over B sequences.</returns>
    /// <exception cref="ShapeMismatchException">The numbers of sequences differ.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The blank is no class, or a target is no class or the blank.</exception>
    /// <exception cref="ArgumentException">A sequence is too short for its labels.</exception>
    [Role(Role.Loss)]
    public static LossValue Ctc([Shape("B", "T", "C")] Sequence logits, [Shape("B", "L")] Tokens targets, int blank = 0, Reduction reduction = Reduction.Mean, bool zeroInfinity = false)
    {
        ArgumentNullException.ThrowIfNull(logits);
        ArgumentNullException.ThrowIfNull(targets);
        var options = new CtcOptions(blank, reduction, zeroInfinity);
        options.Check(targets, logits.Packing.Lengths, logits.Features);
        const int few = 1024;
        Span<double> losses = logits.Batch <= few ? stackalloc double[logits.Batch] : new double[logits.Batch];
        if (logits.TryGetPanels(out Panel<float> singles, out Panel<float> singleGradient))
        {
            CtcKernel<float, Lanes32>.Run(singles, singleGradient, logits.Packing, targets, options, losses);
        }
        else
        {
            if (!logits.TryGetPanels(out Panel<double> doubles, out Panel<double> gradient))
            {
                doubles = PackDoubles(logits);
            }

            CtcKernel<double, Lanes64>.Run(doubles, gradient, logits.Packing, targets, options, losses);
        }

        LossValue total = Total(losses, targets, reduction);
        return new LossValue(total.Sum, total.Tokens, logits);
    }

    /// <summary>The same with every sequence's own loss and the gradient as a tensor.</summary>
    /// <param name="logits">(B,T,C).</param>
    /// <param name="targets">(B,L): labels; what follows the last one of a sequence is not read.</param>
    /// <param name="inputLengths">Real steps of each sequence, (B); null when all are real.</param>
    /// <param name="targetLengths">Labels of each sequence, (B); null when all are labels.</param>
    /// <param name="blank">The class that means no label.</param>
    /// <param name="reduction">What total and gradient belong to, as for sequences.</param>
    /// <param name="zeroInfinity">Whether a sequence too short for its labels costs nothing instead of being refused.</param>
    /// <exception cref="ShapeMismatchException">The shapes do not fit.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The blank is no class, or a target is no class or the blank.</exception>
    /// <exception cref="ArgumentException">A sequence is too short for its labels.</exception>
    [Role(Role.Loss)]
    public static CtcLosses Ctc(
        Tensor logits,
        int[,] targets,
        int[]? inputLengths = null,
        int[]? targetLengths = null,
        int blank = 0,
        Reduction reduction = Reduction.Mean,
        bool zeroInfinity = false)
    {
        var sequence = Sequence.From(logits, inputLengths);
        var labels = Tokens.From(targets, targetLengths);
        var options = new CtcOptions(blank, reduction, zeroInfinity);
        options.Check(labels, sequence.Packing.Lengths, sequence.Features);
        Panel<double> values = PackDoubles(sequence);
        var memory = new AlignedBuffer<double>(Panel<double>.Length(sequence.Features, 1, values.RowCount));
        var gradient = new Panel<double>(memory.Span, sequence.Features, 1, values.RowCount);
        var losses = new double[sequence.Batch];
        CtcKernel<double, Lanes64>.Run(values, gradient, sequence.Packing, labels, options, losses);
        return new CtcLosses(
            Total(losses, labels, reduction),
            SameType(logits, losses, [sequence.Batch]),
            SameType(logits, PanelBorder.ToTensor(gradient, sequence.Packing).ToDoubleArray(), [.. logits.Dims]));
    }

    private static LossValue Total(ReadOnlySpan<double> losses, Tokens targets, Reduction reduction)
    {
        double sum = 0;
        for (int b = 0; b < losses.Length; b++)
        {
            sum += reduction == Reduction.Mean ? losses[b] / Math.Max(targets.Packing.Lengths[b], 1) : losses[b];
        }

        return new LossValue(sum, losses.Length);
    }
}
