using System;

namespace RnnGen;

/// <summary>A learning rate for every step of a training run.</summary>
public sealed class LearningRateSchedule
{
    private readonly Func<int, double> rate;
    private readonly string description;

    private LearningRateSchedule(Func<int, double> rate, string description)
    {
        this.rate = rate;
        this.description = description;
    }

    /// <summary>The same rate always.</summary>
    /// <param name="learningRate">The rate.</param>
    public static LearningRateSchedule Constant(double learningRate) => new(_ => learningRate, "constant");

    /// <summary>Rises linearly to the peak, then falls along half a cosine and stays there.</summary>
    /// <param name="peak">Rate at the end of the warm-up.</param>
    /// <param name="warmupSteps">Steps of the warm-up; step 0 already has peak / warmupSteps.</param>
    /// <param name="totalSteps">Step at which the final rate is reached, more than the warm-up.</param>
    /// <param name="final">The final rate.</param>
    /// <exception cref="ArgumentOutOfRangeException">The steps do not fit.</exception>
    public static LearningRateSchedule WarmupCosine(double peak, int warmupSteps, int totalSteps, double final = 0)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(warmupSteps);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(totalSteps, warmupSteps);
        return new(
            step =>
            {
                if (step < warmupSteps)
                {
                    return peak * (step + 1) / warmupSteps;
                }

                double progress = Math.Min(1, (double)(step - warmupSteps) / (totalSteps - warmupSteps));
                return final + ((peak - final) * 0.5 * (1 + Math.Cos(Math.PI * progress)));
            },
            "warm-up and cosine");
    }

    /// <summary>Multiplies the rate by a factor every so many steps.</summary>
    /// <param name="initial">Rate at step 0.</param>
    /// <param name="every">Steps between two changes, at least 1.</param>
    /// <param name="factor">The factor.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="every"/> is below 1.</exception>
    public static LearningRateSchedule StepDecay(double initial, int every, double factor)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(every, 1);
        return new(step => initial * Math.Pow(factor, step / every), "step decay");
    }

    /// <summary>Any function of the step.</summary>
    /// <param name="learningRateOfStep">From the step, 0-based, to the rate.</param>
    public static LearningRateSchedule From(Func<int, double> learningRateOfStep)
    {
        ArgumentNullException.ThrowIfNull(learningRateOfStep);
        return new(learningRateOfStep, "custom");
    }

    /// <summary>The rate of a step.</summary>
    /// <param name="step">0-based.</param>
    public double RateAt(int step) => rate(step);

    /// <summary>The kind of schedule.</summary>
    public override string ToString() => $"LearningRateSchedule, {description}";
}
