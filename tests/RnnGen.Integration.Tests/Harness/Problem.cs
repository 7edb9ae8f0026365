using System;
using System.Collections.Generic;
using System.Linq;
using System.Numerics;
using RnnGen.Kernels;

namespace RnnGen.Integration.Tests.Harness;

/// <summary>
/// A padded batch for a cell with everything that determines a scalar loss:
/// L = sum(outputGradient * y) + sum over states of sum(finalGradient * h_T).
/// </summary>
internal sealed record Problem
{
    public required int Batch { get; init; }

    public required int Steps { get; init; }

    public required int InputSize { get; init; }

    public required int OutputSize { get; init; }

    public required int[] StateSizes { get; init; }

    public required int[] Lengths { get; init; }

    /// <summary>x, (B,T,I).</summary>
    public required double[] Input { get; init; }

    /// <summary>h_0 of each state, (B,H).</summary>
    public required double[][] Initial { get; init; }

    /// <summary>dL/dy, (B,T,O).</summary>
    public required double[] OutputGradient { get; init; }

    /// <summary>dL/dh_T of each state, (B,H).</summary>
    public required double[][] FinalGradient { get; init; }

    /// <summary>Token ids, (B,T); null when the cell reads none.</summary>
    public int[]? Tokens { get; init; }

    /// <summary>Ids are below this.</summary>
    public const int Vocabulary = 5;

    /// <summary>What the cell reads besides x.</summary>
    public IReadOnlyList<Strand> MoreInputs { get; init; } = [];

    /// <summary>dL/d of what the cell gives besides y.</summary>
    public IReadOnlyList<Strand> MoreOutputGradients { get; init; } = [];

    /// <summary>x and what else the cell reads.</summary>
    public IEnumerable<Strand> Inputs => InputSize == 0 ? MoreInputs : MoreInputs.Prepend(new Strand(InputSize, Input));

    /// <summary>dL/dy and dL/d of what else the cell gives.</summary>
    public IEnumerable<Strand> OutputGradients => MoreOutputGradients.Prepend(new Strand(OutputSize, OutputGradient));

    public static Problem Random<T>(RecurrentCell<T> cell, int seed, int steps, params int[] lengths)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var random = new Random(seed);
        int batch = lengths.Length;
        double[] Values(int count) => [.. Enumerable.Range(0, count).Select(_ => (double)(float)((random.NextDouble() * 2) - 1))];
        return new Problem
        {
            Batch = batch,
            Steps = steps,
            InputSize = cell.InputSize,
            OutputSize = cell.OutputSize,
            StateSizes = [.. cell.StateSizes],
            Lengths = lengths,
            Input = Values(batch * steps * cell.InputSize),
            Initial = [.. cell.StateSizes.Select(size => Values(batch * size))],
            OutputGradient = Values(batch * steps * cell.OutputSize),
            FinalGradient = [.. cell.StateSizes.Select(size => Values(batch * size))],
            MoreInputs = [.. cell.InputSizes.Skip(1).Select(size => new Strand(size, Values(batch * steps * size)))],
            Tokens = !ReadsTokens(cell) ? null : [.. Enumerable.Range(0, batch * steps).Select(_ => random.Next(Vocabulary))],
            MoreOutputGradients = [.. cell.OutputSizes.Skip(1).Select(size => new Strand(size, Values(batch * steps * size)))],
        };
    }

    private static bool ReadsTokens<T>(RecurrentCell<T> cell)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => cell.GetType().GetMethods()
            .Any(method => method.Name == nameof(cell.Forward) && method.GetParameters().Any(parameter => parameter.ParameterType == typeof(Tokens)));

    /// <summary>The same batch with another value at every padded step of the input and of the output's gradient.</summary>
    public Problem WithPadding(double value) => this with
    {
        Input = Pad(Input, InputSize, value),
        Tokens = Tokens is null ? null : [.. Tokens.Select((id, i) => IsReal(i, 1) ? id : -7)],
        OutputGradient = Pad(OutputGradient, OutputSize, value),
        MoreInputs = [.. MoreInputs.Select(strand => strand with { Values = Pad(strand.Values, strand.Size, value) })],
        MoreOutputGradients = [.. MoreOutputGradients.Select(strand => strand with { Values = Pad(strand.Values, strand.Size, value) })],
    };

    /// <summary>One sequence as a batch of its own, without padding.</summary>
    public Problem Alone(int b) => this with
    {
        Batch = 1,
        Steps = Lengths[b],
        Lengths = [Lengths[b]],
        Input = Input[Real(b, InputSize)],
        Tokens = Tokens?[Real(b, 1)],
        Initial = [.. Initial.Select((h, i) => h[Row(b, StateSizes[i])])],
        OutputGradient = OutputGradient[Real(b, OutputSize)],
        FinalGradient = [.. FinalGradient.Select((h, i) => h[Row(b, StateSizes[i])])],
        MoreInputs = [.. MoreInputs.Select(strand => strand with { Values = strand.Values[Real(b, strand.Size)] })],
        MoreOutputGradients = [.. MoreOutputGradients.Select(strand => strand with { Values = strand.Values[Real(b, strand.Size)] })],
    };

    /// <summary>Where step t of sequence b lies in a tensor (B,T,features).</summary>
    public Range Step(int b, int t, int features) => (((b * Steps) + t) * features)..(((b * Steps) + t + 1) * features);

    /// <summary>Where sequence b lies in a tensor (B,features).</summary>
    public static Range Row(int b, int features) => (b * features)..((b + 1) * features);

    public double Loss(IReadOnlyList<double[]> outputs, IReadOnlyList<double[]> final) =>
        outputs.Zip(OutputGradients, (y, weights) => Enumerable.Range(0, y.Length).Where(i => IsReal(i, weights.Size)).Sum(i => y[i] * weights.Values[i])).Sum()
        + final.Select((h, s) => h.Zip(FinalGradient[s], (a, b) => a * b).Sum()).Sum();

    public bool IsReal(int position, int features) => position / features % Steps < Lengths[position / features / Steps];

    private Range Real(int b, int features) => (b * Steps * features)..(((b * Steps) + Lengths[b]) * features);

    private double[] Pad(double[] values, int features, double value) => [.. values.Select((v, i) => IsReal(i, features) ? v : value)];
}

/// <summary>One vector at every step of a batch.</summary>
/// <param name="Size">Features.</param>
/// <param name="Values">(B,T,size).</param>
internal sealed record Strand(int Size, double[] Values);
