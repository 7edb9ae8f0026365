using System;
using System.Numerics;
using RnnGen.Kernels;

namespace RnnGen;

public static partial class Losses
{
    /// <summary>
    /// Squared error per real step, averaged over the features: Σ_f (p_f - t_f)² / F. For the output of a model's forward pass it also
    /// leaves the gradient of the mean where <c>Backward</c> reads it.
    /// </summary>
    /// <param name="predictions">(B,T,F).</param>
    /// <param name="targets">(B,T,F); what it holds at padding is not read.</param>
    /// <exception cref="ShapeMismatchException">The shapes differ.</exception>
    public static LossValue MeanSquaredError(Sequence predictions, Tensor targets)
    {
        ArgumentNullException.ThrowIfNull(predictions);
        ArgumentNullException.ThrowIfNull(targets);
        if (targets.Rank != 3 || targets.Dims[0] != predictions.Batch || targets.Dims[1] != predictions.Steps || targets.Dims[2] != predictions.Features)
        {
            throw new ShapeMismatchException(nameof(targets), Shape.Text([predictions.Batch, predictions.Steps, predictions.Features]), Shape.Text(targets.Dims));
        }

        double sum = predictions.TryGetPanels(out Panel<float> singles, out Panel<float> singleGradient)
            ? SquaredError(singles, singleGradient, targets, predictions.Packing)
            : predictions.TryGetPanels(out Panel<double> doubles, out Panel<double> gradient)
                ? SquaredError(doubles, gradient, targets, predictions.Packing)
                : SquaredError(PackDoubles(predictions), default, targets, predictions.Packing);
        return new LossValue(sum, predictions.Packing.Rows, predictions);
    }

    private static double SquaredError<T>(Panel<T> values, Panel<T> gradient, Tensor targets, Packing packing)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (!gradient.IsEmpty)
        {
            gradient.Clear();
        }

        double sum = 0;
        double scale = 2.0 / ((double)values.Features * Math.Max(packing.Rows, 1));
        for (int row = 0; row < values.RowCount; row++)
        {
            int first = packing.Source[row] * values.Features;
            for (int f = 0; f < values.Features; f++)
            {
                double difference = double.CreateTruncating(values[row, f]) - targets.GetDouble(first + f);
                sum += difference * difference;
                if (!gradient.IsEmpty)
                {
                    gradient[row, f] = T.CreateTruncating(difference * scale);
                }
            }
        }

        return sum / values.Features;
    }
}
