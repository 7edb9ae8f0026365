using System;
using System.Collections.Generic;
using System.Globalization;
using System.Numerics;
using RnnGen.Kernels;

namespace RnnGen;

/// <summary>
/// Updates the parameters of a model from its gradients. A step takes gradients that were clipped, or accepted as they are with a
/// reason, and uses them up; a model may declare how with <see cref="GradientPolicyAttribute"/>. Steps do not allocate.
/// </summary>
public abstract class Optimizer
{
    private readonly ParameterStorage storage;
    private readonly Gradients gradients;
    private readonly GradientPolicyAttribute? policy;
    private readonly List<OptimizerState> states = [];
    private double learningRate;

    private protected Optimizer(Trainable model, double learningRate)
    {
        ArgumentNullException.ThrowIfNull(model);
        storage = model.Storage;
        gradients = model.Gradients;
        policy = GradientProtocol.PolicyOf(model.GetType());
        LearningRate = learningRate;
        if (storage.Length % 16 != 0)
        {
            throw new ArgumentException($"The parameter buffer of {model.GetType().Name} has {storage.Length} elements, not a multiple of 16.", nameof(model));
        }
    }

    /// <summary>Learning rate of the next step. With a <see cref="Schedule"/> it is set before each step.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Set to a negative or non-finite number.</exception>
    public double LearningRate
    {
        get => learningRate;
        set => learningRate = NotNegative(value, nameof(LearningRate));
    }

    /// <summary>Where the learning rate of each step comes from; null to set <see cref="LearningRate"/> by hand.</summary>
    public LearningRateSchedule? Schedule { get; set; }

    /// <summary>Steps taken so far.</summary>
    public int StepCount { get; private set; }

    /// <summary>Applies the gradients to the parameters.</summary>
    /// <exception cref="InvalidOperationException">There is nothing to apply, or the gradients were neither clipped nor accepted.</exception>
    /// <exception cref="NonFiniteGradientException">A declared policy clips, and a gradient is NaN or infinite.</exception>
    [Role(Role.Step, Clears = true)]
    public void Step()
    {
        switch (storage.GradientState)
        {
            case GradientState.Cleared or GradientState.Applied:
                throw new InvalidOperationException("There are no gradients to apply: call Backward first.");
            case GradientState.Accumulated when !GradientProtocol.Follow(policy, gradients):
                throw new InvalidOperationException(
                    "The gradients were not clipped. Call model.Gradients.ClipByGlobalNorm(1.0) between Backward and Step, " +
                    "or model.Gradients.AcceptUnclipped(\"reason\") if they need no clipping.");
        }

        if (Schedule is { } schedule)
        {
            LearningRate = schedule.RateAt(StepCount);
        }

        StepCount++;
        storage.MarkChanged();
        if (storage is ParameterStorage<float> singles)
        {
            Update(singles.Values, singles.Gradients);
        }
        else
        {
            var doubles = (ParameterStorage<double>)storage;
            Update(doubles.Values, doubles.Gradients);
        }

        storage.GradientState = GradientState.Applied;
    }

    /// <summary>Name, learning rate and steps taken.</summary>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{GetType().Name} with learning rate {LearningRate:g4} after {StepCount} steps");

    /// <summary>Updates all parameters; <see cref="StepCount"/> already counts this step. Lengths are multiples of 16.</summary>
    internal abstract void Update<T>(Span<T> values, Span<T> gradients)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>;

    private protected static double NotNegative(double value, string name) => value >= 0 && double.IsFinite(value)
        ? value
        : throw new ArgumentOutOfRangeException(name, value, $"{name} must be a finite number from 0.");

    private protected static double Fraction(double value, string name) => value >= 0 && value < 1
        ? value
        : throw new ArgumentOutOfRangeException(name, value, $"{name} must lie in [0, 1).");

    private protected static double Epsilon(double value) => (float)value > 0 && double.IsFinite(value)
        ? value
        : throw new ArgumentOutOfRangeException("epsilon", value, "epsilon must be positive, also in single precision.");

    /// <summary>What the optimizer keeps for every parameter element.</summary>
    internal IReadOnlyList<OptimizerState> States => states;

    /// <summary>Whose parameters it updates.</summary>
    internal ParameterStorage Storage => storage;

    /// <summary>Goes on where another run stopped.</summary>
    internal void Resume(int stepCount, double rate)
    {
        StepCount = stepCount;
        LearningRate = rate;
    }

    /// <summary>Numbers of its own for every parameter element.</summary>
    /// <param name="name">What PyTorch calls them, for files.</param>
    private protected OptimizerState NewState(string name)
    {
        var state = new OptimizerState(storage, name);
        states.Add(state);
        return state;
    }
}
