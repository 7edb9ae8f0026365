using System.Collections.Generic;
using System.Linq;
using RnnGen.Generator.Emit;
using RnnGen.Generator.Ir;
using RnnGen.Generator.Passes;
using RnnGen.Integration.Tests.Harness;
using RnnGen.Kernels;
using Xunit;

namespace RnnGen.Integration.Tests.Attending;

/// <summary>Cells whose step attends over memories of different lengths.</summary>
public class AttentionTests
{
    public static TheoryData<string> Cells => [.. AttentionCells.Names];

    public static TheoryData<string> CellsInSinglePrecision => [.. AttentionCells.InSinglePrecision];

    public static TheoryData<string> CellsInOtherLoops => [.. AttentionCells.InOtherLoops];

    [Theory]
    [MemberData(nameof(Cells))]
    public void GeneratedCodeAgreesWithTheInterpreter(string name)
    {
        CompiledCell compiled = AttentionCells.Get(name);
        CellGraph graph = CellCompiler.Differentiate(compiled.Spec);
        foreach ((RecurrentCell<double> cell, AttentionProblem problem) in Problems(compiled))
        {
            AttentionResults actual = AttentionRunner.Run(cell, problem);
            AttentionResults.Check($"{name} against its graph", AttentionRunner.Interpret(graph, cell, problem), actual, 1e-11);
            AttentionResults.Check($"{name} with products gathered", AttentionRunner.Interpret(GatherProducts.Run(graph), cell, problem), actual, 1e-11);
        }
    }

    [Theory]
    [MemberData(nameof(Cells))]
    public void GeneratedCodeAgreesWithPlainCSharp(string name)
    {
        CompiledCell compiled = AttentionCells.Get(name);
        foreach ((RecurrentCell<double> cell, AttentionProblem problem) in Problems(compiled))
        {
            (double[] output, double[][] final) = AttentionRunner.Plain(cell, compiled.Step, problem);
            CellResult actual = AttentionRunner.Run(cell, problem).Steps;
            Close.Check($"{name}: y", output, actual.Output, 1e-12);
            for (int i = 0; i < final.Length; i++)
            {
                Close.Check($"{name}: state {i} at T", final[i], actual.Final[i], 1e-12);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Cells))]
    public void ABatchIsItsSequencesAlone(string name)
    {
        foreach ((RecurrentCell<double> cell, AttentionProblem problem) in Problems(AttentionCells.Get(name)))
        {
            AttentionResults together = AttentionRunner.Run(cell, problem.WithPadding(double.NaN));
            int steps = problem.Steps.Steps, positions = problem.Positions;
            Dictionary<string, double[]> sums = together.Steps.Parameters.ToDictionary(p => p.Key, p => new double[p.Value.Length]);
            for (int b = 0; b < problem.Steps.Batch; b++)
            {
                AttentionResults alone = AttentionRunner.Run(cell, problem.Alone(b));
                Close.Check($"{name}, sequence {b}: y", Padded(alone.Steps.Output, steps * problem.Steps.OutputSize), Part(together.Steps.Output, b, problem), 1e-12);
                Close.Check($"{name}, sequence {b}: dL/dx", Padded(alone.Steps.Input, steps * problem.Steps.InputSize), Part(together.Steps.Input, b, problem), 1e-12);
                Close.Check($"{name}, sequence {b}: dL/d memory", Padded(alone.Memory, positions * problem.MemorySize), Part(together.Memory, b, problem), 1e-12);
                foreach ((string parameter, double[] gradient) in alone.Steps.Parameters)
                {
                    sums[parameter] = [.. sums[parameter].Zip(gradient, (sum, g) => sum + g)];
                }
            }

            Assert.All(sums, sum => Close.Check($"{name}: dL/d{sum.Key}", sum.Value, together.Steps.Parameters[sum.Key], 1e-12));
        }
    }

    [Theory]
    [MemberData(nameof(CellsInOtherLoops))]
    public void OtherLoopsGiveTheSameBits(string name)
    {
        foreach (string variant in new[] { AttentionCells.Unrolled, AttentionCells.WrittenOut })
        {
            foreach (((RecurrentCell<double> cell, AttentionProblem problem), (RecurrentCell<double> other, _)) in
                Problems(AttentionCells.Get(name)).Zip(Problems(AttentionCells.Get(name, variant))))
            {
                Assert.All(AttentionRunner.Run(cell, problem).Parts.Zip(AttentionRunner.Run(other, problem).Parts), pair => Assert.Equal(pair.First.Values, pair.Second.Values));
            }
        }
    }

    [Theory]
    [MemberData(nameof(Cells))]
    public void CheckpointsGiveTheSameBits(string name)
    {
        foreach ((RecurrentCell<double> cell, AttentionProblem problem) in Problems(AttentionCells.Get(name)))
        {
            AttentionResults plain = AttentionRunner.Run(cell, problem);
            foreach (int every in new[] { 1, 2, 4, Checkpointing.SquareRoot })
            {
                CellPass<double> pass = cell.CreatePass(every);
                for (int run = 0; run < 2; run++)
                {
                    AttentionResults windowed = AttentionRunner.Run(cell, problem, pass);
                    Assert.All(plain.Parts.Zip(windowed.Parts), pair => Close.AssertIdentical($"{name}, every {every}, run {run}: {pair.First.Name}", pair.First.Values, pair.Second.Values));
                }
            }
        }
    }

    [Theory]
    [MemberData(nameof(CellsInSinglePrecision))]
    public void SinglePrecisionAgreesWithDouble(string name)
    {
        CompiledCell compiled = AttentionCells.Get(name), single = AttentionCells.Get(name, AttentionCells.Single);
        foreach ((RecurrentCell<double> cell, AttentionProblem problem) in Problems(compiled))
        {
            AttentionResults.Check(name, AttentionRunner.Run(cell, problem), AttentionRunner.Run(single.CreateSingle(Seed(compiled)), problem), 3e-5);
        }
    }

    private static double[] Padded(double[] values, int count) => [.. values, .. new double[count - values.Length]];

    private static double[] Part(double[] values, int b, AttentionProblem problem) => values[(b * (values.Length / problem.Steps.Batch))..((b + 1) * (values.Length / problem.Steps.Batch))];

    // One cell for all batches, so that what one leaves in its memory can trip the next.
    private static IEnumerable<(RecurrentCell<double> Cell, AttentionProblem Problem)> Problems(CompiledCell compiled)
    {
        int seed = Seed(compiled), size = compiled.Spec.Memory!.Size.Value;
        RecurrentCell<double> cell = compiled.Create(seed);
        yield return (cell, AttentionProblem.Random(cell, size, seed, 5, [5, 2, 4], [2, 6, 3]));
        yield return (cell, AttentionProblem.Random(cell, size, seed + 1, 1, [1], [1]));
        yield return (cell, AttentionProblem.Random(cell, size, seed + 2, 5, [5, 0, 3, 5, 3, 1], [0, 4, 3, 1, 0, 20]));
    }

    private static int Seed(CompiledCell compiled) => compiled.Spec.Step!.Lines.Count + (31 * compiled.Spec.Parameters.Count);
}
