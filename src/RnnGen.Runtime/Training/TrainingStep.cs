using System;
using System.Globalization;

namespace RnnGen;

/// <summary>What one training step shows.</summary>
public readonly struct TrainingStep
{
    internal TrainingStep(int epoch, int step, LossValue loss, double gradientNorm, double learningRate, TimeSpan elapsed)
    {
        Epoch = epoch;
        Step = step;
        Loss = loss;
        GradientNorm = gradientNorm;
        LearningRate = learningRate;
        Elapsed = elapsed;
    }

    /// <summary>The epoch, 0-based.</summary>
    public int Epoch { get; }

    /// <summary>Steps the optimizer has taken, this one among them.</summary>
    public int Step { get; }

    /// <summary>Loss of the batch before the step.</summary>
    public LossValue Loss { get; }

    /// <summary>Global norm of the gradients before clipping.</summary>
    public double GradientNorm { get; }

    /// <summary>Learning rate of the step.</summary>
    public double LearningRate { get; }

    /// <summary>Time since the training was begun or resumed.</summary>
    public TimeSpan Elapsed { get; }

    /// <summary>Step, loss and gradient norm.</summary>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture, $"TrainingStep {Step} of epoch {Epoch}: loss {Loss.Value:0.####}, gradient norm {GradientNorm:0.###}");
}
