using System;
using System.Collections.Generic;
using System.Linq;
using System.Numerics;
using System.Reflection;
using System.Runtime.CompilerServices;
using RnnGen.Generator.Ir;
using RnnGen.Generator.Model;
using RnnGen.Integration.Tests.Harness;
using RnnGen.Kernels;

namespace RnnGen.Integration.Tests.Attending;

/// <summary>Runs cells that attend: as generated, by the interpreter, and as the plain C# they are.</summary>
internal static class AttentionRunner
{
    public static CellPass<T> Forward<T>(RecurrentCell<T> cell, AttentionProblem problem, CellPass<T>? pass = null)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Problem steps = problem.Steps;
        var input = Sequence.From(Tensor.FromDoubles(steps.Input, steps.Batch, steps.Steps, steps.InputSize), steps.Lengths);
        return Forward(cell, input, problem.MemorySequence, CellRunner.State(cell, steps.Initial, steps.Batch), pass);
    }

    /// <summary>Calls the typed method of the generated class.</summary>
    public static CellPass<T> Forward<T>(RecurrentCell<T> cell, Sequence input, Sequence memory, RecurrentState? initial, CellPass<T>? pass = null)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        MethodInfo forward = cell.GetType().GetMethods().Single(m => m.Name == "Forward" && m.DeclaringType == cell.GetType());
        try
        {
            return (CellPass<T>)forward.Invoke(cell, [input, memory, initial, pass])!;
        }
        catch (TargetInvocationException e)
        {
            throw new InvalidOperationException(e.InnerException!.ToString(), e.InnerException);
        }
    }

    public static AttentionResults Run<T>(RecurrentCell<T> cell, AttentionProblem problem, CellPass<T>? own = null)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Problem steps = problem.Steps;
        cell.Gradients.Clear();
        CellPass<T> pass = Forward(cell, problem, own);
        double[] output = pass.Output.ToTensor().ToDoubleArray();
        double[][] final = CellRunner.Values(pass.FinalState);
        pass.Backward(
            Tensor.FromDoubles(steps.OutputGradient, steps.Batch, steps.Steps, steps.OutputSize),
            CellRunner.State(cell, steps.FinalGradient, steps.Batch));
        var result = new CellResult(
            output, final, pass.InputGradient.ToDoubleArray(), CellRunner.Values(pass.InitialStateGradient),
            cell.Parameters.ToDictionary(p => p.Name, p => p.Gradient.ToDoubleArray()));
        return new AttentionResults(result, pass.MemoryGradient.ToDoubleArray());
    }

    public static double Loss<T>(RecurrentCell<T> cell, AttentionProblem problem)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        CellPass<T> pass = Forward(cell, problem);
        return problem.Steps.Loss([pass.Output.ToTensor().ToDoubleArray()], CellRunner.Values(pass.FinalState));
    }

    public static AttentionResults Interpret(CellGraph graph, RecurrentCell<double> cell, AttentionProblem problem)
    {
        CellSpec spec = graph.Spec;
        double[][] parameters = [.. spec.Parameters.Select(p => cell.Parameters[p.Name].Value.ToDoubleArray())];
        double[][] gradients = [.. parameters.Select(p => new double[p.Length])];
        Problem steps = problem.Steps;
        var result = new CellResult(
            new double[steps.OutputGradient.Length],
            [.. steps.Initial.Select(h => new double[h.Length])],
            new double[steps.Input.Length],
            [.. steps.Initial.Select(h => new double[h.Length])],
            spec.Parameters.Select((p, i) => (p.Name, i)).ToDictionary(p => p.Name, p => gradients[p.i]));
        var memory = new double[problem.Memory.Length];
        for (int b = 0; b < steps.Batch; b++)
        {
            var interpreter = new Interpreter(graph, parameters, problem.MemoryOf(b));
            GraphRunner.RunSequence(interpreter, spec, steps, b, gradients, result);
            interpreter.MemoryGradient.CopyTo(memory, b * problem.Positions * problem.MemorySize);
        }

        return new AttentionResults(result, memory);
    }

    /// <summary>Outputs (B,T,O), 0 at padding, and final states (B,H), of the step as plain C#.</summary>
    public static (double[] Output, double[][] Final) Plain<T>(RecurrentCell<T> cell, MethodInfo step, AttentionProblem problem)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Problem steps = problem.Steps;
        var output = new double[steps.OutputGradient.Length];
        double[][] final = [.. steps.Initial.Select(h => (double[])h.Clone())];
        string[] names = step.ReturnParameter.GetCustomAttribute<TupleElementNamesAttribute>() is { } tupleNames
            ? [.. tupleNames.TransformNames.Select(name => name!)]
            : [cell.StateNames[0]];
        string outputName = step.GetCustomAttribute<StepAttribute>()!.Output ?? names[0];
        for (int b = 0; b < steps.Batch; b++)
        {
            double[] values = problem.MemoryOf(b);
            var rows = new double[problem.MemoryLengths[b], problem.MemorySize];
            Buffer.BlockCopy(values, 0, rows, 0, values.Length * sizeof(double));
            var memory = RnnGen.Memory.From(rows);
            Vector[] states = [.. steps.Initial.Select((h, i) => Vector.From(h[Problem.Row(b, steps.StateSizes[i])]))];
            for (int t = 0; t < steps.Lengths[b]; t++)
            {
                var x = Vector.From(steps.Input[steps.Step(b, t, steps.InputSize)]);
                var carried = new Queue<Vector>(states);
                object[] arguments = [.. step.GetParameters().Select(p =>
                    p.IsDefined(typeof(MemoryAttribute)) ? (object)memory : p.IsDefined(typeof(StateAttribute)) ? carried.Dequeue() : x)];
                object returned = step.Invoke(cell, arguments)!;
                object[] results = returned is ITuple tuple ? [.. Enumerable.Range(0, tuple.Length).Select(i => tuple[i]!)] : [returned];
                ((Vector)results[Array.IndexOf(names, outputName)]).ToArray().CopyTo(output, steps.Step(b, t, steps.OutputSize).Start.Value);
                states = [.. cell.StateNames.Select(name => (Vector)results[Array.IndexOf(names, name)])];
            }

            for (int i = 0; i < states.Length; i++)
            {
                states[i].ToArray().CopyTo(final[i], b * steps.StateSizes[i]);
            }
        }

        return (output, final);
    }
}
