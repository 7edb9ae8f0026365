using System;

namespace RnnGen;

/// <summary>How a <see cref="Trainer{TBatch}"/> trains.</summary>
public sealed class TrainerOptions
{
    /// <summary>Times to go through the batches. Default 1.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Negative.</exception>
    public int Epochs { get; init => field = NotNegative(value, nameof(Epochs)); } = 1;

    /// <summary>Time to stop after, in the middle of an epoch if need be; none when null, the default.</summary>
    public TimeSpan? TimeLimit { get; init; }

    /// <summary>Bound of the global gradient norm. Default 1.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Not positive.</exception>
    public double ClipNorm
    {
        get;
        init => field = value > 0 ? value : throw new ArgumentOutOfRangeException(nameof(ClipNorm), value, $"{nameof(ClipNorm)} must be positive.");
    } = 1;

    /// <summary>Why the gradients are applied without clipping; null, the default, to clip them.</summary>
    public string? UnclippedReason { get; init; }

    /// <summary>Epochs from one evaluation to the next. Default 1; 0 for none.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Negative.</exception>
    public int EvaluateEvery { get; init => field = NotNegative(value, nameof(EvaluateEvery)); } = 1;

    /// <summary>Epochs from one inspection of gates and gradients to the next. Default 1; 0 for none.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Negative.</exception>
    public int InspectEvery { get; init => field = NotNegative(value, nameof(InspectEvery)); } = 1;

    /// <summary>Evaluations without a new best loss after which training stops. Default 0: never.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Negative.</exception>
    public int Patience { get; init => field = NotNegative(value, nameof(Patience)); }

    /// <summary>File that keeps the state of the run, for <see cref="Resume"/>; null, the default, for none. It is written after each epoch and at the end.</summary>
    public string? CheckpointPath { get; init; }

    /// <summary>Steps from one checkpoint to the next within an epoch. Default 0: at the ends of epochs only.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Negative.</exception>
    public int CheckpointEvery { get; init => field = NotNegative(value, nameof(CheckpointEvery)); }

    /// <summary>Whether to go on where <see cref="CheckpointPath"/> stopped, if there is such a file. Default false.</summary>
    public bool Resume { get; init; }

    /// <summary>File that keeps the parameters with the lowest evaluation loss so far; null, the default, for none.</summary>
    public string? BestPath { get; init; }

    /// <summary>The same options but for those that are given.</summary>
    /// <param name="epochs">See <see cref="Epochs"/>.</param>
    /// <param name="timeLimit">See <see cref="TimeLimit"/>.</param>
    /// <param name="clipNorm">See <see cref="ClipNorm"/>.</param>
    /// <param name="unclippedReason">See <see cref="UnclippedReason"/>.</param>
    /// <param name="evaluateEvery">See <see cref="EvaluateEvery"/>.</param>
    /// <param name="inspectEvery">See <see cref="InspectEvery"/>.</param>
    /// <param name="patience">See <see cref="Patience"/>.</param>
    /// <param name="checkpointPath">See <see cref="CheckpointPath"/>.</param>
    /// <param name="checkpointEvery">See <see cref="CheckpointEvery"/>.</param>
    /// <param name="resume">See <see cref="Resume"/>.</param>
    /// <param name="bestPath">See <see cref="BestPath"/>.</param>
    public TrainerOptions With(
        int? epochs = null,
        TimeSpan? timeLimit = null,
        double? clipNorm = null,
        string? unclippedReason = null,
        int? evaluateEvery = null,
        int? inspectEvery = null,
        int? patience = null,
        string? checkpointPath = null,
        int? checkpointEvery = null,
        bool? resume = null,
        string? bestPath = null) => new()
        {
            Epochs = epochs ?? Epochs,
            TimeLimit = timeLimit ?? TimeLimit,
            ClipNorm = clipNorm ?? ClipNorm,
            UnclippedReason = unclippedReason ?? UnclippedReason,
            EvaluateEvery = evaluateEvery ?? EvaluateEvery,
            InspectEvery = inspectEvery ?? InspectEvery,
            Patience = patience ?? Patience,
            CheckpointPath = checkpointPath ?? CheckpointPath,
            CheckpointEvery = checkpointEvery ?? CheckpointEvery,
            Resume = resume ?? Resume,
            BestPath = bestPath ?? BestPath,
        };

    /// <summary>Epochs and clipping.</summary>
    public override string ToString() => FormattableString.Invariant($"TrainerOptions({Epochs} epochs, {(UnclippedReason is null ? $"norm clipped to {ClipNorm}" : "unclipped")})");

    private static int NotNegative(int value, string name) => value >= 0 ? value : throw new ArgumentOutOfRangeException(name, value, $"{name} must not be negative.");
}
