using System;
using System.Linq;
using RnnGen.Kernels;

namespace RnnGen;

/// <summary>Losses over sequences. Only real steps count, whatever the padding holds.</summary>
public static partial class Losses
{
    /// <summary>
    /// Softmax cross-entropy per real token, in nats: -Σ q log softmax(logits) with q = (1-ε) onehot(target) + ε/V. For the logits of a
    /// model's forward pass it also leaves the gradient of the mean where <c>Backward</c> reads it.
    /// </summary>
    /// <param name="logits">(B,T,V).</param>
    /// <param name="targets">(B,T) of the same lengths; positions with <see cref="Tokens.Ignored"/> are not counted.</param>
    /// <param name="labelSmoothing">ε, from 0 up to below 1.</param>
    /// <exception cref="ShapeMismatchException">Shapes or lengths of logits and targets differ.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A target is no class, or ε is out of range.</exception>
    [Role(Role.Loss)]
    public static LossValue CrossEntropy([Shape("B", "T", "V"), ValueKind(ValueKind.Logits)] Sequence logits, [Shape("B", "T"), ValueKind(ValueKind.Ids)] Tokens targets, double labelSmoothing = 0)
    {
        LossValue loss = CrossEntropyRows(logits, targets, labelSmoothing, [], writeGradient: true);
        return new LossValue(loss.Sum, loss.Tokens, logits);
    }

    /// <summary>Mean of the losses where the mask is true; 0 when it is nowhere.</summary>
    /// <param name="losses">(n).</param>
    /// <param name="mask">(n), true for real positions.</param>
    /// <exception cref="ShapeMismatchException">The lengths differ.</exception>
    public static double MaskedMean(double[] losses, [Role(Role.Mask)] bool[] mask)
    {
        ArgumentNullException.ThrowIfNull(losses);
        ArgumentNullException.ThrowIfNull(mask);
        if (losses.Length != mask.Length)
        {
            throw new ShapeMismatchException(nameof(mask), $"({losses.Length})", $"({mask.Length})");
        }

        double sum = 0;
        int count = 0;
        for (int i = 0; i < losses.Length; i++)
        {
            if (mask[i])
            {
                sum += losses[i];
                count++;
            }
        }

        return count == 0 ? 0 : sum / count;
    }

    /// <summary>Cross-entropy of each packed row as well; a metric leaves the gradient of the pass alone.</summary>
    internal static LossValue CrossEntropyRows(
        Sequence logits, Tokens targets, double labelSmoothing, Span<double> rowLosses, bool writeGradient)
    {
        ArgumentNullException.ThrowIfNull(logits);
        ArgumentNullException.ThrowIfNull(targets);
        CheckSmoothing(labelSmoothing);
        CheckLengths(logits, targets.Packing, nameof(targets));
        if (logits.TryGetPanels(out Panel<float> singles, out Panel<float> singleGradient))
        {
            return CrossEntropyKernel<float, Lanes32>.Run(
                singles, writeGradient ? singleGradient : default, targets.Ids, Tokens.Ignored, logits.Packing, labelSmoothing, mean: true, rowLosses);
        }

        if (!logits.TryGetPanels(out Panel<double> doubles, out Panel<double> gradient))
        {
            doubles = PackDoubles(logits);
        }

        return CrossEntropyKernel<double, Lanes64>.Run(
            doubles, writeGradient ? gradient : default, targets.Ids, Tokens.Ignored, logits.Packing, labelSmoothing, mean: true, rowLosses);
    }

    internal static Panel<double> PackDoubles(Sequence values)
    {
        var memory = new AlignedBuffer<double>(Panel<double>.Length(values.Features, 1, values.Packing.Rows));
        var panel = new Panel<double>(memory.Span, values.Features, 1, values.Packing.Rows);
        values.PackInto(panel);
        return panel;
    }

    internal static void CheckLengths(Sequence values, Packing other, string argument)
    {
        Packing own = values.Packing;
        if (own.Batch != other.Batch || own.Steps != other.Steps)
        {
            throw new ShapeMismatchException(argument, $"(B={own.Batch}, T={own.Steps}) as the predictions", $"(B={other.Batch}, T={other.Steps})");
        }

        if (!own.IsSameAs(other))
        {
            bool sameLengths = own.Lengths.SequenceEqual(other.Lengths);
            throw new ShapeMismatchException(
                argument,
                $"lengths {string.Join(", ", own.Lengths.ToArray())} as the predictions",
                $"lengths {string.Join(", ", other.Lengths.ToArray())}{(sameLengths ? ", but the real steps at other places: give both the same mask" : "")}");
        }
    }

    private static void CheckSmoothing(double labelSmoothing)
    {
        if (!(labelSmoothing >= 0 && labelSmoothing < 1))
        {
            throw new ArgumentOutOfRangeException(nameof(labelSmoothing), labelSmoothing, "Label smoothing must lie in [0, 1).");
        }
    }
}
