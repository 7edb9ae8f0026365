using System;
using System.Collections.Generic;
using System.Globalization;

namespace RnnGen;

/// <summary>What one epoch of training shows.</summary>
public sealed class TrainingEpoch : EventArgs
{
    internal TrainingEpoch(int epoch, EpochStatistics statistics, double learningRate, LengthBuckets? evaluation, Inspection inspection, TimeSpan elapsed)
    {
        Epoch = epoch;
        Steps = statistics.Steps;
        Loss = statistics.Loss;
        GradientNorm = statistics.MeanNorm;
        LargestGradientNorm = statistics.LargestNorm;
        FractionClipped = statistics.FractionClipped;
        LearningRate = learningRate;
        Evaluation = evaluation;
        Gates = inspection.Gates;
        GradientsThroughTime = inspection.Gradients;
        Elapsed = elapsed;
    }

    /// <summary>The epoch, 0-based.</summary>
    public int Epoch { get; }

    /// <summary>Steps of the epoch that this run took: fewer than batches where it was resumed or ran out of time.</summary>
    public int Steps { get; }

    /// <summary>Loss over all those steps, each taken before its update.</summary>
    public LossValue Loss { get; }

    /// <summary>Mean over the steps of the global gradient norm before clipping.</summary>
    public double GradientNorm { get; }

    /// <summary>The largest of those norms.</summary>
    public double LargestGradientNorm { get; }

    /// <summary>Fraction of the steps whose gradients were scaled down.</summary>
    public double FractionClipped { get; }

    /// <summary>Learning rate of the last step.</summary>
    public double LearningRate { get; }

    /// <summary>Held-out loss by length, after the epoch; null when there was no evaluation.</summary>
    public LengthBuckets? Evaluation { get; }

    /// <summary>Saturation of the gates that the inspection read, by name.</summary>
    public IReadOnlyDictionary<string, GateStatistics> Gates { get; }

    /// <summary>Gradients through time that the inspection measured, by name.</summary>
    public IReadOnlyDictionary<string, GradientThroughTime> GradientsThroughTime { get; }

    /// <summary>Time since the training was begun or resumed.</summary>
    public TimeSpan Elapsed { get; }

    /// <summary>Epoch and losses.</summary>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"TrainingEpoch {Epoch}: loss {Loss.Value:0.####}{(Evaluation is null ? "" : string.Create(CultureInfo.InvariantCulture, $", held-out {Evaluation.Total.Value:0.####}"))}");
}
