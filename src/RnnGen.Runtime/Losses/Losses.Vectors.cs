using System;
using RnnGen.Kernels;

namespace RnnGen;

/// <content>Losses over one vector for each sequence.</content>
public static partial class Losses
{
    /// <summary>
    /// Softmax cross-entropy of one class for each sequence, in nats. For the result of a model's forward pass it also leaves the gradient
    /// of the mean where <c>Backward</c> reads it.
    /// </summary>
    /// <param name="logits">(B,V).</param>
    /// <param name="targets">(B), classes; <see cref="Tokens.Ignored"/> is not counted.</param>
    /// <param name="labelSmoothing">ε, from 0 up to below 1.</param>
    /// <exception cref="ShapeMismatchException">There are more or fewer targets than vectors.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A target is no class, or ε is out of range.</exception>
    [Role(Role.Loss)]
    public static LossValue CrossEntropy([Shape("B", "V"), ValueKind(ValueKind.Logits)] Vectors logits, [Shape("B"), ValueKind(ValueKind.Ids)] int[] targets, double labelSmoothing = 0)
    {
        ArgumentNullException.ThrowIfNull(logits);
        ArgumentNullException.ThrowIfNull(targets);
        CheckSmoothing(labelSmoothing);
        if (targets.Length != logits.Batch)
        {
            throw new ShapeMismatchException(nameof(targets), $"(B={logits.Batch})", $"({targets.Length})");
        }

        Sequence rows = logits.Rows;
        LossValue loss;
        if (rows.TryGetPanels(out Panel<float> singles, out Panel<float> singleGradient))
        {
            loss = CrossEntropyKernel<float, Lanes32>.Run(singles, singleGradient, targets, Tokens.Ignored, rows.Packing, labelSmoothing, mean: true, []);
        }
        else
        {
            if (!rows.TryGetPanels(out Panel<double> doubles, out Panel<double> gradient))
            {
                doubles = PackDoubles(rows);
            }

            loss = CrossEntropyKernel<double, Lanes64>.Run(doubles, gradient, targets, Tokens.Ignored, rows.Packing, labelSmoothing, mean: true, []);
        }

        return new LossValue(loss.Sum, loss.Tokens, rows);
    }

    /// <summary>
    /// Squared error per sequence, averaged over the features: Σ_f (p_f - t_f)² / F. For the result of a model's forward pass it also
    /// leaves the gradient of the mean where <c>Backward</c> reads it.
    /// </summary>
    /// <param name="predictions">(B,F).</param>
    /// <param name="targets">(B,F).</param>
    /// <exception cref="ShapeMismatchException">The shapes differ.</exception>
    [Role(Role.Loss)]
    public static LossValue MeanSquaredError([Shape("B", "F")] Vectors predictions, [Shape("B", "F")] Tensor targets)
    {
        ArgumentNullException.ThrowIfNull(predictions);
        ArgumentNullException.ThrowIfNull(targets);
        if (targets.Rank != 2 || targets.Dims[0] != predictions.Batch || targets.Dims[1] != predictions.Features)
        {
            throw new ShapeMismatchException(nameof(targets), Shape.Text([predictions.Batch, predictions.Features]), Shape.Text(targets.Dims));
        }

        return SquaredErrorRows(predictions.Rows, targets, null);
    }
}
