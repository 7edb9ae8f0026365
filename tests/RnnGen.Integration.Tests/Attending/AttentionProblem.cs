using System;
using System.Linq;
using System.Numerics;
using RnnGen.Integration.Tests.Harness;
using RnnGen.Kernels;

namespace RnnGen.Integration.Tests.Attending;

/// <summary>A problem whose steps attend over memories of different lengths.</summary>
internal sealed record AttentionProblem
{
    public required Problem Steps { get; init; }

    /// <summary>S of the padded memories.</summary>
    public required int Positions { get; init; }

    public required int MemorySize { get; init; }

    /// <summary>Real positions of each sequence, (B).</summary>
    public required int[] MemoryLengths { get; init; }

    /// <summary>(B,S,K).</summary>
    public required double[] Memory { get; init; }

    public static AttentionProblem Random<T>(RecurrentCell<T> cell, int memorySize, int seed, int steps, int[] lengths, int[] memoryLengths)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var random = new Random(seed + 1000);
        int positions = Math.Max(1, memoryLengths.Max()) + (seed % 2);
        return new AttentionProblem
        {
            Steps = Problem.Random(cell, seed, steps, lengths),
            Positions = positions,
            MemorySize = memorySize,
            MemoryLengths = memoryLengths,
            Memory = [.. Enumerable.Range(0, lengths.Length * positions * memorySize).Select(_ => (double)(float)((random.NextDouble() * 2) - 1))],
        };
    }

    /// <summary>Another value at every padded step and position.</summary>
    public AttentionProblem WithPadding(double value) => this with
    {
        Steps = Steps.WithPadding(value),
        Memory = [.. Memory.Select((v, i) => IsReal(i) ? v : value)],
    };

    public AttentionProblem Alone(int b) => this with
    {
        Steps = Steps.Alone(b),
        Positions = MemoryLengths[b],
        MemoryLengths = [MemoryLengths[b]],
        Memory = MemoryOf(b),
    };

    /// <summary>The real positions of a sequence, (S,K).</summary>
    public double[] MemoryOf(int b) => Memory[(b * Positions * MemorySize)..(((b * Positions) + MemoryLengths[b]) * MemorySize)];

    public Sequence MemorySequence => Sequence.From(Tensor.FromDoubles(Memory, Steps.Batch, Positions, MemorySize), MemoryLengths);

    private bool IsReal(int index) => index / MemorySize % Positions < MemoryLengths[index / MemorySize / Positions];
}
