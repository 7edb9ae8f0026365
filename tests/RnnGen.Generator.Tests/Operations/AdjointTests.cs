using System;
using System.Linq;
using RnnGen.Generator.Emit;
using RnnGen.Generator.Ir;
using RnnGen.Generator.Model;
using Xunit;

namespace RnnGen.Generator.Tests.Operations;

/// <summary>The adjoint of each operation against central differences, through the interpreter, over three time steps.</summary>
public sealed class AdjointTests
{
    private const double Tolerance = 1e-7;

    public static TheoryData<int> Unary => [.. Operators.Unary.Select(op => (int)op)];

    public static TheoryData<int> Blocking => [.. Operators.Blocking.Select(op => (int)op)];

    public static TheoryData<int> Composite => [.. Operators.Composite.Keys.Select(op => (int)op)];

    public static TheoryData<int> Binary => [.. Operators.Binary.Select(op => (int)op)];

    [Theory]
    [MemberData(nameof(Unary))]
    public void Of_one_operand(int op) => Check((OpCode)op, (step, a, b) => step.Apply((OpCode)op, step.Apply(OpCode.Add, a, b)));

    [Theory]
    [MemberData(nameof(Binary))]
    public void Of_two_operands(int op) => Check((OpCode)op, (step, a, b) => step.Apply((OpCode)op, a, b));

    [Theory]
    [MemberData(nameof(Binary))]
    public void Of_an_operand_used_twice(int op) => Check((OpCode)op, (step, a, b) => step.Apply(OpCode.Add, step.Apply((OpCode)op, a, a), b));

    [Theory]
    [MemberData(nameof(Binary))]
    public void Of_a_number_on_the_left(int op) =>
        Check((OpCode)op, (step, a, b) => step.Apply(OpCode.Add, step.Apply((OpCode)op, step.Constant(0.75), a), b));

    [Theory]
    [MemberData(nameof(Binary))]
    public void Of_a_number_on_the_right(int op) =>
        Check((OpCode)op, (step, a, b) => step.Apply(OpCode.Add, step.Apply((OpCode)op, a, step.Constant(0.75)), b));

    [Theory]
    [InlineData(0.5)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(7)]
    [InlineData(-1)]
    [InlineData(-3)]
    [InlineData(2.5)]
    [InlineData(1.5)]
    [InlineData(-0.75)]
    [InlineData(18)]
    [InlineData(0)]
    public void Of_powers(double k) => Check(OpCode.Pow, (step, a, b) => step.Apply(OpCode.Pow, step.Apply(OpCode.Sigmoid, step.Apply(OpCode.Add, a, b)), step.Constant(k)));

    [Fact]
    public void Of_a_choice() => Check(
        OpCode.Select, (step, a, b) => step.Apply(OpCode.Select, step.Apply(OpCode.Less, a, b), step.Apply(OpCode.Multiply, a, b), step.Apply(OpCode.Subtract, b, a)));

    [Fact]
    public void Of_zoneout() => Check(OpCode.Zoneout, (step, a, b) => step.Apply(OpCode.Zoneout, step.Apply(OpCode.Tanh, a), b, step.Constant(0.3)));

    [Theory]
    [MemberData(nameof(Composite))]
    public void Of_functions_that_are_expanded(int op) => Check((OpCode)op, (step, a, b) => step.Apply(
        (OpCode)op, [step.Apply(OpCode.Multiply, a, b), .. Operators.Composite[(OpCode)op].Select(step.Constant)]));

    [Theory]
    [MemberData(nameof(Blocking))]
    public void Of_what_hands_no_gradient_on(int op)
    {
        var step = new StepBuilder();
        int arity = OpTable.Row((OpCode)op).Arity;
        int blocked = step.Apply((OpCode)op, [.. new[] { step.State, step.Parameter(3) }.Take(arity)]);
        CellGraph graph = CellCompiler.Differentiate(step.Cell(step.Apply(OpCode.Multiply, blocked, step.Parameter(4)), blocked));
        Assert.All(graph.PreviousGradients, Assert.Null);
        Assert.Equal([4], graph.VectorGradients.Select(g => g.Parameter));
    }

    [Fact]
    public void Of_sums() => Check(OpCode.SumFeatures, (step, a, b) => step.Apply(OpCode.Multiply, step.Apply(OpCode.SumFeatures, a), b));

    [Fact]
    public void Of_means() => Check(OpCode.Mean, (step, a, b) => step.Apply(OpCode.Multiply, step.Apply(OpCode.Mean, step.Apply(OpCode.Tanh, a)), b));

    [Fact]
    public void Of_maxima() => Check(OpCode.MaxFeatures, (step, a, b) => step.Apply(OpCode.Multiply, step.Apply(OpCode.MaxFeatures, a), b));

    [Fact]
    public void Of_inner_products() => Check(OpCode.Dot, (step, a, b) => step.Apply(OpCode.Multiply, step.Apply(OpCode.Dot, a, b), b));

    [Fact]
    public void Of_softmax() => Check(OpCode.Softmax, (step, a, b) => step.Apply(OpCode.Multiply, step.Apply(OpCode.Softmax, a), b));

    [Fact]
    public void Of_log_softmax() => Check(OpCode.LogSoftmax, (step, a, b) => step.Apply(OpCode.Multiply, step.Apply(OpCode.LogSoftmax, a), b));

    [Fact]
    public void Of_layer_norms() => Check(
        OpCode.LayerNorm, (step, a, b) => step.Apply(OpCode.Add, step.LayerNorm(step.Product(1, a)), step.LayerNorm(step.Product(2, a), step.Parameter(3), b)));

    [Fact]
    public void Of_concatenations_and_slices() => Check(
        OpCode.Concat,
        (step, a, b) =>
        {
            int all = step.Apply(OpCode.Concat, a, b, a);
            return step.Apply(OpCode.Multiply, step.Slice(all, 1, 2), step.Apply(OpCode.Tanh, step.Slice(all, 3, 2)));
        });

    [Fact]
    public void Of_matrix_products() => Check(OpCode.MatVec, (step, a, b) => step.Product(1, step.Apply(OpCode.Multiply, a, step.Product(2, b))));

    [Fact]
    public void Of_transposed_products() => Check(
        OpCode.TransposedMatVec, (step, a, b) => step.TransposedProduct(1, step.Apply(OpCode.Multiply, a, step.Product(0, step.TransposedProduct(0, b)))));

    // h' = 0.1 * (op(...) + c * h); y = h' * b: the operation stands between time steps, and every leaf has a part in it.
    private static void Check(OpCode op, Func<StepBuilder, int, int, int> expression)
    {
        var step = new StepBuilder();
        int a = step.Apply(OpCode.Add, step.Product(0, step.Input), step.Parameter(3));
        int b = step.Apply(OpCode.Add, step.State, step.Parameter(4));
        int value = expression(step, a, b);
        int next = step.Apply(OpCode.Multiply, step.Constant(0.1), step.Apply(OpCode.Add, value, step.Apply(OpCode.Multiply, step.Parameter(4), step.State)));
        CellSpec cell = step.Cell(next, step.Apply(OpCode.Multiply, next, step.Parameter(3)));

        bool positive = Operators.IsForPositive(op) || op == OpCode.Divide;
        for (int seed = 0; seed < 3; seed++)
        {
            var trial = new Trial(cell, seed, low: positive ? 0.4 : -0.6, high: positive ? 1 : 0.6);
            CellGraph graph = CellCompiler.Differentiate(cell);
            Close(trial.Differences(graph), trial.Gradients(graph));
        }
    }

    private static void Close(double[][] expected, double[][] actual) => Assert.All(
        expected.Zip(actual).SelectMany(pair => pair.First.Zip(pair.Second)),
        pair => Assert.InRange(Math.Abs(pair.First - pair.Second), 0, Tolerance * Math.Max(1, Math.Abs(pair.First))));
}
