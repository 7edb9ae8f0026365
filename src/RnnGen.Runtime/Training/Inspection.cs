using System;
using System.Collections.Generic;

namespace RnnGen;

/// <summary>What a look inside the model has found: a <see cref="Trainer{TBatch}"/> hands one out after an epoch, to be filled.</summary>
public sealed class Inspection
{
    private readonly Dictionary<string, GateStatistics> gates = [];
    private readonly Dictionary<string, GradientThroughTime> gradients = [];

    internal Inspection()
    {
    }

    /// <summary>Gates by name.</summary>
    public IReadOnlyDictionary<string, GateStatistics> Gates => gates;

    /// <summary>Gradients through time by name.</summary>
    public IReadOnlyDictionary<string, GradientThroughTime> Gradients => gradients;

    /// <summary>Adds the values of a sigmoid gate.</summary>
    /// <param name="name">A name for it.</param>
    /// <param name="values">(B,T,H), from 0 to 1; <c>pass.StepValues("f")</c> for example.</param>
    public void AddGate(string name, Sequence values) => AddGate(name, GateStatistics.From(values));

    /// <summary>Adds a gate.</summary>
    /// <param name="name">A name for it.</param>
    /// <param name="statistics">How far it is saturated.</param>
    public void AddGate(string name, GateStatistics statistics)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(statistics);
        gates[name] = statistics;
    }

    /// <summary>Adds a gradient through time.</summary>
    /// <param name="name">A name for it.</param>
    /// <param name="norms">The norms; from <c>pass.MeasureBackward(loss)</c> for example.</param>
    public void AddGradient(string name, GradientThroughTime norms)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(norms);
        gradients[name] = norms;
    }

    /// <summary>How many gates and gradients.</summary>
    public override string ToString() => $"Inspection of {gates.Count} gates and {gradients.Count} gradients through time";
}
