using System;
using System.ComponentModel;
using System.Numerics;

namespace RnnGen.Kernels;

/// <summary>How the layers of a stack are joined, and what is dropped while training.</summary>
/// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed record StackOptions<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly double dropout;
    private readonly double inputDropout;
    private readonly double weightDrop;
    private readonly int checkpoint;

    /// <summary>Whether each layer has a second cell that reads every sequence backwards; cells come in pairs then.</summary>
    public bool Bidirectional { get; init; }

    /// <summary>Probability that an element between two layers is dropped.</summary>
    public double Dropout { get => dropout; init => dropout = Probability(value, nameof(Dropout)); }

    /// <summary>Probability that an element of the stack's input is dropped.</summary>
    public double InputDropout { get => inputDropout; init => inputDropout = Probability(value, nameof(InputDropout)); }

    /// <summary>Whether one mask serves all steps of a sequence.</summary>
    public bool VariationalDropout { get; init; }

    /// <summary>Probability that an element of a recurrent matrix is dropped for a whole training pass.</summary>
    public double WeightDrop { get => weightDrop; init => weightDrop = Probability(value, nameof(WeightDrop)); }

    /// <summary>Names of the recurrent matrices of a declared cell; a built-in cell knows its own.</summary>
    public string[] RecurrentWeights { get; init; } = [];

    /// <summary>Whether a layer above the first adds what it reads to what it gives, where both have one size.</summary>
    public bool Residual { get; init; }

    /// <summary>For each layer above the first the gate between what it gives and what it reads; null where there is none.</summary>
    public IHighwayLayer<T>?[] Highways { get; init; } = [];

    /// <summary>A map of the last layer's outputs, or null.</summary>
    public IAffineLayer<T>? Projection { get; init; }

    /// <summary>At which steps cells keep their states: see <see cref="Checkpointing"/>.</summary>
    public int Checkpoint { get => checkpoint; init => checkpoint = Checkpointing.Check(value, nameof(Checkpoint)); }

    private static double Probability(double value, string name) => value >= 0 && value < 1
        ? value
        : throw new ArgumentOutOfRangeException(name, value, $"{name} must lie in [0, 1).");
}
