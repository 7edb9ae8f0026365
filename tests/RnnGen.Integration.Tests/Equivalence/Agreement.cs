using System;
using System.Collections.Generic;
using System.Linq;
using RnnGen.Generator.Emit;
using RnnGen.Generator.Ir;
using RnnGen.Generator.Model;
using RnnGen.Generator.Passes;
using RnnGen.Integration.Tests.Harness;
using RnnGen.Kernels;

namespace RnnGen.Integration.Tests.Equivalence;

/// <summary>What generated code must agree with.</summary>
internal static class Agreement
{
    private const double Rounding = 1e-11;

    public static void WithInterpreter(CompiledCell compiled)
    {
        CellGraph graph = CellCompiler.Differentiate(compiled.Spec);
        CellGraph gathered = GatherProducts.Run(graph);
        foreach ((RecurrentCell<double> cell, Problem problem) in Problems(compiled))
        {
            CellResult actual = CellRunner.Run(cell, problem);
            Close.Check($"{compiled.Name} against its graph", GraphRunner.Run(graph, cell, problem), actual, Rounding);
            Close.Check($"{compiled.Name} against its graph with products gathered", GraphRunner.Run(gathered, cell, problem), actual, Rounding);
        }
    }

    /// <summary>What a pass says the named values of its steps were.</summary>
    public static void OfNamedValues(CompiledCell compiled)
    {
        CellGraph graph = CellCompiler.Differentiate(compiled.Spec);
        foreach ((RecurrentCell<double> cell, Problem problem) in Problems(compiled))
        {
            CellPass<double> pass = CellRunner.Forward(cell, problem);
            foreach (string name in cell.StepValueNames)
            {
                Value value = CellGraph.Reachable(graph.ForwardRoots).Last(v => v.Name == name);
                double[] actual = pass.StepValues(name).ToTensor().ToDoubleArray();
                Close.Check($"{compiled.Name}: {name}", GraphRunner.ValueOf(graph, value, cell, problem), actual, Rounding);
            }
        }
    }

    public static void WithPlainCSharp(CompiledCell compiled)
    {
        foreach ((RecurrentCell<double> cell, Problem problem) in Problems(compiled))
        {
            CheckForward(compiled.Name, PlainRunner.Run(cell, compiled.Step, problem), CellRunner.Run(cell, problem), 1e-12);
        }
    }

    public static void WithSequencesAlone(CompiledCell compiled)
    {
        foreach ((RecurrentCell<double> cell, Problem problem) in Problems(compiled))
        {
            CellResult together = CellRunner.Run(cell, problem.WithPadding(double.NaN));
            Dictionary<string, double[]> sums = together.Parameters.ToDictionary(p => p.Key, p => new double[p.Value.Length]);
            for (int b = 0; b < problem.Batch; b++)
            {
                CellResult alone = CellRunner.Run(cell, problem.Alone(b));
                CheckSequence($"{compiled.Name}, sequence {b}", problem, b, alone, together);
                foreach ((string parameter, double[] gradient) in alone.Parameters)
                {
                    sums[parameter] = [.. sums[parameter].Zip(gradient, (sum, g) => sum + g)];
                }
            }

            foreach ((string parameter, double[] sum) in sums)
            {
                Close.Check($"{compiled.Name}: dL/d{parameter}", sum, together.Parameters[parameter], 1e-12);
            }
        }
    }

    /// <summary>Bit for bit the same as the cell with another loop form.</summary>
    public static void Exactly(CompiledCell rolled, CompiledCell other)
    {
        foreach ((RecurrentCell<double> cell, Problem problem) in Problems(rolled))
        {
            Close.AssertIdentical(other.Name, CellRunner.Run(cell, problem), CellRunner.Run(other.Create(Seed(rolled)), problem));
        }
    }

    /// <summary>A cell in single precision against the same cell in double, gradients included.</summary>
    public static void SingleWithDouble(CompiledCell inDouble, CompiledCell inSingle)
    {
        foreach ((RecurrentCell<double> cell, Problem problem) in Problems(inDouble))
        {
            CellResult actual = CellRunner.Run(inSingle.CreateSingle(Seed(inDouble)), problem);
            Close.Check(inSingle.Name, CellRunner.Run(cell, problem), actual, 2e-5);
        }
    }

    /// <summary>A cell in single precision against its step as plain C#, which computes in double.</summary>
    public static void SingleWithPlainCSharp(CompiledCell inDouble, CompiledCell inSingle)
    {
        foreach ((_, Problem problem) in Problems(inDouble))
        {
            RecurrentCell<float> cell = inSingle.CreateSingle(Seed(inDouble));
            CheckForward(inSingle.Name, PlainRunner.Run(cell, inSingle.Step, problem), CellRunner.Run(cell, problem), 1e-5);
        }
    }

    /// <summary>Vectors pushed into a stream one by one against a scan of the sequence; streams take one sequence of vectors and begin at zeros.</summary>
    public static void StreamWithScan(CompiledCell compiled)
    {
        const int Steps = 4;
        if (compiled.Spec.Inputs.Count(input => input.Kind == InputKind.Given) != 1 || compiled.Spec.Inputs.Any(input => input.Kind == InputKind.Token)
            || compiled.Spec.Memory is not null || compiled.Spec.States.Any(state => state.Initial is not null))
        {
            return;
        }

        RecurrentCell<double> cell = compiled.Create(Seed(compiled));
        var random = new Random(Seed(compiled));
        double[] input = [.. Enumerable.Range(0, Steps * cell.InputSize).Select(_ => random.NextDouble() - 0.5)];
        double[] expected = cell.Scan(Sequence.From(Tensor.FromDoubles(input, 1, Steps, cell.InputSize))).ToTensor().ToDoubleArray();
        CellStream<double> stream = cell.CreateStream();
        for (int run = 0; run < 2; run++)
        {
            double[] actual = [.. Enumerable.Range(0, Steps).SelectMany(t => stream.Push(input[(t * cell.InputSize)..((t + 1) * cell.InputSize)]).ToArray())];
            Close.Check($"{compiled.Name} as a stream", expected, actual, 1e-13);
            stream.Reset();
        }
    }

    private static void CheckForward(string what, (double[][] Outputs, double[][] Final) expected, CellResult actual, double tolerance)
    {
        foreach (((double[] output, double[] other), int i) in expected.Outputs.Zip(actual.Outputs).Select((pair, i) => (pair, i)))
        {
            Close.Check($"{what}: output {i + 1}", output, other, tolerance);
        }

        for (int i = 0; i < expected.Final.Length; i++)
        {
            Close.Check($"{what}: state {i} at T", expected.Final[i], actual.Final[i], tolerance);
        }
    }

    private static void CheckSequence(string what, Problem problem, int b, CellResult alone, CellResult together)
    {
        double[] Rows(double[] values, int features) => values[(b * problem.Steps * features)..((b + 1) * problem.Steps * features)];
        double[] Padded(double[] values, int features) => [.. values, .. new double[(problem.Steps - problem.Lengths[b]) * features]];
        foreach (((double[] one, double[] all), Strand strand) in alone.Outputs.Zip(together.Outputs).Zip(problem.OutputGradients))
        {
            Close.Check($"{what}: output of {strand.Size}", Padded(one, strand.Size), Rows(all, strand.Size), 1e-12);
        }

        foreach (((double[] one, double[] all), Strand strand) in alone.Inputs.Zip(together.Inputs).Zip(problem.Inputs))
        {
            Close.Check($"{what}: dL/dx of {strand.Size}", Padded(one, strand.Size), Rows(all, strand.Size), 1e-12);
        }

        for (int i = 0; i < alone.Final.Length; i++)
        {
            Range row = Problem.Row(b, problem.StateSizes[i]);
            Close.Check($"{what}: state {i} at T", alone.Final[i], together.Final[i][row], 1e-12);
            Close.Check($"{what}: dL/d state {i} at 0", alone.Initial[i], together.Initial[i][row], 1e-12);
        }
    }

    // One cell for all batches, so that what one leaves in the workspace can trip the next. At most 5 steps: TimeSteps = 5 must manage.
    private static IEnumerable<(RecurrentCell<double> Cell, Problem Problem)> Problems(CompiledCell compiled)
    {
        int seed = Seed(compiled);
        RecurrentCell<double> cell = compiled.Create(seed);
        yield return (cell, Problem.Random(cell, seed, 5, 5, 2, 4));
        yield return (cell, Problem.Random(cell, seed + 1, 1, 1));
        yield return (cell, Problem.Random(cell, seed + 2, 4, 4, 4, 4, 4, 4, 4, 4));
        yield return (cell, Problem.Random(cell, seed + 3, 5, 0, 3, 5, 3, 0, 1));
    }

    private static int Seed(CompiledCell compiled) => compiled.Spec.Step!.Lines.Count + (31 * compiled.Spec.Parameters.Count);
}
