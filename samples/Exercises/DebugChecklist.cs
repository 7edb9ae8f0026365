using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Exercises.Debugging;
using RnnGen;

namespace Exercises;

/// <summary>Exercise 10: what to look at when a recurrent network does not learn, shown on a small LSTM that was just trained.</summary>
public sealed class DebugChecklist
{
    /// <summary>Trains the LSTM and examines it.</summary>
    public DebugChecklist(int seed)
    {
        RecallModel model = RecallTraining.Run(seed);
        SequenceBatch batch = RecallTask.Draw(new Random(seed + 1), 200);
        Padding = new PaddingCheck(model, batch);
        Gradients = GradientCheck.Measure(model, RecallTask.DrawLongest(new Random(seed + 2), 20).Inputs);
        Gates = new GateCheck(model, batch.Inputs);
        Lengths = LengthCheck.Measure(model, batch);
    }

    public PaddingCheck Padding { get; }

    public GradientThroughTime Gradients { get; }

    public GateCheck Gates { get; }

    public LengthBuckets Lengths { get; }

    public static IReadOnlyList<Answer> Solve()
    {
        var found = new DebugChecklist(seed: 1);
        IReadOnlyList<double> norms = found.Gradients.Norms;
        LengthBucket shortest = found.Lengths.Buckets[0], longest = found.Lengths.Buckets[^1];
        return
        [
            new(
                "padding masks are applied before averaging loss",
                Text($"loss {found.Padding.LossWithZeros:0.000000} with zeros at padding, {found.Padding.LossWithNaN:0.000000} with NaN"),
                found.Padding.LossWithNaN == found.Padding.LossWithZeros),
            new(
                "gradient norms are tracked through time",
                Text($"{norms[^1]:0.00} after the last step, {norms[norms.Count / 2]:0.00} halfway, {norms[0]:0.00} before the first"),
                norms.Count == RecallTask.Longest + 1 && norms.All(norm => norm > 0)),
            new(
                "LSTM/GRU gate saturation is monitored",
                Text($"below 0.1 or above 0.9: input gate {found.Gates.Input.FractionSaturated:0%}, forget gate {found.Gates.Forget.FractionSaturated:0%}, output gate {found.Gates.Output.FractionSaturated:0%}"),
                found.Gates.Forget.FractionSaturated is >= 0 and <= 1),
            new(
                "short and long sequence metrics are reported separately",
                Text($"{Describe(shortest)}; {Describe(longest)}"),
                shortest.Sequences > 0 && longest.Sequences > 0),
        ];
    }

    private static string Describe(LengthBucket bucket) =>
        Text($"{bucket.Above + 1} to {bucket.UpTo} steps: loss {bucket.MeanLoss:0.0000}, accuracy {bucket.Accuracy:0.0%}");

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
