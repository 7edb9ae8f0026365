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
        double[][] parameters = [.. spec.Parameters.Select(p => cell.Parameters[p.Member].Value.ToDoubleArray())];
        double[][] gradients = [.. parameters.Select(p => new double[p.Length])];
        var interpreter = new Interpreter(graph, parameters);
        var result = new CellResult(
            new double[problem.OutputGradient.Length],
            [.. problem.Initial.Select(h => new double[h.Length])],
            new double[problem.Input.Length],
            [.. problem.Initial.Select(h => new double[h.Length])],
            spec.Parameters.Select((p, i) => (p.Member, i)).ToDictionary(p => p.Member, p => gradients[p.i]))
        {
            MoreOutputs = [.. problem.MoreOutputGradients.Select(strand => new double[strand.Values.Length])],
            MoreInputs = [.. problem.MoreInputs.Select(strand => new double[strand.Values.Length])],
        };
        for (int b = 0; b < problem.Batch; b++)
        {
            RunSequence(interpreter, spec, problem, b, gradients, result);
        }

        return result;
    }

    /// <summary>A value of the graph at every real step, row-major (B,T,size), 0 at padding.</summary>
    public static double[] ValueOf(CellGraph graph, Value value, RecurrentCell<double> cell, Problem problem)
    {
        double[][] parameters = [.. graph.Spec.Parameters.Select(p => cell.Parameters[p.Member].Value.ToDoubleArray())];
        var interpreter = new Interpreter(graph with { Outputs = [value] }, parameters);
        int size = value.Size!.Value;
        var result = new double[problem.Batch * problem.Steps * size];
        for (int b = 0; b < problem.Batch; b++)
        {
            double[][] state = [.. problem.Initial.Select((h, i) => h[Problem.Row(b, problem.StateSizes[i])])];
            for (int t = 0; t < problem.Lengths[b]; t++)
            {
                (state, double[][] outputs) = interpreter.Step(InputsAt(graph.Spec, problem, b, t), state);
                outputs[0].CopyTo(result, problem.Step(b, t, size).Start.Value);
            }
        }

        return result;
    }

    private static double[][] InputsAt(CellSpec spec, Problem problem, int b, int t)
    {
        using IEnumerator<Strand> given = problem.Inputs.GetEnumerator();
        return [.. spec.Inputs.Select(input => input.Kind switch
        {
            InputKind.StepIndex => new double[] { t },
            InputKind.Token => [problem.Tokens![(b * problem.Steps) + t]],
            _ => given.MoveNext() ? given.Current.Values[problem.Step(b, t, given.Current.Size)] : [],
        })];
    }

    public static void RunSequence(Interpreter interpreter, CellSpec spec, Problem problem, int b, double[][] gradients, CellResult result)
    {
        int states = problem.StateSizes.Length;
        double[][] initial = [.. problem.Initial.Select((h, i) => h[Problem.Row(b, problem.StateSizes[i])])];
        var inputs = new List<double[][]>();
        var outputGradients = new List<double[][]>();
        Strand[] given = [.. problem.Inputs], weights = [.. problem.OutputGradients];
        int[] positions = [.. Enumerable.Range(0, spec.Inputs.Count).Where(i => spec.Inputs[i].Kind == InputKind.Given)];
        double[][] current = initial;
        for (int t = 0; t < problem.Lengths[b]; t++)
        {
            inputs.Add(InputsAt(spec, problem, b, t));
            outputGradients.Add([.. weights.Select(strand => strand.Values[problem.Step(b, t, strand.Size)])]);
            (current, double[][] outputs) = interpreter.Step(inputs[t], current);
            foreach ((double[] values, (double[] target, Strand strand)) in outputs.Zip(result.Outputs.Zip(weights)))
            {
                values.CopyTo(target, problem.Step(b, t, strand.Size).Start.Value);
            }
        }

        double[][] carried = [.. problem.FinalGradient.Select((h, i) => h[Problem.Row(b, problem.StateSizes[i])])];
        double[][][] inputGradients = interpreter.Backward(inputs, initial, outputGradients, carried, gradients);
        for (int t = 0; t < problem.Lengths[b]; t++)
        {
            foreach ((double[] target, (int position, Strand strand)) in result.Inputs.Zip(positions.Zip(given)))
            {
                inputGradients[t][position].CopyTo(target, problem.Step(b, t, strand.Size).Start.Value);
            }
        }

        for (int i = 0; i < states; i++)
        {
            int start = b * problem.StateSizes[i];
            current[i].CopyTo(result.Final[i], start);
            carried[i].CopyTo(result.Initial[i], start);
        }
    }
}
