using System;
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
            Vector[] states = [.. problem.Initial.Select((h, i) => Vector.From(h[Problem.Row(b, problem.StateSizes[i])]))];
            for (int t = 0; t < problem.Lengths[b]; t++)
            {
                var x = Vector.From(problem.Input[problem.Step(b, t, problem.InputSize)]);
                object returned = step.Invoke(cell, [.. Arguments(step, x, states)])!;
                Vector[] values = returned is ITuple tuple ? [.. Enumerable.Range(0, tuple.Length).Select(i => (Vector)tuple[i]!)] : [(Vector)returned];
                values[Array.IndexOf(names, outputName)].ToArray().CopyTo(output, problem.Step(b, t, problem.OutputSize).Start.Value);
                states = [.. cell.StateNames.Select(name => values[Array.IndexOf(names, name)])];
            }

            for (int i = 0; i < states.Length; i++)
            {
                states[i].ToArray().CopyTo(final[i], b * problem.StateSizes[i]);
            }
        }

        return (output, final);
    }

    private static object[] Arguments(MethodInfo step, Vector x, Vector[] states)
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
