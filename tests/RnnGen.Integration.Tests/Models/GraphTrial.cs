using System;
using System.Collections.Generic;
using System.Linq;
using RnnGen.Kernels;
using Xunit;

namespace RnnGen.Integration.Tests.Models;

/// <summary>
/// A generated model against its own forward method run as plain C#, and its gradients against central differences of the loss: every
/// parameter and every input of vectors, some elements one by one and all of them along a random direction.
/// </summary>
internal sealed class GraphTrial
{
    private const double Step = 3e-5;
    private const double Tolerance = 1e-8;
    private const int ElementsPerTensor = 8;

    /// <summary>The model.</summary>
    public required OfflineModel<double> Model { get; init; }

    /// <summary>Inputs of vectors by name: values, dims and, for a sequence, lengths.</summary>
    public required (string Name, double[] Values, int[] Dims, int[]? Lengths)[] Inputs { get; init; }

    /// <summary>Runs the generated model over the inputs.</summary>
    public required Func<Tensor[], OfflinePass<double>> Forward { get; init; }

    /// <summary>The results of a pass.</summary>
    public required Func<OfflinePass<double>, Tensor[]> Results { get; init; }

    /// <summary>Runs the forward method as plain C#.</summary>
    public required Func<Tensor[], Tensor[]> Plain { get; init; }

    public void Check(int seed)
    {
        var random = new Random(seed);
        foreach (Parameter parameter in Model.Parameters)
        {
            parameter.Set([.. parameter.Value.ToDoubleArray().Select(v => v + (0.2 * (random.NextDouble() - 0.5)))]);
        }

        OfflinePass<double> pass = Forward(Tensors());
        Tensor[] results = Results(pass), plain = Plain(Tensors());
        Assert.Equal(plain.Length, results.Length);
        foreach ((Tensor expected, Tensor actual) in plain.Zip(results))
        {
            Assert.Equal(expected.Dims, actual.Dims);
            Assert.All(expected.ToDoubleArray().Zip(actual.ToDoubleArray()), pair => Assert.Equal(pair.First, pair.Second, 1e-12));
        }

        double[][] weights = [.. results.Select(result => Random(random, result.Count))];
        Model.Gradients.Clear();
        pass.Backward([.. results.Zip(weights, (result, weight) => Tensor.FromDoubles(weight, [.. result.Dims]))]);
        CheckGradients(random, pass, weights);
    }

    public static double[] Random(Random random, int count) => [.. Enumerable.Range(0, count).Select(_ => (2 * random.NextDouble()) - 1)];

    private Tensor[] Tensors() => [.. Inputs.Select(input => Tensor.FromDoubles(input.Values, input.Dims))];

    private double Loss(double[][] weights) =>
        Results(Forward(Tensors())).Zip(weights, (result, weight) => result.ToDoubleArray().Zip(weight, (y, w) => y * w).Sum()).Sum();

    private void CheckGradients(Random random, OfflinePass<double> pass, double[][] weights)
    {
        List<(string Name, double[] Values, double[] Gradient, Action<double[]> Set)> variables = [];
        foreach (var input in Inputs)
        {
            double[] gradient = pass.InputGradientOf(input.Name).ToDoubleArray();
            AssertZeroAtPadding(input, gradient);
            variables.Add((input.Name, (double[])input.Values.Clone(), gradient, values => values.CopyTo(input.Values, 0)));
        }

        foreach (Parameter parameter in Model.Parameters)
        {
            variables.Add((parameter.Name, parameter.Value.ToDoubleArray(), parameter.Gradient.ToDoubleArray(), parameter.Set));
        }

        double along = 0, square = 0;
        List<double[]> ways = [];
        foreach ((string name, double[] values, double[] gradient, Action<double[]> set) in variables)
        {
            foreach (int i in Enumerable.Range(0, values.Length).OrderBy(_ => random.Next()).Take(ElementsPerTensor))
            {
                double numeric = Derivative(change =>
                {
                    var moved = (double[])values.Clone();
                    moved[i] += change;
                    set(moved);
                    double loss = Loss(weights);
                    set(values);
                    return loss;
                });
                AssertClose($"dL/d{name}[{i}]", numeric, gradient[i]);
            }

            double[] way = Random(random, values.Length);
            ways.Add(way);
            along += way.Zip(gradient, (w, g) => w * g).Sum();
            square += way.Sum(w => w * w);
        }

        double scale = Math.Sqrt(square);
        double directional = Derivative(change =>
        {
            for (int v = 0; v < variables.Count; v++)
            {
                variables[v].Set([.. variables[v].Values.Zip(ways[v], (value, w) => value + (change / scale * w))]);
            }

            return Loss(weights);
        });
        AssertClose("along a direction", directional, along / scale);
    }

    private static void AssertZeroAtPadding((string Name, double[] Values, int[] Dims, int[]? Lengths) input, double[] gradient)
    {
        for (int i = 0; input.Lengths is not null && i < gradient.Length; i++)
        {
            int step = i / input.Dims[2] % input.Dims[1], sequence = i / input.Dims[2] / input.Dims[1];
            if (step >= input.Lengths[sequence])
            {
                Assert.Equal(0, gradient[i]);
            }
        }
    }

    private static double Derivative(Func<double, double> loss) =>
        ((8 * (loss(Step) - loss(-Step))) - (loss(2 * Step) - loss(-2 * Step))) / (12 * Step);

    private void AssertClose(string what, double numeric, double analytic) => Assert.True(
        Math.Abs(numeric - analytic) <= Tolerance * Math.Max(1, Math.Abs(analytic)),
        $"{Model}: {what}: central differences give {numeric:r}, generated code {analytic:r}");
}
