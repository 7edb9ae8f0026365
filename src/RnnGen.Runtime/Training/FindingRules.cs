using System.Collections.Generic;
using System.Linq;

namespace RnnGen;

/// <summary>When something counts as a finding.</summary>
internal static class FindingRules
{
    private const double TimesClipNorm = 10, LeastScale = 1e-3, MostSaturated = 0.9, Worse = 1.1, LongerIsWorse = 1.5;

    /// <summary>Looks at an epoch and the one before it.</summary>
    public static IEnumerable<Finding> After(TrainingEpoch epoch, TrainingEpoch? before, TrainerOptions options, double bestLoss)
    {
        if (options.UnclippedReason is null && epoch.GradientNorm > TimesClipNorm * options.ClipNorm)
        {
            yield return new ExplodingGradient(epoch.Epoch, epoch.GradientNorm, options.ClipNorm);
        }

        foreach ((string name, GradientThroughTime norms) in epoch.GradientsThroughTime)
        {
            if (norms.ProductScale < LeastScale)
            {
                yield return new VanishingGradient(epoch.Epoch, name, norms.ProductScale);
            }
        }

        foreach ((string name, GateStatistics gate) in epoch.Gates)
        {
            if (gate.FractionSaturated > MostSaturated)
            {
                yield return new SaturatedGate(epoch.Epoch, name, gate.FractionSaturated);
            }
        }

        if (epoch.Evaluation is not { } evaluation)
        {
            yield break;
        }

        if (evaluation.Total.Value > Worse * bestLoss && epoch.Loss.Value < before?.Loss.Value)
        {
            yield return new Overfitting(epoch.Epoch, bestLoss, evaluation.Total.Value);
        }

        LengthBucket[] filled = [.. evaluation.Buckets.Where(bucket => bucket.Tokens > 0)];
        if (filled.Length > 1 && filled[^1].MeanLoss > LongerIsWorse * filled[0].MeanLoss)
        {
            yield return new ForgetsLongSequences(epoch.Epoch, filled[0].MeanLoss, filled[^1].MeanLoss);
        }
    }
}
