using System;
using System.Collections.Generic;
using System.Linq;
using RnnGen.Integration.Tests.Harness;
using RnnGen.Kernels;
using Xunit;

namespace RnnGen.Integration.Tests.Derivatives;

/// <summary>
/// Compares gradients with five-point central differences of the loss: some elements of every tensor one by one, and all elements of
/// all tensors together along a random direction.
/// </summary>
internal static class CentralDifferences
{
    private const double Step = 3e-5;
    private const double Tolerance = 1e-8;
    private const int ElementsPerTensor = 8;

    public static void Check(RecurrentCell<double> cell, Problem problem, int seed)
    {
        string what = $"{cell}, B = {problem.Batch}, lengths {string.Join(" ", problem.Lengths)}";
        CellResult result = CellRunner.Run(cell, problem);
        foreach ((double[] gradient, Strand strand) in result.Inputs.Zip(problem.Inputs))
        {
            Assert.All(Enumerable.Range(0, gradient.Length).Where(i => !problem.IsReal(i, strand.Size)), i => Assert.Equal(0, gradient[i]));
        }


        var random = new Random(seed);
        var point = new Point(cell, problem);
        double along = 0;
        var direction = new List<double[]>();
        foreach ((Variable variable, double[] gradient) in point.Variables.Zip(Gradients(result)))
        {
            double[] way = [.. variable.Values.Select(_ => (random.NextDouble() * 2) - 1)];
            direction.Add(way);
            along += way.Zip(gradient, (d, g) => d * g).Sum();
            foreach (int i in Enumerable.Range(0, gradient.Length).OrderBy(_ => random.Next()).Take(ElementsPerTensor))
            {
                double numeric = Derivative(change => point.Loss(variable, i, change));
                AssertClose($"{what}: dL/d{variable.Name}[{i}]", numeric, gradient[i]);
            }
        }

        double scale = Math.Sqrt(direction.Sum(way => way.Sum(d => d * d)));
        AssertClose($"{what}: along a direction", Derivative(change => point.Loss(direction, change / scale)), along / scale);
    }

    private static IEnumerable<double[]> Gradients(CellResult result) => [result.Input, .. result.MoreInputs, .. result.Initial, .. result.Parameters.Values];

    private static double Derivative(Func<double, double> loss) =>
        ((8 * (loss(Step) - loss(-Step))) - (loss(2 * Step) - loss(-2 * Step))) / (12 * Step);

    private static void AssertClose(string what, double numeric, double analytic) => Assert.True(
        Math.Abs(numeric - analytic) <= Tolerance * Math.Max(1, Math.Abs(analytic)),
        $"{what}: central differences give {numeric:r}, generated code {analytic:r}");

    private sealed record Variable(string Name, double[] Values, Action<double[]> Set);

    /// <summary>All numbers the loss depends on, where they can be moved.</summary>
    private sealed class Point
    {
        private readonly RecurrentCell<double> cell;
        private Problem problem;

        public Point(RecurrentCell<double> cell, Problem problem)
        {
            this.cell = cell;
            this.problem = problem;
            Variables =
            [
                new Variable("x", problem.Input, values => this.problem = this.problem with { Input = values }),
                .. problem.MoreInputs.Select((strand, i) => new Variable(cell.InputNames[i + 1], strand.Values, values => this.problem = this.problem with
                {
                    MoreInputs = [.. this.problem.MoreInputs.Select((old, j) => i == j ? old with { Values = values } : old)],
                })),
                .. problem.Initial.Select((h, i) => new Variable(cell.StateNames[i] + "0", h, values =>
                    this.problem = this.problem with { Initial = [.. this.problem.Initial.Select((old, j) => i == j ? values : old)] })),
                .. cell.Parameters.Select(p => new Variable(p.Name, p.Value.ToDoubleArray(), p.Set)),
            ];
        }

        public IReadOnlyList<Variable> Variables { get; }

        /// <summary>The loss with one element changed.</summary>
        public double Loss(Variable variable, int element, double change)
        {
            var moved = (double[])variable.Values.Clone();
            moved[element] += change;
            variable.Set(moved);
            double loss = CellRunner.Loss(cell, problem);
            variable.Set(variable.Values);
            return loss;
        }

        /// <summary>The loss some way along a direction.</summary>
        public double Loss(IReadOnlyList<double[]> direction, double distance)
        {
            foreach ((Variable variable, double[] way) in Variables.Zip(direction))
            {
                variable.Set([.. variable.Values.Zip(way, (value, d) => value + (distance * d))]);
            }

            return CellRunner.Loss(cell, problem);
        }
    }
}
