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
    public static TheoryData<int> All => [.. Operators.All.Select(op => (int)op)];

    [Fact]
    public void Every_operation_is_known_to_the_tests() => Assert.Equal(Operators.All.Order(), Operators.Grouped.Order());

    [Theory]
    [MemberData(nameof(All))]
    public void Every_operation_has_a_row(int op)
    {
        OpRow row = OpTable.Row((OpCode)op);
        Assert.Equal((OpCode)op, row.Op);
        Assert.Equal(Operators.Unary.Concat(Operators.Binary).Append(OpCode.Positive).Append(OpCode.Sign).Contains(row.Op), row.IsElementwise);
        if (row.IsElementwise)
            Assert.Equal(Operators.Binary.Contains(row.Op) ? 2 : 1, row.Arity);
    }

    [Fact]
    public void Every_operation_a_user_can_differentiate_has_an_adjoint() => Assert.Equal(
        Operators.Unary.Concat(Operators.Binary).Concat(Operators.Products).Concat(Operators.OfPositions).Order(), AdjointRules.Table.Keys.Order());

    [Fact]
    public void The_language_page_names_every_operation()
    {
        string page = Repository.Read("docs", "language.md");
        Assert.All(
            Operators.Unary.Concat(Operators.Binary).Concat(Operators.Leaves).Concat(Operators.Products),
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
}
