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
        double[] output = pass.Output.ToTensor().ToDoubleArray();
        double[][] final = Values(pass.FinalState);
        pass.Backward(
            Tensor.FromDoubles(problem.OutputGradient, problem.Batch, problem.Steps, problem.OutputSize),
            State(cell, problem.FinalGradient, problem.Batch));
        return new CellResult(
            output,
            final,
            pass.InputGradient.ToDoubleArray(),
            Values(pass.InitialStateGradient),
            cell.Parameters.ToDictionary(p => p.Name, p => p.Gradient.ToDoubleArray()));
    }

    /// <summary>The loss alone.</summary>
    public static double Loss<T>(RecurrentCell<T> cell, Problem problem)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        CellPass<T> pass = Forward(cell, problem);
        return problem.Loss(pass.Output.ToTensor().ToDoubleArray(), Values(pass.FinalState));
    }

    public static CellPass<T> Forward<T>(RecurrentCell<T> cell, Problem problem)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        Forward(cell.CreatePass(), cell, problem);

    public static CellPass<T> Forward<T>(CellPass<T> pass, RecurrentCell<T> cell, Problem problem)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        pass.Forward(
            Sequence.From(Tensor.FromDoubles(problem.Input, problem.Batch, problem.Steps, problem.InputSize), problem.Lengths),
            State(cell, problem.Initial, problem.Batch));

    public static RecurrentState State<T>(RecurrentCell<T> cell, IReadOnlyList<double[]> values, int batch)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        new(cell.StateNames, [.. values.Select((v, i) => Tensor.FromDoubles(v, [.. cell.InitialState(batch).Values[i].Dims]))]);

    public static double[][] Values(RecurrentState state) => [.. state.Values.Select(v => v.ToDoubleArray())];
}
