using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Numerics;
using RnnGen.Kernels;

namespace RnnGen;

/// <summary>
/// The Jacobians of a cell's steps along one sequence, J_t = ds_(t+1)/ds_t at the states it visits, and their products
/// ds_(t+1)/ds_0 = J_t ⋯ J_0: what becomes of a small change of the state, and so of a gradient on its way back. A cell with several
/// states has them side by side in s.
/// </summary>
public sealed class JacobianThroughTime
{
    private JacobianThroughTime(double[][,] steps)
    {
        var products = new double[steps.Length][,];
        for (int t = 0; t < steps.Length; t++)
        {
            products[t] = t == 0 ? steps[t] : DenseMatrix.Multiply(steps[t], products[t - 1]);
        }

        StepJacobians = [.. steps.Select(AsTensor)];
        ToStart = [.. products.Select(AsTensor)];
        StepSpectralNorms = [.. steps.Select(DenseMatrix.SpectralNorm)];
        SpectralNormsToStart = [.. products.Select(DenseMatrix.SpectralNorm)];
        FrobeniusNormsToStart = [.. products.Select(DenseMatrix.FrobeniusNorm)];
        LyapunovExponents = [.. DenseMatrix.LyapunovExponents(steps)];
    }

    /// <summary>J_t for each step, (S,S): row i, column j holds ds_(t+1),i / ds_t,j.</summary>
    public IReadOnlyList<Tensor> StepJacobians { get; }

    /// <summary>J_t ⋯ J_0 for each step, (S,S).</summary>
    public IReadOnlyList<Tensor> ToStart { get; }

    /// <summary>Largest singular value of each J_t: the most that a step can stretch a change.</summary>
    public IReadOnlyList<double> StepSpectralNorms { get; }

    /// <summary>Largest singular value of each product.</summary>
    public IReadOnlyList<double> SpectralNormsToStart { get; }

    /// <summary>Root of the sum of squares of each product.</summary>
    public IReadOnlyList<double> FrobeniusNormsToStart { get; }

    /// <summary>
    /// Mean growth per step along each of S orthogonal directions, in nats, largest first, (S): below 0 changes die out, above 0 the
    /// dynamics are chaotic and gradients explode. Found by a QR decomposition at every step, so that nothing under- or overflows.
    /// Negative infinity along a direction that a step wipes out.
    /// </summary>
    public IReadOnlyList<double> LyapunovExponents { get; }

    /// <summary>
    /// Measures a cell with its generated backward pass: at each step one batch with a basis vector for each element of the state. The
    /// cell's parameters and gradients are left as they are.
    /// </summary>
    /// <param name="cell">A cell that reads one sequence of vectors.</param>
    /// <param name="input">(B,T,I).</param>
    /// <param name="initial">States before the first step; zeros when null.</param>
    /// <param name="sequence">Which sequence of the batch, 0 to B - 1.</param>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <exception cref="ShapeMismatchException">The input has other features than the cell reads, or a state another shape.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such sequence.</exception>
    /// <exception cref="InvalidOperationException">The cell reads other inputs than one sequence of vectors.</exception>
    public static JacobianThroughTime Of<T>(RecurrentCell<T> cell, Sequence input, RecurrentState? initial = null, int sequence = 0)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(cell);
        ArgumentNullException.ThrowIfNull(input);
        cell.ThrowIfSeveralInputs();
        if (cell.MemorySize > 0)
        {
            throw new InvalidOperationException($"{cell.GetType().Name} attends over a memory, which a step alone does not have.");
        }

        ArgumentOutOfRangeException.ThrowIfNegative(sequence);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(sequence, input.Batch);
        if (input.Features != cell.InputSize)
        {
            throw new ShapeMismatchException(nameof(input), $"(B, T, I={cell.InputSize})", $"(B={input.Batch}, T={input.Steps}, {input.Features})");
        }

        var probe = new StepProbe<T>(cell, input.Packing.Lengths[sequence]);
        Panel<double> rows = Losses.PackDoubles(input);
        int rank = input.Packing.Order.IndexOf(sequence);
        var x = new double[cell.InputSize];
        double[] state = probe.State(initial, sequence, nameof(initial));
        var steps = new double[input.Packing.Lengths[sequence]][,];
        for (int t = 0; t < steps.Length; t++)
        {
            for (int f = 0; f < x.Length; f++)
            {
                x[f] = rows[input.Packing.FirstRow(t) + rank, f];
            }

            steps[t] = probe.Jacobian(t, x, state);
        }

        return new JacobianThroughTime(steps);
    }

    /// <summary>Number of steps and the largest exponent.</summary>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"JacobianThroughTime over {StepJacobians.Count} steps, largest Lyapunov exponent {LyapunovExponents.DefaultIfEmpty(double.NaN).First():g4}");

    private static Tensor AsTensor(double[,] matrix) => Tensor.FromDoubles([.. matrix.Cast<double>()], matrix.GetLength(0), matrix.GetLength(1));
}
