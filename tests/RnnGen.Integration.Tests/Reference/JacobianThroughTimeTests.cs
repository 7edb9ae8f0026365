using System;
using System.Linq;
using System.Numerics;
using RnnGen.Integration.Tests.Harness;
using RnnGen.Kernels;
using RnnGen.Testing;
using Xunit;

namespace RnnGen.Integration.Tests.Reference;

/// <summary>Kind jacobian_through_time, and what it says nothing about: cells with two states, exponents, side effects.</summary>
public sealed class JacobianThroughTimeTests
{
    public static TheoryData<string, Precision> Rows => ReferenceCase.Rows("jacobian_through_time");

    [Theory]
    [MemberData(nameof(Rows))]
    public void Jacobians_and_norms_agree(string name, Precision precision)
    {
        ReferenceCase item = ReferenceCase.Load("jacobian_through_time", name);
        Assert.Equal("rnn_tanh", item.Config.GetProperty("cell").GetString());
        if (precision == Precision.Single)
        {
            Check(item, precision, new ThroughTimeRnnSingle());
        }
        else
        {
            Check(item, precision, new ThroughTimeRnnDouble());
        }
    }

    [Fact]
    public void A_cell_with_two_states_against_central_differences()
    {
        var cell = new ThroughTimeLstmDouble(seed: 3);
        Problem problem = Problem.Random(cell, 4, 6, 3);
        var input = Sequence.From(Tensor.FromDoubles(problem.Input, problem.Batch, problem.Steps, problem.InputSize), problem.Lengths);
        RecurrentState initial = CellRunner.State(cell, problem.Initial, problem.Batch);
        cell.Forward(input, initial).Backward(Tensor.FromDoubles(problem.OutputGradient, problem.Batch, problem.Steps, problem.OutputSize));
        double[] gradients = [.. cell.Parameters.SelectMany(p => p.Gradient.ToDoubleArray())];

        for (int b = 0; b < problem.Batch; b++)
        {
            JacobianThroughTime jacobians = JacobianThroughTime.Of(cell, input, initial, b);
            Assert.Equal(problem.Lengths[b], jacobians.ToStart.Count);
            Tensor whole = jacobians.ToStart[^1];
            const double h = 1e-6;
            for (int j = 0; j < 10; j++)
            {
                double[] Final(double shift)
                {
                    double[][] moved = [.. problem.Initial.Select(values => (double[])values.Clone())];
                    moved[j / 5][(b * 5) + (j % 5)] += shift;
                    double[][] final = CellRunner.Values(cell.Forward(input, CellRunner.State(cell, moved, problem.Batch)).FinalState);
                    return [.. final.SelectMany(values => values.Skip(b * 5).Take(5))];
                }

                double[] up = Final(h), down = Final(-h);
                for (int i = 0; i < 10; i++)
                {
                    Assert.Equal((up[i] - down[i]) / (2 * h), whole.GetDouble((i * 10) + j), 1e-8);
                }
            }
        }

        Assert.Equal(gradients, cell.Parameters.SelectMany(p => p.Gradient.ToDoubleArray()));
        Assert.Equal(GradientState.Accumulated, cell.Gradients.State);
    }

    [Fact]
    public void Exponents_of_a_linear_map_are_the_logarithms_of_its_eigenvalues()
    {
        var cell = new LinearMap();
        cell.Parameters["U"].Set([0.5, 3, 0, 1.2]); // triangular: the eigenvalues are on the diagonal
        JacobianThroughTime jacobians = JacobianThroughTime.Of(cell, Sequence.From(new Tensor(1, 3000, 1)));
        Assert.Equal(Math.Log(1.2), jacobians.LyapunovExponents[0], 1e-3);
        Assert.Equal(Math.Log(0.5), jacobians.LyapunovExponents[1], 1e-3);
        Assert.Equal(Math.Log(0.6), jacobians.LyapunovExponents.Sum(), 1e-12); // the determinant
        Assert.Equal(Math.Sqrt((10.69 + Math.Sqrt((10.69 * 10.69) - (4 * 0.36))) / 2), jacobians.StepSpectralNorms[7], 1e-13);

        cell.Parameters["U"].Set([Math.Cos(1), -Math.Sin(1), Math.Sin(1), Math.Cos(1)]);
        jacobians = JacobianThroughTime.Of(cell, Sequence.From(new Tensor(1, 200, 1)));
        Assert.Equal(1, jacobians.SpectralNormsToStart[^1], 1e-12);
        Assert.Equal(Math.Sqrt(2), jacobians.FrobeniusNormsToStart[^1], 1e-12);
        Assert.All(jacobians.LyapunovExponents, exponent => Assert.Equal(0, exponent, 1e-12));

        cell.Parameters["U"].Set([0.0, 0, 0, 2]);
        Assert.Equal([Math.Log(2), double.NegativeInfinity], JacobianThroughTime.Of(cell, Sequence.From(new Tensor(1, 5, 1))).LyapunovExponents);
    }

    [Fact]
    public void A_cell_with_several_outputs_has_the_jacobian_of_its_state()
    {
        var cell = new TwoOutputMap();
        cell.Parameters["U"].Set([0.5, 3, 0, 1.2]);
        Assert.Equal([0.5, 3, 0, 1.2], JacobianThroughTime.Of(cell, Sequence.From(new Tensor(1, 2, 2))).StepJacobians[1].ToDoubleArray());
    }

    [Fact]
    public void Bad_arguments_are_named()
    {
        var cell = new ThroughTimeRnnSingle();
        Assert.Throws<ShapeMismatchException>(() => JacobianThroughTime.Of(cell, Sequence.From(new Tensor(1, 2, 4))));
        Assert.Throws<ShapeMismatchException>(() => JacobianThroughTime.Of(cell, Sequence.From(new Tensor(1, 2, 3)), new RecurrentState(["h"], [new Tensor(1, 4)])));
        Assert.Throws<ArgumentOutOfRangeException>(() => JacobianThroughTime.Of(cell, Sequence.From(new Tensor(1, 2, 3)), sequence: 1));
        Assert.Empty(JacobianThroughTime.Of(cell, Sequence.From(new Tensor(1, 2, 3), [0])).StepJacobians);
    }

    private static void Check<T>(ReferenceCase item, Precision precision, RecurrentCell<T> cell)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        LayerParameters.Set(cell.Parameters, item, precision, stored => stored.Replace("_l0", "", StringComparison.Ordinal));
        Tensor x = item.Tensor("in.x", precision), start = item.Tensor("in.h0", precision);
        JacobianThroughTime jacobians = JacobianThroughTime.Of(
            cell, Sequence.From(x.Reshape(1, x.Dims[0], x.Dims[1])), new RecurrentState(cell.StateNames, [start.Reshape(1, start.Count)]));
        item.AssertClose("out.step_jacobians", [.. jacobians.StepJacobians.SelectMany(j => j.ToDoubleArray())], precision);
        item.AssertClose("out.jacobian_to_start", [.. jacobians.ToStart.SelectMany(j => j.ToDoubleArray())], precision);
        item.AssertClose("out.step_spectral_norm", [.. jacobians.StepSpectralNorms], precision);
        item.AssertClose("out.spectral_norm_to_start", [.. jacobians.SpectralNormsToStart], precision);
        item.AssertClose("out.frobenius_norm_to_start", [.. jacobians.FrobeniusNormsToStart], precision);
    }
}

/// <summary>h' = W x + U h.</summary>
[RecurrentCell(Precision = Precision.Double)]
public sealed partial class LinearMap
{
    [Weight(2, 1)]
    public partial Matrix W { get; }

    [Weight(2, 2)]
    public partial Matrix U { get; }

    [Step]
    private Vector Next([Input(1)] Vector x, [State(2)] Vector h) => W * x + U * h;
}

/// <summary>h' = x + U h, with two outputs made of it.</summary>
[RecurrentCell(Precision = Precision.Double)]
public sealed partial class TwoOutputMap
{
    [Weight(2, 2)]
    public partial Matrix U { get; }

    [Step]
    private (Vector y, Vector z, Vector h) Next([Input(2)] Vector x, [State(2)] Vector h)
    {
        var next = x + U * h;
        return (2 * next, 3 * next, next);
    }
}
