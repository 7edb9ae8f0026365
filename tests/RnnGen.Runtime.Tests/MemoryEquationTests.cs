using System;
using System.Linq;
using Xunit;
using static RnnGen.Equations;

namespace RnnGen.Runtime.Tests;

/// <summary>Attention written as equations against attention over tensors.</summary>
public sealed class MemoryEquationTests
{
    private static readonly double[,] Keys = { { 1, -2 }, { 0.5, 3 }, { -1, 0.25 } };

    [Fact]
    public void Dot_product_attention_agrees_with_the_function_over_tensors()
    {
        var memory = Memory.From(Keys);
        var query = Vector.From(0.3, -0.7);
        Scores weights = Softmax(Dot(query, memory) * 0.5);
        Vector context = Context(weights, memory);
        Tensor keys = Tensor.FromDoubles([.. Keys.Cast<double>()], 1, 3, 2);
        AttentionResult expected = Attention.DotProduct(Tensor.FromDoubles(query.ToArray(), 1, 1, 2), keys, keys, scale: 0.5);
        Assert.Equal(expected.Weights.ToDoubleArray(), weights.ToArray(), Same);
        Assert.Equal(expected.Context.ToDoubleArray(), context.ToArray(), Same);
    }

    [Fact]
    public void Operators_act_on_every_position()
    {
        var memory = Memory.From(Keys);
        var v = Vector.From(2, -1);
        var w = Matrix.From(new double[,] { { 1, 2 }, { 0, -1 }, { 3, 0 } });
        for (int s = 0; s < 3; s++)
        {
            Vector row = memory[s];
            Assert.Equal((w * row).ToArray(), (w * memory)[s].ToArray());
            Assert.Equal((row + v).ToArray(), (memory + v)[s].ToArray());
            Assert.Equal((v - row).ToArray(), (v - memory)[s].ToArray());
            Assert.Equal((row * v).ToArray(), (memory * v)[s].ToArray());
            Assert.Equal((row * row).ToArray(), (memory * memory)[s].ToArray());
            Assert.Equal((2 - row).ToArray(), (2 - memory)[s].ToArray());
            Assert.Equal(Tanh(row).ToArray(), Tanh(memory)[s].ToArray());
            Assert.Equal((v * row).ToArray().Sum(), Dot(memory, v)[s]);
        }
    }

    [Fact]
    public void A_memory_without_positions_gives_nothing()
    {
        var memory = Memory.From(new double[0, 2]);
        Assert.Equal([0, 0], Context(Softmax(Dot(Vector.From(1, 2), memory)), memory).ToArray());
    }

    [Fact]
    public void Shapes_that_do_not_fit_are_named()
    {
        var memory = Memory.From(Keys);
        Assert.Contains("(2)", Assert.Throws<ShapeMismatchException>(() => memory + Vector.From(1, 2, 3)).Message, StringComparison.Ordinal);
        Assert.Contains("S=3", Assert.Throws<ShapeMismatchException>(() => Context(Scores.From(1, 2), memory)).Message, StringComparison.Ordinal);
        Assert.Throws<ShapeMismatchException>(() => Scores.From(1, 2) + Scores.From(1));
        Assert.Throws<ShapeMismatchException>(() => memory + Memory.From(new double[2, 2]));
    }

    private static bool Same(double a, double b) => Math.Abs(a - b) < 1e-14;
}
