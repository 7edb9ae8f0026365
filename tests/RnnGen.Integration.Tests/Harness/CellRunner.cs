using System;
using System.Collections.Generic;
using System.Linq;
using System.Numerics;
using RnnGen.Kernels;

namespace RnnGen.Integration.Tests.Harness;

/// <summary>Runs generated cells through their public interface.</summary>
internal static class CellRunner
{
    public static CellResult Run<T>(RecurrentCell<T> cell, Problem problem)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => Run(cell, problem, cell.CreatePass());

    public static CellResult Run<T>(RecurrentCell<T> cell, Problem problem, CellPass<T> pass)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        cell.Gradients.Clear();
        Forward(pass, cell, problem);
        double[][] outputs = Outputs(pass);
        double[][] final = Values(pass.FinalState);
        Tensor[] gradients = [.. problem.OutputGradients.Select(strand => Tensor.FromDoubles(strand.Values, problem.Batch, problem.Steps, strand.Size))];
        if (gradients.Length == 1)
        {
            pass.Backward(gradients[0], State(cell, problem.FinalGradient, problem.Batch));
        }
        else
        {
            pass.BackwardFrom(gradients, State(cell, problem.FinalGradient, problem.Batch));
        }

        return new CellResult(
            outputs[0],
            final,
            cell.InputNames.Count == 0 ? [] : pass.InputGradient.ToDoubleArray(),
            Values(pass.InitialStateGradient),
            cell.Parameters.ToDictionary(p => p.Name, p => p.Gradient.ToDoubleArray()))
        {
            MoreOutputs = outputs[1..],
            MoreInputs = [.. cell.InputNames.Skip(1).Select(name => pass.InputGradientOf(name).ToDoubleArray())],
        };
    }

    /// <summary>The loss alone.</summary>
    public static double Loss<T>(RecurrentCell<T> cell, Problem problem)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        CellPass<T> pass = Forward(cell, problem);
        return problem.Loss(Outputs(pass), Values(pass.FinalState));
    }

    public static CellPass<T> Forward<T>(RecurrentCell<T> cell, Problem problem)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        Forward(cell.CreatePass(), cell, problem);

    public static CellPass<T> Forward<T>(CellPass<T> pass, RecurrentCell<T> cell, Problem problem)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        Forward(pass, cell, [.. Arguments(problem)], State(cell, problem.Initial, problem.Batch));

    /// <summary>A pass over given arguments of the cell's Forward.</summary>
    public static CellPass<T> Forward<T>(CellPass<T> pass, RecurrentCell<T> cell, object[] arguments, RecurrentState initial)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => arguments is [Sequence only]
        ? pass.Forward(only, initial)
        : (CellPass<T>)cell.GetType().GetMethod(nameof(cell.Forward), [.. arguments.Select(TypeOf), typeof(RecurrentState), typeof(CellPass<T>)])!
            .Invoke(cell, [.. arguments, initial, pass])!;

    // The token is the last input of every cell here.
    private static IEnumerable<object> Arguments(Problem problem)
    {
        IEnumerable<object> sequences = problem.Inputs.Select(strand =>
            Sequence.From(Tensor.FromDoubles(strand.Values, problem.Batch, problem.Steps, strand.Size), problem.Lengths));
        return problem.Tokens is { } ids ? sequences.Append(Tokens(problem, ids)) : sequences;
    }

    private static Tokens Tokens(Problem problem, int[] ids)
    {
        var rows = new int[problem.Batch, problem.Steps];
        Buffer.BlockCopy(ids, 0, rows, 0, ids.Length * sizeof(int));
        return RnnGen.Tokens.From(rows, problem.Lengths);
    }

    private static Type TypeOf(object argument) => argument is Sequence ? typeof(Sequence) : argument.GetType();

    private static double[][] Outputs<T>(CellPass<T> pass)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => [.. pass.Outputs.Select(output => output.ToTensor().ToDoubleArray())];

    public static RecurrentState State<T>(RecurrentCell<T> cell, IReadOnlyList<double[]> values, int batch)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        cell.StateNames.Count == 0 ? cell.InitialState(batch) : new(cell.StateNames, [.. values.Select((v, i) => Tensor.FromDoubles(v, [.. cell.InitialState(batch).Values[i].Dims]))]);

    public static double[][] Values(RecurrentState state) => [.. state.Values.Select(v => v.ToDoubleArray())];
}
