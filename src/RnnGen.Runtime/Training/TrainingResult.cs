using System.Collections.Generic;
using System.Globalization;

namespace RnnGen;

/// <summary>What a training has led to.</summary>
public sealed class TrainingResult
{
    internal TrainingResult(IReadOnlyList<TrainingEpoch> history, IReadOnlyList<Finding> findings, TrainingPosition end, StopReason stopReason)
    {
        History = history;
        Findings = findings;
        BestLoss = end.BestLoss;
        BestEpoch = end.BestEpoch;
        StopReason = stopReason;
    }

    /// <summary>The epochs of this run; those before it was resumed are not among them.</summary>
    public IReadOnlyList<TrainingEpoch> History { get; }

    /// <summary>What looks wrong, in the order it showed.</summary>
    public IReadOnlyList<Finding> Findings { get; }

    /// <summary>Training loss of the last epoch; NaN when there was none.</summary>
    public double FinalLoss => History.Count == 0 ? double.NaN : History[^1].Loss.Value;

    /// <summary>Lowest mean evaluation loss, that of a resumed run's beginning included; infinite when there was no evaluation.</summary>
    public double BestLoss { get; }

    /// <summary>The epoch of the lowest evaluation loss, 0-based; -1 when there was no evaluation.</summary>
    public int BestEpoch { get; }

    /// <summary>Why training stopped.</summary>
    public StopReason StopReason { get; }

    /// <summary>Epochs, losses and number of findings.</summary>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture, $"TrainingResult after {History.Count} epochs ({StopReason}): loss {FinalLoss:0.####}, {Findings.Count} findings");
}
