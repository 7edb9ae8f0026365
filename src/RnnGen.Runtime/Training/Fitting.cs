using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Threading;

namespace RnnGen;

/// <summary>One run of a trainer.</summary>
internal sealed class Fitting<TBatch>(
    Trainer<TBatch> trainer, IEnumerable<TBatch> batches, TrainerOptions options, IProgress<TrainingStep>? progress, CancellationToken cancellationToken)
{
    private readonly Stopwatch clock = Stopwatch.StartNew();
    private readonly List<TrainingEpoch> history = [];
    private readonly List<Finding> findings = [];
    private TrainingPosition position = TrainingPosition.Begin;

    private bool IsTimeUp => clock.Elapsed >= options.TimeLimit;

    private bool IsOutOfPatience => options.Patience > 0 && position.Waited >= options.Patience;

    public TrainingResult Run()
    {
        if (options is { Resume: true, CheckpointPath: { } path } && File.Exists(path))
        {
            TrainingRun.Load(path, trainer.Model, trainer.Optimizer, notes => position = TrainingPosition.FromNotes(notes));
        }

        while (position.Epoch < options.Epochs && !IsTimeUp && !IsOutOfPatience)
        {
            RunEpoch();
        }

        StopReason reason = IsOutOfPatience ? StopReason.NoImprovement : position.Epoch >= options.Epochs ? StopReason.EpochsDone : StopReason.TimeUp;
        return new TrainingResult(history.AsReadOnly(), findings.AsReadOnly(), position, reason);
    }

    private void RunEpoch()
    {
        int epoch = position.Epoch, done = 0;
        var statistics = new EpochStatistics();
        bool isWhole = true, hasFirst = false;
        TBatch first = default!;
        foreach (TBatch batch in batches is IEpochs<TBatch> epochs ? epochs.Epoch(epoch) : batches)
        {
            (first, hasFirst) = hasFirst ? (first, true) : (batch, true);
            if (done < position.Batch)
            {
                done++;
                continue;
            }

            cancellationToken.ThrowIfCancellationRequested();
            if (IsTimeUp)
            {
                isWhole = false;
                break;
            }

            Step(batch, epoch, statistics);
            done++;
            position = position with { Batch = done };
            if (options.CheckpointEvery > 0 && done % options.CheckpointEvery == 0)
            {
                SaveCheckpoint();
            }
        }

        if (!hasFirst)
        {
            throw new ArgumentException("There is no batch to learn from.", nameof(batches));
        }

        position = isWhole ? position with { Epoch = epoch + 1, Batch = 0 } : position;
        Complete(epoch, statistics, first);
        SaveCheckpoint();
    }

    private void Step(TBatch batch, int epoch, EpochStatistics statistics)
    {
        LossValue loss = trainer.Learn(batch);
        double norm = Clip();
        trainer.Optimizer.Step();
        statistics.Add(loss, norm, options.UnclippedReason is null && norm > options.ClipNorm);
        TrainingMeters.Record(loss, norm);
        progress?.Report(new TrainingStep(epoch, trainer.Optimizer.StepCount, loss, norm, trainer.Optimizer.LearningRate, clock.Elapsed));
    }

    private double Clip()
    {
        Gradients gradients = trainer.Model.Gradients;
        if (options.UnclippedReason is not { } reason)
        {
            return gradients.ClipByGlobalNorm(options.ClipNorm);
        }

        gradients.AcceptUnclipped(reason);
        return gradients.GlobalNorm();
    }

    private void Complete(int epoch, EpochStatistics statistics, TBatch first)
    {
        LengthBuckets? evaluation = IsDue(options.EvaluateEvery, epoch) ? trainer.Evaluate() : null;
        Inspection inspection = trainer.Inspect(first, IsDue(options.InspectEvery, epoch));
        var report = new TrainingEpoch(epoch, statistics, trainer.Optimizer.LearningRate, evaluation, inspection, clock.Elapsed);
        if (evaluation is not null)
        {
            Judge(epoch, evaluation.Total.Value);
        }

        findings.AddRange(FindingRules.After(report, history.Count == 0 ? null : history[^1], options, position.BestLoss));
        history.Add(report);
        TrainingMeters.Record(report);
        trainer.OnEpochCompleted(report);
    }

    private void Judge(int epoch, double loss)
    {
        if (!(loss < position.BestLoss))
        {
            position = position with { Waited = position.Waited + 1 };
            return;
        }

        position = position with { BestLoss = loss, BestEpoch = epoch, Waited = 0 };
        if (options.BestPath is { } path)
        {
            trainer.Model.Save(path);
        }
    }

    private void SaveCheckpoint()
    {
        if (options.CheckpointPath is { } path)
        {
            TrainingRun.Save(path, trainer.Model, trainer.Optimizer, position.ToNotes());
        }
    }

    private static bool IsDue(int every, int epoch) => every > 0 && (epoch + 1) % every == 0;
}
