using System;
using System.Collections.Generic;
using System.Linq;
using RnnGen.Generator.Emit;
using RnnGen.Generator.Ir;
using RnnGen.Generator.Model;
using RnnGen.Generator.Passes;
using Xunit;

namespace RnnGen.Generator.Tests.Operations;

/// <summary>Attention inside a step against central differences, through the interpreter, before and after every pass.</summary>
public sealed class AttentionAdjointTests
{
    private static readonly Dictionary<string, Func<StepBuilder, int>> Contexts = new()
    {
        ["dot"] = s => Attend(s, s.Apply(OpCode.Dot, s.State, s.Memory)),
        ["scaled dot, operands swapped"] = s => Attend(s, s.Apply(OpCode.Multiply, s.Apply(OpCode.Dot, s.Memory, s.State), s.Constant(0.7))),
        ["general"] = s => Attend(s, s.Apply(OpCode.Dot, s.Product(1, s.State), s.Memory)),
        ["additive"] = s => Attend(s, Additive(s)),
        ["additive, product in the middle"] = s => Attend(s, s.Apply(OpCode.Dot, s.Parameter(4), s.Apply(
            OpCode.Tanh, s.Apply(OpCode.Add, s.Apply(OpCode.Subtract, s.Product(1, s.State), s.Product(2, s.Memory)), s.Parameter(3))))),
        ["scores of the memory alone"] = s => Attend(s, s.Apply(OpCode.Dot, s.Parameter(3), s.Apply(OpCode.Tanh, s.Memory))),
        ["two contexts of one softmax"] = s => Twice(s, s.Apply(OpCode.Softmax, Additive(s))),
        ["attention of attention"] = s => Attend(s, s.Apply(OpCode.Dot, Attend(s, s.Apply(OpCode.Dot, s.State, s.Memory)), s.Memory)),
        ["product of what the step changed"] = s => Attend(s, s.Apply(OpCode.Dot, s.Parameter(4), s.Product(1, s.Apply(OpCode.Multiply, s.Memory, s.State)))),
        ["scores added, multiplied and squashed"] = s => Attend(s, s.Apply(
            OpCode.Add, s.Apply(OpCode.Sigmoid, Additive(s)), s.Apply(OpCode.Multiply, Additive(s), s.Apply(OpCode.Dot, s.Parameter(3), s.Memory)))),
        ["weights without softmax"] = s => s.Apply(OpCode.Context, s.Apply(OpCode.Sigmoid, Additive(s)), s.Apply(OpCode.Multiply, s.Memory, s.State)),
    };

    public static TheoryData<string> Names => [.. Contexts.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Gradients_are_the_differences(string name)
    {
        CellSpec cell = Cell(name);
        foreach (int positions in new[] { 0, 1, 4 })
        {
            var trial = new Trial(cell, seed: positions, positions: positions, low: -0.8, high: 0.8);
            CellGraph plain = Lowering.Run(cell), graph = CellCompiler.Differentiate(cell), gathered = GatherProducts.Run(graph);
            double[][] differences = trial.Differences(plain);
            Assert.Equal(trial.Loss(plain), trial.Loss(gathered), 1e-12);
            Close(differences, trial.Gradients(ReverseMode(plain)));
            Close(differences, trial.Gradients(graph));
            Close(differences, trial.Gradients(gathered));
        }
    }

    [Fact]
    public void What_is_the_same_at_every_step_is_summed_ahead()
    {
        CellGraph graph = GatherProducts.Run(CellCompiler.Differentiate(Cell("additive, product in the middle")));
        Value tanh = CellGraph.Reachable(graph.ForwardRoots).Single(v => v.Op == OpCode.Tanh && v.HasPositions());
        Assert.Equal([RowSpace.Memory, RowSpace.Attended], tanh.Operands[0].Operands.Select(o => o.Space));
    }

    private static CellGraph ReverseMode(CellGraph graph) => Generator.Autodiff.ReverseMode.Run(graph);

    private static CellSpec Cell(string name)
    {
        var step = new StepBuilder();
        int context = Contexts[name](step);
        int next = step.Apply(OpCode.Tanh, step.Apply(OpCode.Add, step.Apply(OpCode.Add, step.Product(0, step.Input), step.Product(1, step.State)), context));
        return step.Cell(next, step.Apply(OpCode.Multiply, next, context), attends: true);
    }

    private static int Additive(StepBuilder s) => s.Apply(OpCode.Dot, s.Parameter(4), s.Apply(
        OpCode.Tanh, s.Apply(OpCode.Add, s.Apply(OpCode.Add, s.Product(2, s.Memory), s.Parameter(3)), s.Product(1, s.State))));

    private static int Attend(StepBuilder s, int scores) => s.Apply(OpCode.Context, s.Apply(OpCode.Softmax, scores), s.Memory);

    private static int Twice(StepBuilder s, int weights) => s.Apply(
        OpCode.Multiply, s.Apply(OpCode.Context, weights, s.Memory), s.Apply(OpCode.Context, weights, s.Apply(OpCode.Tanh, s.Memory)));

    private static void Close(double[][] expected, double[][] actual)
    {
        Assert.Equal(expected.Length, actual.Length);
        Assert.All(expected.Zip(actual), pair => Assert.Equal(pair.First.Length, pair.Second.Length));
        Assert.All(
            expected.Zip(actual).SelectMany(pair => pair.First.Zip(pair.Second)),
            pair => Assert.InRange(Math.Abs(pair.First - pair.Second), 0, 1e-8 * Math.Max(1, Math.Abs(pair.First))));
    }
}
