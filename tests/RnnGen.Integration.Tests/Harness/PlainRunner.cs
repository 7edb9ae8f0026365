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
    /// <summary>Outputs (B,T,O), 0 at padding, and final states (B,H).</summary>
    /// <param name="cell">The cell.</param>
    /// <param name="step">Its step method: the input, then the states.</param>
    /// <param name="problem">The batch.</param>
    public static (double[] Output, double[][] Final) Run<T>(RecurrentCell<T> cell, MethodInfo step, Problem problem)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var output = new double[problem.OutputGradient.Length];
        double[][] final = [.. problem.Initial.Select(h => (double[])h.Clone())];
        string[] names = ReturnedNames(cell, step);
        string outputName = step.GetCustomAttribute<StepAttribute>()!.Output ?? names[0];
        for (int b = 0; b < problem.Batch; b++)
        {
            object[] states = [.. problem.Initial.Select((h, i) => State(h[Problem.Row(b, problem.StateSizes[i])], cell.InitialState().Values[i].Dims))];
            for (int t = 0; t < problem.Lengths[b]; t++)
            {
                var x = Vector.From(problem.Input[problem.Step(b, t, problem.InputSize)]);
                object returned = step.Invoke(cell, [.. Arguments(step, x, states)])!;
                object[] values = returned is ITuple tuple ? [.. Enumerable.Range(0, tuple.Length).Select(i => tuple[i]!)] : [returned];
                Numbers(values[Array.IndexOf(names, outputName)]).CopyTo(output, problem.Step(b, t, problem.OutputSize).Start.Value);
                states = [.. cell.StateNames.Select(name => values[Array.IndexOf(names, name)])];
            }

            for (int i = 0; i < states.Length; i++)
            {
                Numbers(states[i]).CopyTo(final[i], b * problem.StateSizes[i]);
            }
        }

        return (output, final);
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

    private static double[] Numbers(object value) => value is Matrix matrix ? [.. matrix.ToArray().Cast<double>()] : ((Vector)value).ToArray();

    private static object[] Arguments(MethodInfo step, Vector x, object[] states)
    {
        int state = 0;
        return [.. step.GetParameters().Select(p => p.IsDefined(typeof(StateAttribute)) ? states[state++] : x)];
    }

    private static string[] ReturnedNames<T>(RecurrentCell<T> cell, MethodInfo step)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        step.ReturnParameter.GetCustomAttribute<TupleElementNamesAttribute>() is { } names
            ? [.. names.TransformNames.Select(name => name!)]
            : [cell.StateNames[0]];
}
