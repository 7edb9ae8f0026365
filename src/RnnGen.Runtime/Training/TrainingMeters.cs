using System.Collections.Generic;
using System.Diagnostics.Metrics;

namespace RnnGen;

/// <summary>Numbers of training runs for System.Diagnostics.Metrics, under the meter RnnGen. They cost nothing while nobody listens.</summary>
internal static class TrainingMeters
{
    private static readonly Meter Meter = new("RnnGen");
    private static readonly Counter<int> Steps = Meter.CreateCounter<int>("rnngen.training.steps", "{step}", "Training steps");
    private static readonly Counter<int> Tokens = Meter.CreateCounter<int>("rnngen.training.tokens", "{token}", "Real tokens or steps trained on");
    private static readonly Histogram<double> Loss = Meter.CreateHistogram<double>("rnngen.training.loss", null, "Mean loss of a batch");
    private static readonly Histogram<double> Norm = Meter.CreateHistogram<double>("rnngen.training.gradient_norm", null, "Global gradient norm before clipping");
    private static readonly Histogram<double> Saturation = Meter.CreateHistogram<double>("rnngen.training.gate_saturation", "1", "Fraction of a gate's values near 0 or 1");
    private static readonly Histogram<double> HeldOut = Meter.CreateHistogram<double>("rnngen.evaluation.loss", null, "Held-out mean loss by length");

    public static void Record(LossValue loss, double norm)
    {
        Steps.Add(1);
        Tokens.Add(loss.Tokens);
        Loss.Record(loss.Value);
        Norm.Record(norm);
    }

    public static void Record(TrainingEpoch epoch)
    {
        foreach ((string name, GateStatistics gate) in epoch.Gates)
        {
            Saturation.Record(gate.FractionSaturated, new KeyValuePair<string, object?>("gate", name));
        }

        foreach (LengthBucket bucket in epoch.Evaluation?.Buckets ?? [])
        {
            HeldOut.Record(bucket.MeanLoss, new KeyValuePair<string, object?>("lengths", $"{bucket.Above + 1}..{bucket.UpTo}"));
        }
    }
}
