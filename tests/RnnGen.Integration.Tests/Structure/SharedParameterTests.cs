using System.Collections.Generic;
using System.Linq;
using RnnGen.Integration.Tests.Derivatives;
using RnnGen.Integration.Tests.Harness;
using RnnGen.Integration.Tests.Models;
using RnnGen.Kernels;
using Xunit;

namespace RnnGen.Integration.Tests.Structure;

/// <summary>Parameters shared between places: one tensor, and its gradient is the sum over the places.</summary>
public sealed class SharedParameterTests
{
    [Fact]
    public void A_weight_used_in_several_places_of_a_step() => Check(
        new SharedWeightCell(3), new SeparateWeightCell(4), new() { ["W"] = ["W_1", "W_2", "W_3"], ["b"] = ["b_1", "b_2"] });

    [Fact]
    public void A_part_called_several_times_in_a_step() => Check(
        new SharedPartCell(3),
        new SeparatePartCell(4),
        new() { ["Layer.W"] = ["Layer_1.W", "Layer_2.W", "Layer_3.W"], ["Layer.b"] = ["Layer_1.b", "Layer_2.b", "Layer_3.b"] });

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void A_table_at_both_ends_of_a_model_and_a_layer_called_twice(int seed)
    {
        var model = new SharedEverywhere(seed);
        Assert.Single(model.Parameters, parameter => parameter.Count == 5 * 7);
        Tokens tokens = Tokens.From([[1, 2, 6], [3], [4, 4, 0, 5]]);
        new GraphTrial
        {
            Model = model,
            Inputs = [],
            Forward = _ => model.Forward(tokens),
            Results = pass => [((SharedEverywhere.Pass)pass).Logits.ToTensor()],
            Plain = _ => [model.Logits(tokens).ToTensor()],
        }.Check(seed);
    }

    /// <summary>Against central differences, and against a cell with parameters of their own in each place that hold the same values.</summary>
    private static void Check(RecurrentCell<double> shared, RecurrentCell<double> separate, Dictionary<string, string[]> places)
    {
        Assert.Equal(places.Keys.Order(), shared.Parameters.Select(parameter => parameter.Name).Order());
        foreach (Problem problem in Shapes.Of(shared, 7))
        {
            CentralDifferences.Check(shared, problem, 7);
        }

        foreach ((string one, string[] many) in places)
        {
            double[] values = shared.Parameters[one].Value.ToDoubleArray();
            Assert.All(many, name => separate.Parameters[name].Set(values));
        }

        Problem batch = Problem.Random(shared, 1, 6, 6, 2, 0, 5);
        CellResult result = CellRunner.Run(shared, batch), expected = CellRunner.Run(separate, batch);
        Close.Check("y", expected.Output, result.Output, 1e-14);
        Close.Check("dL/dx", expected.Input, result.Input, 1e-13);
        foreach ((string one, string[] many) in places)
        {
            double[] sum = [.. Enumerable.Range(0, result.Parameters[one].Length).Select(i => many.Sum(name => expected.Parameters[name][i]))];
            Close.Check("dL/d" + one, sum, result.Parameters[one], 1e-13);
        }
    }
}
