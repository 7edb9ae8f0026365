using System.Collections.Generic;
using System.Linq;
using RnnGen.Generator.Ir;
using RnnGen.Generator.Model;
using RnnGen.Kernels;

namespace RnnGen.Integration.Tests.Harness;

/// <summary>Runs the compiler's graph of a cell with its interpreter, sequence by sequence.</summary>
internal static class GraphRunner
{
    public static CellResult Run(CellGraph graph, RecurrentCell<double> cell, Problem problem)
    {
        CellSpec spec = graph.Spec;
        double[][] parameters = [.. spec.Parameters.Select(p => cell.Parameters[p.Name].Value.ToDoubleArray())];
        double[][] gradients = [.. parameters.Select(p => new double[p.Length])];
        var interpreter = new Interpreter(graph, parameters);
        var result = new CellResult(
            new double[problem.OutputGradient.Length],
            [.. problem.Initial.Select(h => new double[h.Length])],
            new double[problem.Input.Length],
            [.. problem.Initial.Select(h => new double[h.Length])],
            spec.Parameters.Select((p, i) => (p.Name, i)).ToDictionary(p => p.Name, p => gradients[p.i]));
        for (int b = 0; b < problem.Batch; b++)
        {
            RunSequence(interpreter, problem, b, gradients, result);
        }

        return result;
    }

    /// <summary>A value of the graph at every real step, row-major (B,T,size), 0 at padding.</summary>
    public static double[] ValueOf(CellGraph graph, Value value, RecurrentCell<double> cell, Problem problem)
    {
        double[][] parameters = [.. graph.Spec.Parameters.Select(p => cell.Parameters[p.Name].Value.ToDoubleArray())];
        var interpreter = new Interpreter(graph with { Output = value }, parameters);
        int size = value.Size!.Value;
        var result = new double[problem.Batch * problem.Steps * size];
        for (int b = 0; b < problem.Batch; b++)
        {
            double[][] state = [.. problem.Initial.Select((h, i) => h[Problem.Row(b, problem.StateSizes[i])])];
            for (int t = 0; t < problem.Lengths[b]; t++)
            {
                (state, double[] output) = interpreter.Step([problem.Input[problem.Step(b, t, problem.InputSize)]], state);
                output.CopyTo(result, problem.Step(b, t, size).Start.Value);
            }
        }

        return result;
    }

    public static void RunSequence(Interpreter interpreter, Problem problem, int b, double[][] gradients, CellResult result)
    {
        int states = problem.StateSizes.Length;
        double[][] initial = [.. problem.Initial.Select((h, i) => h[Problem.Row(b, problem.StateSizes[i])])];
        var inputs = new List<double[][]>();
        var outputGradients = new List<double[]>();
        double[][] current = initial;
        for (int t = 0; t < problem.Lengths[b]; t++)
        {
            inputs.Add([problem.Input[problem.Step(b, t, problem.InputSize)]]);
            outputGradients.Add(problem.OutputGradient[problem.Step(b, t, problem.OutputSize)]);
            (current, double[] output) = interpreter.Step(inputs[t], current);
            output.CopyTo(result.Output, problem.Step(b, t, problem.OutputSize).Start.Value);
        }

        double[][] carried = [.. problem.FinalGradient.Select((h, i) => h[Problem.Row(b, problem.StateSizes[i])])];
        double[][][] inputGradients = interpreter.Backward(inputs, initial, outputGradients, carried, gradients);
        for (int t = 0; t < problem.Lengths[b]; t++)
        {
            inputGradients[t][0].CopyTo(result.Input, problem.Step(b, t, problem.InputSize).Start.Value);
        }

        for (int i = 0; i < states; i++)
        {
            int start = b * problem.StateSizes[i];
            current[i].CopyTo(result.Final[i], start);
            carried[i].CopyTo(result.Initial[i], start);
        }
    }
}
