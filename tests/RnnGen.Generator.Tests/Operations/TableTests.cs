using System;
using System.Linq;
using RnnGen.Generator.Autodiff;
using RnnGen.Generator.Ir;
using RnnGen.Generator.Model;
using RnnGen.Generator.Tests.Harness;
using Xunit;

namespace RnnGen.Generator.Tests.Operations;

/// <summary>The tables are complete: what one names, all name.</summary>
public sealed class TableTests
{
    public static TheoryData<int> Composite => [.. Operators.Composite.Keys.Select(op => (int)op)];

    public static TheoryData<int> All => [.. Operators.All.Select(op => (int)op)];

    [Fact]
    public void Every_operation_is_known_to_the_tests() => Assert.Equal(Operators.All.Order(), Operators.Grouped.Order());

    [Theory]
    [MemberData(nameof(All))]
    public void Every_operation_has_a_row(int op)
    {
        OpRow row = OpTable.Row((OpCode)op);
        Assert.Equal((OpCode)op, row.Op);
        OpCode[] elementwise = [.. Operators.Unary, .. Operators.Binary, .. Operators.Blocking, OpCode.Pow, OpCode.Select, OpCode.Positive, OpCode.Sign, OpCode.Share];
        Assert.Equal(elementwise.Contains(row.Op), row.IsElementwise);
        if (Operators.Unary.Contains(row.Op) || Operators.Binary.Contains(row.Op))
            Assert.Equal(Operators.Binary.Contains(row.Op) ? 2 : 1, row.Arity);
        if (Operators.Composite.TryGetValue(row.Op, out double[]? constants))
            Assert.Equal(1 + constants.Length, row.Arity);
    }

    [Fact]
    public void Every_operation_a_user_can_differentiate_has_an_adjoint() => Assert.Equal(
        Operators.Unary.Concat(Operators.Binary).Concat(Operators.Blocking).Concat(Operators.Mixed).Concat(Operators.Products).Concat(Operators.OfPositions).Concat(Operators.Rows).Concat(Operators.Tables).Append(OpCode.LogSumExp).Order(),
        AdjointRules.Table.Keys.Order());

    [Fact]
    public void Every_row_operation_has_a_row() => Assert.Equal(
        Operators.Rows.Where(op => op != OpCode.Broadcast).Append(OpCode.LogSumExp).Append(OpCode.Embed).Order(), RowTable.All.Order());

    [Fact]
    public void The_language_page_names_every_operation()
    {
        string page = Repository.Read("docs", "language.md");
        Assert.All(
            Operators.Grouped.Except(Operators.Internal).Except(Operators.Attention),
            op => Assert.Contains("`" + op + "`", page, StringComparison.Ordinal));
        Assert.All(Operators.Internal, op => Assert.DoesNotContain("`" + op + "`", page, StringComparison.Ordinal));
    }

    [Fact]
    public void Every_function_is_the_runtimes() => Assert.All(
        Operators.Unary.Where(op => op != OpCode.Negate),
        op =>
        {
            Func<Vector, Vector> function = typeof(RnnGen.Equations).GetMethod(op.ToString(), [typeof(Vector)])!.CreateDelegate<Func<Vector, Vector>>();
            Func<Scalar, Scalar> ofScalar = typeof(RnnGen.Equations).GetMethod(op.ToString(), [typeof(Scalar)])!.CreateDelegate<Func<Scalar, Scalar>>();
            foreach (double x in (double[])[-3, -1e-9, 0.0, 1e-9, 0.5, 2, 30, 800])
            {
                double expected = function(Vector.From(x))[0], actual = OpTable.Row(op).Compute!(x, 0, 0);
                Assert.Equal(expected, ofScalar(x).Value);
                Assert.True(expected.Equals(actual) || Math.Abs(expected - actual) <= 1e-14 * Math.Abs(expected), $"{op}({x}): {expected} {actual}");
            }
        });

    [Theory]
    [MemberData(nameof(Composite))]
    public void Every_expansion_is_the_runtimes_function(int op)
    {
        double[] constants = Operators.Composite[(OpCode)op];
        Type[] types = [typeof(Vector), .. constants.Select(_ => typeof(double))];
        var function = typeof(RnnGen.Equations).GetMethod(((OpCode)op).ToString(), types)!;
        foreach (double x in (double[])[-800, -3, -0.3, -1e-9, 0.0, 1e-9, 0.5, 2, 30, 800])
        {
            var result = (Vector)function.Invoke(null, [Vector.From(x), .. constants.Select(k => (object)k)])!;
            var step = new StepBuilder();
            CellSpec cell = step.Cell(step.Apply((OpCode)op, [step.State, .. constants.Select(step.Constant)]), step.State, states: 1);
            double actual = new Interpreter(Lowering.Run(cell), [[0, 0, 0], [0], [0], [0], [0]]).Step([[0, 0, 0]], [[x]]).NextStates[0][0];
            Assert.True(Math.Abs(result[0] - actual) <= 1e-14 * Math.Abs(actual), $"{(OpCode)op}({x}): {result[0]} {actual}");
        }
    }
}
