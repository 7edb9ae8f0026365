using System;
using System.Collections.Generic;
using System.Linq;
using RnnGen.Integration.Tests.Cells.Operations;
using RnnGen.Integration.Tests.Harness;
using RnnGen.Kernels;
using Xunit;

namespace RnnGen.Integration.Tests.Derivatives;

/// <summary>The random masks inside a step: what they are, how often, and what they depend on.</summary>
public sealed class RandomMaskTests
{
    private const int Batch = 30, Steps = 40;

    [Fact]
    public void Dropout_drops_the_rate_and_keeps_the_mean()
    {
        double[] values = Run(new DropoutOnlyCell(3));
        Assert.All(values, v => Assert.True(v == 0 || Math.Abs(v - (1 / 0.7)) < 1e-12, $"{v}"));
        Assert.InRange(values.Count(v => v == 0) / (double)values.Length, 0.29, 0.31);
        Assert.True(Pairs(values, (b, t) => (b, t + 1)) is > 0.07 and < 0.11, "neighbouring steps fall together as often as chance has it: 0.3 * 0.3");
        Assert.True(Pairs(values, (b, t) => (b + 1, t)) is > 0.07 and < 0.11, "so do neighbouring sequences");
    }

    [Fact]
    public void Variational_dropout_keeps_its_mask_over_a_sequence()
    {
        double[] values = Run(new VariationalOnlyCell(3));
        for (int i = 0; i < values.Length; i++)
        {
            int b = i / (Steps * DropoutOnlyCell.H), feature = i % DropoutOnlyCell.H;
            Assert.Equal(values[(b * Steps * DropoutOnlyCell.H) + feature], values[i]);
        }

        double[] first = [.. Enumerable.Range(0, Batch).SelectMany(b => values.Skip(b * Steps * DropoutOnlyCell.H).Take(DropoutOnlyCell.H))];
        Assert.InRange(first.Count(v => v == 0) / (double)first.Length, 0.24, 0.36);
    }

    [Fact]
    public void Zoneout_keeps_or_takes()
    {
        var cell = new ZoneoutCell(3);
        Problem problem = Problem.Random(cell, 1, Steps, [.. Enumerable.Repeat(Steps, Batch)]);
        double[] states = CellRunner.Forward(cell, problem).Output.ToTensor().ToDoubleArray();
        int size = ZoneoutCell.H, kept = 0, steps = 0;
        for (int i = 0; i < states.Length; i++)
        {
            if (i / size % Steps > 0)
            {
                steps++;
                kept += states[i] == states[i - size] ? 1 : 0;
            }
        }

        Assert.InRange(kept / (double)steps, 0.385, 0.415);
    }

    [Fact]
    public void Passes_differ_unless_the_masks_are_fixed_and_inference_draws_none()
    {
        var cell = new DropoutCell(3);
        Problem problem = Problem.Random(cell, 1, 5, 5, 2, 4);
        double[] Forward() => CellRunner.Forward(cell, problem).Output.ToTensor().ToDoubleArray();
        Assert.NotEqual(Forward(), Forward());
        cell.FixedMasks = 7;
        Assert.Equal(Forward(), Forward());
        double[] trained = Forward();
        cell.IsTraining = false;
        double[] plain = Forward();
        Assert.NotEqual(trained, plain);
        var input = Sequence.From(Tensor.FromDoubles(problem.Input, problem.Batch, problem.Steps, problem.InputSize), problem.Lengths);
        cell.IsTraining = true;
        Assert.Equal(plain, cell.Scan(input, CellRunner.State(cell, problem.Initial, problem.Batch)).ToTensor().ToDoubleArray());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Padding_and_windows_do_not_change_them(bool left)
    {
        RecurrentCell<double>[] cells = [new DropoutCell(3) { FixedMasks = 2 }, new VariationalDropoutCell(3) { FixedMasks = 2 }, new ZoneoutCell(3) { FixedMasks = 2 }];
        foreach (RecurrentCell<double> cell in cells)
        {
            Problem problem = Problem.Random(cell, 4, 9, 4, 9, 7, 2);
            CellResult expected = CellRunner.Run(cell, problem);
            Close.AssertIdentical("windows of 3 steps", expected, CellRunner.Run(cell, problem, cell.CreatePass(3)));

            Sequence padded = left ? LeftPadded(problem) : Sequence.From(Tensor.FromDoubles(Widened(problem, 0), problem.Batch, problem.Steps + 3, problem.InputSize), problem.Lengths);
            CellPass<double> pass = cell.Forward(padded, CellRunner.State(cell, problem.Initial, problem.Batch));
            for (int state = 0; state < expected.Final.Length; state++)
            {
                Assert.Equal(expected.Final[state], CellRunner.Values(pass.FinalState)[state]);
            }
        }
    }

    private static Sequence LeftPadded(Problem problem)
    {
        var mask = new bool[problem.Batch, problem.Steps + 3];
        for (int b = 0; b < problem.Batch; b++)
        {
            for (int t = 0; t < problem.Lengths[b]; t++)
            {
                mask[b, problem.Steps + 3 - problem.Lengths[b] + t] = true;
            }
        }

        double[] moved = new double[problem.Batch * (problem.Steps + 3) * problem.InputSize];
        for (int b = 0; b < problem.Batch; b++)
        {
            double[] real = problem.Input[problem.Step(b, 0, problem.InputSize).Start..problem.Step(b, problem.Lengths[b] - 1, problem.InputSize).End];
            real.CopyTo(moved, (((b + 1) * (problem.Steps + 3)) - problem.Lengths[b]) * problem.InputSize);
        }

        return Sequence.From(Tensor.FromDoubles(moved, problem.Batch, problem.Steps + 3, problem.InputSize), mask);
    }

    private static double[] Widened(Problem problem, double padding)
    {
        List<double> wide = [];
        for (int b = 0; b < problem.Batch; b++)
        {
            wide.AddRange(problem.Input[(b * problem.Steps * problem.InputSize)..((b + 1) * problem.Steps * problem.InputSize)]);
            wide.AddRange(Enumerable.Repeat(padding, 3 * problem.InputSize));
        }

        return [.. wide];
    }

    private static double[] Run(RecurrentCell<double> cell) => cell
        .Forward(Sequence.From(Tensor.FromDoubles(new double[Batch * Steps * 2], Batch, Steps, 2))).Output.ToTensor().ToDoubleArray();

    // How often an element falls together with the one at another place.
    private static double Pairs(double[] values, Func<int, int, (int Sequence, int Step)> other)
    {
        int size = DropoutOnlyCell.H, both = 0, all = 0;
        for (int b = 0; b < Batch; b++)
        {
            for (int t = 0; t < Steps; t++)
            {
                (int b2, int t2) = other(b, t);
                for (int feature = 0; b2 < Batch && t2 < Steps && feature < size; feature++)
                {
                    all++;
                    both += values[(((b * Steps) + t) * size) + feature] == 0 && values[(((b2 * Steps) + t2) * size) + feature] == 0 ? 1 : 0;
                }
            }
        }

        return both / (double)all;
    }
}
