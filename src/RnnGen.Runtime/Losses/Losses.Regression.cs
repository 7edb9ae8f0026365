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
    [Role(Role.Loss)]
    public static LossValue MeanSquaredError([Shape("B", "T", "F")] Sequence predictions, [Shape("B", "T", "F")] Tensor targets) => SquaredError(predictions, targets, null);

    /// <summary>The same over some of the real steps, for example the last one of each sequence.</summary>
    /// <param name="predictions">(B,T,F).</param>
    /// <param name="targets">(B,T,F); what it holds at steps that do not count is not read.</param>
    /// <param name="counted">(B,T), true where a step counts; padding never does.</param>
    /// <exception cref="ShapeMismatchException">The shapes differ.</exception>
    [Role(Role.Loss)]
    public static LossValue MeanSquaredError([Shape("B", "T", "F")] Sequence predictions, [Shape("B", "T", "F")] Tensor targets, [Shape("B", "T")] bool[,] counted)
    {
        ArgumentNullException.ThrowIfNull(counted);
        return SquaredError(predictions, targets, counted);
    }

    private static LossValue SquaredError(Sequence predictions, Tensor targets, bool[,]? counted)
    {
        ArgumentNullException.ThrowIfNull(predictions);
        ArgumentNullException.ThrowIfNull(targets);
        if (targets.Rank != 3 || targets.Dims[0] != predictions.Batch || targets.Dims[1] != predictions.Steps || targets.Dims[2] != predictions.Features)
        {
            throw new ShapeMismatchException(nameof(targets), Shape.Text([predictions.Batch, predictions.Steps, predictions.Features]), Shape.Text(targets.Dims));
        }

        if (counted is not null && (counted.GetLength(0) != predictions.Batch || counted.GetLength(1) != predictions.Steps))
        {
            throw new ShapeMismatchException(nameof(counted), Shape.Text([predictions.Batch, predictions.Steps]), Shape.Text([counted.GetLength(0), counted.GetLength(1)]));
        }

        return SquaredErrorRows(predictions, targets, counted);
    }

    private static LossValue SquaredErrorRows(Sequence predictions, Tensor targets, bool[,]? counted)
    {
        int steps = CountSteps(counted, predictions.Packing);
        double sum = predictions.TryGetPanels(out Panel<float> singles, out Panel<float> singleGradient)
            ? SquaredError(singles, singleGradient, targets, counted, steps, predictions.Packing)
            : predictions.TryGetPanels(out Panel<double> doubles, out Panel<double> gradient)
                ? SquaredError(doubles, gradient, targets, counted, steps, predictions.Packing)
                : SquaredError(PackDoubles(predictions), default, targets, counted, steps, predictions.Packing);
        return new LossValue(sum, steps, predictions);
    }

    private static int CountSteps(bool[,]? counted, Packing packing)
    {
        int steps = 0;
        foreach (int place in packing.Source)
        {
            steps += Counts(counted, place, packing) ? 1 : 0;
        }

        return steps;
    }

    private static bool Counts(bool[,]? counted, int place, Packing packing) => counted is null || counted[place / packing.Steps, place % packing.Steps];

    private static double SquaredError<T>(Panel<T> values, Panel<T> gradient, Tensor targets, bool[,]? counted, int steps, Packing packing)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (!gradient.IsEmpty)
        {
            gradient.Clear();
        }

        double sum = 0;
        double scale = 2.0 / ((double)values.Features * Math.Max(steps, 1));
        for (int row = 0; row < values.RowCount; row++)
        {
            if (!Counts(counted, packing.Source[row], packing))
            {
                continue;
            }

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
