using System;
using System.Collections.Generic;
using System.Linq;
using RnnGen.Integration.Tests.Harness;
using RnnGen.Testing;
using Xunit;

namespace RnnGen.Integration.Tests.Attending;

/// <summary>A decoder that attends, as users write and call it.</summary>
public class DecoderTests
{
    private const int Steps = 4, Positions = 5;

    private static readonly int[] Lengths = [4, 2, 3], MemoryLengths = [3, 5, 0];

    [Fact]
    public void Gradients_are_the_differences()
    {
        var cell = new DecoderCell(7);
        double[] x = Values(1, 3 * Steps * DecoderCell.I), memory = Values(2, 3 * Positions * DecoderCell.K), h = Values(3, 3 * DecoderCell.H), c = Values(4, 3 * DecoderCell.H);
        Tensor outputs = Tensor.FromDoubles(Values(5, 3 * Steps * DecoderCell.H), 3, Steps, DecoderCell.H);
        Tensor scores = Tensor.FromDoubles(Values(6, 3 * Steps * Positions), 3, Steps, Positions);

        CellPass<double> pass = Forward();
        cell.Gradients.Clear();
        pass.SetScoresGradient("weights", scores);
        pass.Backward(outputs);
        List<(string Name, double[] Values, double[] Gradient, Action<int, double> Set)> variables =
        [
            ("x", x, pass.InputGradient.ToDoubleArray(), (i, value) => x[i] = value),
            ("memory", memory, pass.MemoryGradient.ToDoubleArray(), (i, value) => memory[i] = value),
            ("h0", h, pass.InitialStateGradient["h"].ToDoubleArray(), (i, value) => h[i] = value),
            ("c0", c, pass.InitialStateGradient["c"].ToDoubleArray(), (i, value) => c[i] = value),
        ];
        foreach (Parameter parameter in cell.Parameters)
        {
            double[] values = parameter.Value.ToDoubleArray();
            variables.Add((parameter.Name, (double[])values.Clone(), parameter.Gradient.ToDoubleArray(), (i, value) =>
            {
                values[i] = value;
                parameter.Set(values);
            }
            ));
        }

        const double Step = 1e-4;
        foreach ((string name, double[] values, double[] gradient, Action<int, double> set) in variables)
        {
            for (int i = 0; i < gradient.Length; i++)
            {
                double value = values[i];
                set(i, value + Step);
                double above = Loss();
                set(i, value - Step);
                double below = Loss();
                set(i, value);
                double expected = (above - below) / (2 * Step);
                Assert.True(Math.Abs(expected - gradient[i]) < 1e-7 * Math.Max(1, Math.Abs(expected)), $"dL/d{name}[{i}]: expected {expected}, got {gradient[i]}");
            }
        }

        CellPass<double> Forward() => cell.Forward(
            Sequence.From(Tensor.FromDoubles(x, 3, Steps, DecoderCell.I), Lengths),
            encoded: Sequence.From(Tensor.FromDoubles(memory, 3, Positions, DecoderCell.K), MemoryLengths),
            new RecurrentState(["h", "c"], [Tensor.FromDoubles(h, 3, DecoderCell.H), Tensor.FromDoubles(c, 3, DecoderCell.H)]));

        double Loss()
        {
            CellPass<double> run = Forward();
            return Dot(run.Output.ToTensor(), outputs) + Dot(run.ScoresOf("weights"), scores);
        }
    }

    [Fact]
    public void Single_steps_over_a_prepared_memory_give_what_the_sequence_gives()
    {
        var cell = new DecoderCell(3);
        float[] x = [.. Values(1, 3 * Steps * DecoderCell.I).Select(value => (float)value)];
        Sequence memory = Sequence.From(Tensor.FromDoubles(Values(2, 3 * Positions * DecoderCell.K), 3, Positions, DecoderCell.K), MemoryLengths);
        CellPass<double> pass = cell.Forward(Sequence.From(Tensor.FromDoubles([.. x.Select(value => (double)value)], 3, Steps, DecoderCell.I)), memory);
        double[] expected = pass.Output.ToTensor().ToDoubleArray(), weights = pass.ScoresOf("weights").ToDoubleArray();

        Assert.Equal(expected, cell.Scan(Sequence.From(Tensor.FromDoubles([.. x.Select(value => (double)value)], 3, Steps, DecoderCell.I)), memory).ToTensor().ToDoubleArray());
        PreparedMemory<double> prepared = cell.Prepare(memory);
        RecurrentState state = cell.InitialState(3);
        for (int t = 0; t < Steps; t++)
        {
            float[] step = [.. Enumerable.Range(0, 3).SelectMany(b => x[(((b * Steps) + t) * DecoderCell.I)..(((b * Steps) + t + 1) * DecoderCell.I)])];
            state = cell.Step(state, step, prepared);
            for (int b = 0; b < 3; b++)
            {
                int row = (b * Steps) + t;
                Close.Check($"step {t}, sequence {b}", expected[(row * DecoderCell.H)..((row + 1) * DecoderCell.H)], state.Output!.ToDoubleArray()[(b * DecoderCell.H)..((b + 1) * DecoderCell.H)], 1e-13);
                Close.Check($"weights {t}, sequence {b}", weights[(row * Positions)..((row + 1) * Positions)], prepared.ScoresOf("weights").ToDoubleArray()[(b * Positions)..((b + 1) * Positions)], 1e-13);
            }
        }
    }

    [Fact]
    public void Weights_and_their_gradients_go_through_checkpoints()
    {
        Tensor outputs = Tensor.FromDoubles(Values(5, 3 * Steps * DecoderCell.H), 3, Steps, DecoderCell.H), scores = Tensor.FromDoubles(Values(6, 3 * Steps * Positions), 3, Steps, Positions);
        Sequence x = Sequence.From(Tensor.FromDoubles(Values(1, 3 * Steps * DecoderCell.I), 3, Steps, DecoderCell.I), Lengths);
        Sequence memory = Sequence.From(Tensor.FromDoubles(Values(2, 3 * Positions * DecoderCell.K), 3, Positions, DecoderCell.K), MemoryLengths);
        double[] Run(int every)
        {
            var cell = new DecoderCell(7);
            CellPass<double> pass = cell.Forward(x, memory, pass: cell.CreatePass(every));
            pass.SetScoresGradient("weights", scores);
            pass.Backward(outputs);
            return [.. pass.ScoresOf("weights").ToDoubleArray(), .. pass.MemoryGradient.ToDoubleArray(), .. pass.InputGradient.ToDoubleArray(), .. cell.Parameters.SelectMany(p => p.Gradient.ToDoubleArray())];
        }

        double[] plain = Run(Checkpointing.Never);
        Assert.All(new[] { 1, 2, 3, Checkpointing.SquareRoot }, every => Assert.Equal(plain, Run(every)));
    }

    [Fact]
    public void Windows_keep_the_weights_of_a_few_steps_only()
    {
        var cell = new DecoderCell(7);
        Sequence x = Sequence.From(new Tensor(1, 400, DecoderCell.I)), memory = Sequence.From(new Tensor(1, 50, DecoderCell.K));
        CellPass<double> plain = cell.Forward(x, memory, pass: cell.CreatePass()), windowed = cell.Forward(x, memory, pass: cell.CreatePass(Checkpointing.SquareRoot));
        Assert.InRange(windowed.ActivationMegabytes / plain.ActivationMegabytes, 0.01, 0.3);
    }

    [Fact]
    public void A_steady_state_allocates_nothing()
    {
        var cell = new DecoderCell(3);
        Sequence x = Sequence.From(Tensor.FromDoubles(Values(1, 3 * Steps * DecoderCell.I), 3, Steps, DecoderCell.I), Lengths);
        Sequence memory = Sequence.From(Tensor.FromDoubles(Values(2, 3 * Positions * DecoderCell.K), 3, Positions, DecoderCell.K), MemoryLengths);
        Tensor gradient = Tensor.FromDoubles(Values(5, 3 * Steps * DecoderCell.H), 3, Steps, DecoderCell.H);
        Allocations.AssertNone(() =>
        {
            cell.Gradients.Clear();
            cell.Forward(x, memory).Backward(gradient);
        });
    }

    [Fact]
    public void What_does_not_fit_is_named()
    {
        var cell = new DecoderCell();
        Sequence x = Sequence.From(new Tensor(2, Steps, DecoderCell.I));
        Assert.Contains("K=6", Assert.Throws<ShapeMismatchException>(() => cell.Forward(x, Sequence.From(new Tensor(2, Positions, 5)))).Message, StringComparison.Ordinal);
        Assert.Contains("(B=2, S, K)", Assert.Throws<ShapeMismatchException>(() => cell.Forward(x, Sequence.From(new Tensor(3, Positions, DecoderCell.K)))).Message, StringComparison.Ordinal);
        CellPass<double> pass = cell.Forward(x, Sequence.From(new Tensor(2, Positions, DecoderCell.K)));
        Assert.Contains("weights", Assert.Throws<KeyNotFoundException>(() => pass.ScoresOf("other")).Message, StringComparison.Ordinal);
        Assert.Contains("'encoded'", Assert.Throws<InvalidOperationException>(() => cell.CreateStream()).Message, StringComparison.Ordinal);
        Assert.ThrowsAny<Exception>(() => ((RnnGen.Kernels.RecurrentCell<double>)cell).Forward(x));
    }

    private static double[] Values(int seed, int count)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count).Select(_ => (double)(float)((random.NextDouble() * 2) - 1))];
    }

    private static double Dot(Tensor a, Tensor b) => a.ToDoubleArray().Zip(b.ToDoubleArray(), (x, y) => x * y).Sum();
}
