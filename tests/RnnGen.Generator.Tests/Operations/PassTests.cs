using System;
using System.Linq;
using RnnGen.Generator.Autodiff;
using RnnGen.Generator.Ir;
using RnnGen.Generator.Model;
using RnnGen.Generator.Passes;
using Xunit;

namespace RnnGen.Generator.Tests.Operations;

/// <summary>Every pass preserves meaning: the graph before and after it, interpreted on random inputs.</summary>
public sealed class PassTests
{
    private const int Cells = 300;

    private const double Tolerance = 1e-11;

    [Fact]
    public void Simplify_before_differentiation() => Check(Lowering.Run, Simplify.Run, gradients: false);

    [Fact]
    public void Simplify_after_differentiation() => Check(cell => ReverseMode.Run(Lowering.Run(cell)), Simplify.Run, gradients: true);

    [Fact]
    public void Gather_products() => Check(cell => ReverseMode.Run(Lowering.Run(cell)), GatherProducts.Run, gradients: true);

    [Fact]
    public void Gather_products_of_a_simplified_graph() => Check(
        cell => Simplify.Run(ReverseMode.Run(Simplify.Run(Lowering.Run(cell)))), GatherProducts.Run, gradients: true);

    [Fact]
    public void Differentiation_leaves_the_forward_graph_alone() => Check(Lowering.Run, ReverseMode.Run, gradients: false);

    [Fact]
    public void Simplify_twice_is_simplify_once() => Assert.All(Enumerable.Range(0, 50).Select(RandomCell.Create), cell =>
    {
        CellGraph once = Simplify.Run(ReverseMode.Run(Lowering.Run(cell)));
        Assert.Equal(Count(once), Count(Simplify.Run(once)));
    });

    [Fact]
    public void Simplify_never_grows_a_graph() => Assert.All(Enumerable.Range(0, 50).Select(RandomCell.Create), cell =>
    {
        CellGraph graph = ReverseMode.Run(Lowering.Run(cell));
        Assert.InRange(Count(Simplify.Run(graph)), 1, Count(graph));
    });

    private static int Count(CellGraph graph) => CellGraph.Reachable(graph.ForwardRoots.Concat(graph.BackwardRoots)).Count;

    private static void Check(Func<CellSpec, CellGraph> build, Func<CellGraph, CellGraph> pass, bool gradients)
    {
        for (int seed = 0; seed < Cells; seed++)
        {
            CellSpec cell = RandomCell.Create(seed);
            var trial = new Trial(cell, seed);
            CellGraph before = build(cell), after = pass(before);
            string name = "cell " + seed + "\n" + Printer.Dump(after);
            Close(trial.Loss(before), trial.Loss(after), name);
            if (gradients)
                foreach ((double[] expected, double[] actual) in trial.Gradients(before).Zip(trial.Gradients(after)))
                    for (int i = 0; i < expected.Length; i++)
                        Close(expected[i], actual[i], name);
        }
    }

    private static void Close(double expected, double actual, string name) =>
        Assert.True(Math.Abs(expected - actual) <= Tolerance * Math.Max(1, Math.Abs(expected)), $"{expected} {actual} {name}");
}
