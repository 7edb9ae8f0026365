using System;
using System.Linq;
using RnnGen.Integration.Tests.Cells.BuiltIn;
using RnnGen.Integration.Tests.Derivatives;
using RnnGen.Integration.Tests.Harness;
using RnnGen.Kernels;
using RnnGen.Testing;
using Xunit;

namespace RnnGen.Integration.Tests.Structure;

/// <summary>A pass that keeps the states at every k-th step only gives the bits of a plain pass, with a fraction of its memory.</summary>
public sealed class CheckpointTests
{
    public static TheoryData<string> Cells =>
        [.. typeof(CheckpointTests).Assembly.GetTypes().Where(IsDoubleCell).Select(type => type.FullName!).Order()];

    [Theory]
    [MemberData(nameof(Cells))]
    public void Everything_is_the_same_bit_for_bit(string type)
    {
        int seed = type.Sum(c => c);
        // A fresh cell for every run: its first pass draws the same masks each time.
        RecurrentCell<double> Fresh() => (RecurrentCell<double>)Activator.CreateInstance(typeof(CheckpointTests).Assembly.GetType(type)!, seed)!;
        CellResult Run(Problem problem, int every)
        {
            RecurrentCell<double> fresh = Fresh();
            return CellRunner.Run(fresh, problem, fresh.CreatePass(every));
        }

        RecurrentCell<double> cell = Fresh();
        foreach (Problem problem in Shapes.Of(cell, seed).Append(Problem.Random(cell, seed, 9, 9, 2, 0, 9, 5)))
        {
            if (problem.Batch > 0)
            {
                CellResult plain = Run(problem, Checkpointing.Never);
                foreach (int every in new[] { 1, 2, 4, Checkpointing.SquareRoot })
                {
                    string what = $"{cell}, every {every}, lengths {string.Join(" ", problem.Lengths)}";
                    CellResult windowed = Run(problem, every);
                    Close.AssertIdentical(what, plain, windowed);
                }
            }
        }
    }

    [Fact]
    public void Gradients_add_on_to_what_is_there_in_the_same_order()
    {
        var cell = new LstmCell(4);
        var problem = Problem.Random(cell, 5, 7, 7, 3, 6);
        double[][] twice = [.. new[] { Checkpointing.Never, 3 }.Select(every =>
        {
            cell.Gradients.Clear();
            CellPass<double> pass = cell.CreatePass(every);
            for (int i = 0; i < 2; i++)
            {
                CellRunner.Forward(pass, cell, problem);
                pass.Backward(Tensor.FromDoubles(problem.OutputGradient, problem.Batch, problem.Steps, problem.OutputSize));
            }

            return cell.Parameters.SelectMany(p => p.Gradient.ToDoubleArray()).ToArray();
        })];
        Assert.Equal(twice[0], twice[1]);
    }

    [Fact]
    public void Gradients_through_time_are_measured_in_every_window()
    {
        var cell = new LstmCell(4);
        var problem = Problem.Random(cell, 5, 7, 7, 3, 6);
        var gradient = Tensor.FromDoubles(problem.OutputGradient, problem.Batch, problem.Steps, problem.OutputSize);
        foreach (string state in cell.StateNames)
        {
            GradientThroughTime plain = CellRunner.Forward(cell.CreatePass(), cell, problem).MeasureBackward(gradient, state: state);
            GradientThroughTime windowed = CellRunner.Forward(cell.CreatePass(2), cell, problem).MeasureBackward(gradient, state: state);
            Assert.Equal(plain.Norms, windowed.Norms);
        }
    }

    [Fact]
    public void Ten_thousand_steps_take_a_twentieth_of_the_memory()
    {
        var cell = new LongLstm();
        var input = Sequence.From(new Tensor(1, 10_000, cell.InputSize));
        CellPass<double> plain = cell.CreatePass().Forward(input), windowed = cell.CreatePass(Checkpointing.SquareRoot).Forward(input);
        Assert.InRange(windowed.ActivationMegabytes / plain.ActivationMegabytes, 0, 0.05);
    }

    [Fact]
    public void A_pass_with_checkpoints_allocates_nothing_in_a_steady_state()
    {
        var cell = new LstmCell(1);
        CellPass<double> pass = cell.CreatePass(3);
        var input = Sequence.From(new Tensor(2, 10, cell.InputSize));
        var gradient = new Tensor(2, 10, cell.OutputSize);
        for (int i = 0; i < 3; i++)
        {
            pass.Forward(input).Backward(gradient);
        }

        Allocations.AssertNone(() => pass.Forward(input).Backward(gradient));
    }

    [Fact]
    public void Only_numbers_of_steps_are_taken() =>
        Assert.Contains("checkpointEvery", Assert.Throws<ArgumentOutOfRangeException>(() => new LstmCell().CreatePass(-2)).Message, StringComparison.Ordinal);

    private static bool IsDoubleCell(Type type) => type.BaseType == typeof(RecurrentCell<double>) && type.GetProperty(nameof(RecurrentCell<double>.MemorySize))!.DeclaringType != type && !type.IsNested && type.Namespace?.StartsWith("RnnGen", StringComparison.Ordinal) == true;
}
