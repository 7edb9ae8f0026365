using System;
using System.Collections.Generic;
using System.Linq;
using System.Numerics;
using System.Reflection;
using System.Runtime.CompilerServices;
using RnnGen.Kernels;

namespace RnnGen.Integration.Tests.Harness;

/// <summary>Runs a cell's step method as the plain C# it is, sequence by sequence.</summary>
internal static class PlainRunner
{
    /// <summary>Outputs (B,T,O), the main one first, 0 at padding, and final states (B,H).</summary>
    /// <param name="cell">The cell.</param>
    /// <param name="step">Its step method.</param>
    /// <param name="problem">The batch.</param>
    public static (double[][] Outputs, double[][] Final) Run<T>(RecurrentCell<T> cell, MethodInfo step, Problem problem)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Strand[] weights = [.. problem.OutputGradients];
        double[][] outputs = [.. weights.Select(strand => new double[strand.Values.Length])];
        double[][] final = [.. problem.Initial.Select(h => (double[])h.Clone())];
        string[] names = ReturnedNames(cell, step);
        string main = step.GetCustomAttribute<StepAttribute>()!.Output ?? names.FirstOrDefault(name => !cell.StateNames.Contains(name)) ?? names[0];
        string[] outputNames = [main, .. names.Where(name => name != main && !cell.StateNames.Contains(name))];
        for (int b = 0; b < problem.Batch; b++)
        {
            object[] states = [.. problem.Initial.Select((h, i) => State(h[Problem.Row(b, problem.StateSizes[i])], cell.InitialState().Values[i].Dims))];
            for (int t = 0; t < problem.Lengths[b]; t++)
            {
                object returned = step.Invoke(cell, [.. Arguments(step, problem, b, t, states)])!;
                object[] values = returned is ITuple tuple ? [.. Enumerable.Range(0, tuple.Length).Select(i => tuple[i]!)] : [returned];
                for (int i = 0; i < outputNames.Length; i++)
                {
                    Numbers(values[Array.IndexOf(names, outputNames[i])]).CopyTo(outputs[i], problem.Step(b, t, weights[i].Size).Start.Value);
                }

                states = [.. cell.StateNames.Select(name => values[Array.IndexOf(names, name)])];
            }

            for (int i = 0; i < states.Length; i++)
            {
                Numbers(states[i]).CopyTo(final[i], b * problem.StateSizes[i]);
            }
        }

        return (outputs, final);
    }

    private static object State(double[] values, IReadOnlyList<int> dims)
    {
        if (dims.Count == 2)
        {
            return Vector.From(values);
        }

        var matrix = new double[dims[1], dims[2]];
        Buffer.BlockCopy(values, 0, matrix, 0, values.Length * sizeof(double));
        return Matrix.From(matrix);
    }

    private static IEnumerable<object> Arguments(MethodInfo step, Problem problem, int b, int t, object[] states)
    {
        int state = 0, input = 0;
        Strand[] given = [.. problem.Inputs];
        foreach (ParameterInfo parameter in step.GetParameters())
        {
            if (parameter.IsDefined(typeof(StateAttribute)))
            {
                yield return states[state++];
            }
            else if (parameter.IsDefined(typeof(StepIndexAttribute)))
            {
                yield return new Scalar(t);
            }
            else if (parameter.ParameterType == typeof(int))
            {
                yield return problem.Tokens![(b * problem.Steps) + t];
            }
            else
            {
                Strand strand = given[input++];
                double[] values = strand.Values[problem.Step(b, t, strand.Size)];
                yield return parameter.ParameterType == typeof(Scalar) ? new Scalar(values[0]) : Vector.From(values);
            }
        }
    }

    private static double[] Numbers(object value) => value switch
    {
        Matrix matrix => [.. matrix.ToArray().Cast<double>()],
        Scalar scalar => [scalar.Value],
        _ => ((Vector)value).ToArray(),
    };

    private static string[] ReturnedNames<T>(RecurrentCell<T> cell, MethodInfo step)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        step.ReturnParameter.GetCustomAttribute<TupleElementNamesAttribute>() is { } names
            ? [.. names.TransformNames.OfType<string>()] // a tuple of more than seven lists a null for its tail
            : [cell.StateNames.Count > 0 ? cell.StateNames[0] : "y"];
}
