using System;
using System.Threading;
using RnnGen;

namespace LineCompletion.Training;

/// <summary>Trains a model for a given time.</summary>
internal sealed class Trainer(LineModel model, BatchSet batches)
{
    private const double PeakLearningRate = 4e-3;
    private const double WeightDecay = 0.02;
    private const double MaxGradientNorm = 1.0;
    private const int ScheduleSteps = 1000;

    private readonly AdamW optimizer = new(model, PeakLearningRate, weightDecay: WeightDecay);
    private readonly LearningRateSchedule schedule = LearningRateSchedule.WarmupCosine(PeakLearningRate, warmupSteps: 20, ScheduleSteps);

    /// <summary>Runs through the batches, epoch after epoch, until the time is used up or the run is cancelled.</summary>
    public void Run(TimeBudget budget, IProgress<TrainingStep> progress, CancellationToken cancellation)
    {
        while (budget.FractionUsed < 1)
        {
            foreach (SequenceBatch batch in batches)
            {
                if (budget.FractionUsed >= 1 || cancellation.IsCancellationRequested)
                {
                    return;
                }

                optimizer.LearningRate = schedule.RateAt((int)(budget.FractionUsed * ScheduleSteps));
                progress.Report(Step(batch));
            }
        }
    }

    private TrainingStep Step(SequenceBatch batch)
    {
        LineModel.Pass pass = model.Forward(batch.Inputs);
        LossValue loss = Losses.CrossEntropy(pass.Logits, batch.Targets);
        pass.Backward(loss);
        double norm = model.Gradients.ClipByGlobalNorm(MaxGradientNorm);
        optimizer.Step();
        return new TrainingStep(loss, norm);
    }
}

/// <summary>What one training step shows.</summary>
/// <param name="Loss">The loss of its batch.</param>
/// <param name="GradientNorm">The norm of the gradients before clipping.</param>
internal readonly record struct TrainingStep(LossValue Loss, double GradientNorm);
