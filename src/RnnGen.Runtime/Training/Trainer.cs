using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;

namespace RnnGen;

/// <summary>
/// Trains a model or cell over batches of any kind: the textbook's loop, with clipping, progress, evaluation by length, a look at gates and
/// gradients, checkpoints and resume around it. What happens to a batch is the caller's: <c>learn</c> runs it forward and backward.
/// </summary>
/// <typeparam name="TBatch">What one step learns from, for example <see cref="SequenceBatch"/> or <see cref="StreamBatch"/>.</typeparam>
public sealed class Trainer<TBatch>
{
    private readonly Func<TBatch, LossValue> learn;
    private readonly Func<LengthBuckets>? evaluate;
    private readonly Action<TBatch, Inspection>? inspect;

    /// <summary>Creates a trainer.</summary>
    /// <param name="model">The model or cell.</param>
    /// <param name="optimizer">Its optimizer.</param>
    /// <param name="learn">Runs a batch forward, computes the loss, calls <c>Backward</c> and returns the loss; it neither clips nor steps.</param>
    /// <param name="evaluate">Judges the model by held-out data; null for no evaluation.</param>
    /// <param name="inspect">
    /// Looks inside the model with a batch: it runs passes, adds gates and gradients to the inspection, and leaves no trace in the training,
    /// since the trainer then clears the gradients and draws random masks as if nothing had been run. Null for none.
    /// </param>
    /// <exception cref="ArgumentException">The optimizer updates another model.</exception>
    public Trainer(Trainable model, Optimizer optimizer, Func<TBatch, LossValue> learn, Func<LengthBuckets>? evaluate = null, Action<TBatch, Inspection>? inspect = null)
    {
        ArgumentNullException.ThrowIfNull(learn);
        TrainingRun.Check(model, optimizer);
        Model = model;
        Optimizer = optimizer;
        this.learn = learn;
        this.evaluate = evaluate;
        this.inspect = inspect;
    }

    /// <summary>Raised after each epoch, on the thread that trains.</summary>
    public event EventHandler<TrainingEpoch>? EpochCompleted;

    /// <summary>What is trained.</summary>
    public Trainable Model { get; }

    /// <summary>What updates it.</summary>
    public Optimizer Optimizer { get; }

    /// <summary>Trains, epoch after epoch.</summary>
    /// <param name="batches">
    /// At least one batch. A <see cref="BatchSet"/> or <see cref="ShuffledBatches{TBatch}"/> has an order for each epoch; any other sequence is
    /// gone through again for each epoch.
    /// </param>
    /// <param name="options">How to train; the defaults when null.</param>
    /// <param name="progress">Is told of every step; null for nobody.</param>
    /// <param name="cancellationToken">Stops the training between two steps. The last checkpoint remains.</param>
    /// <exception cref="ArgumentException">There is no batch.</exception>
    /// <exception cref="InvalidOperationException"><c>learn</c> did not call <c>Backward</c>.</exception>
    /// <exception cref="NonFiniteGradientException">A gradient is NaN or infinite; the parameters are those before the step.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    /// <exception cref="System.IO.InvalidDataException">The checkpoint to resume from is damaged, or of another model, optimizer or program; nothing was changed.</exception>
    public TrainingResult Fit(
        IEnumerable<TBatch> batches, TrainerOptions? options = null, IProgress<TrainingStep>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(batches);
        return new Fitting<TBatch>(this, batches, options ?? new TrainerOptions(), progress, cancellationToken).Run();
    }

    /// <summary>The same on a thread of the pool.</summary>
    /// <param name="batches">See <see cref="Fit"/>.</param>
    /// <param name="options">How to train; the defaults when null.</param>
    /// <param name="progress">Is told of every step; null for nobody.</param>
    /// <param name="cancellationToken">Stops the training between two steps.</param>
    public Task<TrainingResult> FitAsync(
        IEnumerable<TBatch> batches, TrainerOptions? options = null, IProgress<TrainingStep>? progress = null, CancellationToken cancellationToken = default) =>
        Task.Run(() => Fit(batches, options, progress, cancellationToken), cancellationToken);

    /// <summary>Model and optimizer.</summary>
    public override string ToString() => $"Trainer of {Model} by {Optimizer}";

    internal LossValue Learn(TBatch batch)
    {
        LossValue loss = learn(batch);
        return Model.Gradients.State is GradientState.Accumulated or GradientState.Clipped
            ? loss
            : throw new InvalidOperationException("There are no gradients after learn: it runs a batch forward, computes the loss and calls Backward, and leaves clipping and the optimizer's step to the trainer.");
    }

    internal LengthBuckets? Evaluate() => evaluate?.Invoke();

    internal Inspection Inspect(TBatch batch, bool isWanted)
    {
        var inspection = new Inspection();
        if (isWanted && inspect is not null)
        {
            long passes = Model.TrainingPasses;
            inspect(batch, inspection);
            Model.Gradients.Clear();
            Model.TrainingPasses = passes;
        }

        return inspection;
    }

    internal void OnEpochCompleted(TrainingEpoch epoch) => EpochCompleted?.Invoke(this, epoch);
}
