using System.Linq;
using RnnGen.Analyzers.Tests.Harness;
using RnnGen.Generator;
using RnnGen.Generator.Model;
using Xunit;

namespace RnnGen.Analyzers.Tests.Reading;

/// <summary>However a step is written, equal equations give equal specs.</summary>
public sealed class StepFormTests
{
    private static readonly CellSpec Plain = Specs.Step("=> Tanh(W * x + U * h + b);");

    [Theory]
    [InlineData("{ return Tanh(W * x + U * h + b); }")]
    [InlineData("{ return (Tanh(((W * x) + U * h) + b)); }")]
    [InlineData("{ { return Tanh(W * x + U * h + b); } }")]
    [InlineData("{ ; return RnnGen.Equations.Tanh(this.W * x + this.U * h + this.b); }")]
    [InlineData("{ var matrix = W; return Tanh(matrix * x + U * h + b); }")]
    [InlineData("{ return Tanh(W * x + U * h + (Vector)b); }")]
    [InlineData("{ var y = x; return Tanh(W * y + U * h + b!); }")]
    [InlineData("{ checked { return Tanh(W * x + U * h + b); } }")]
    public void Same_equations_same_step(string body) => Assert.Equal(Plain, Specs.Step(body));

    [Theory]
    [InlineData("{ var a = W * x; a += U * h; a += b; return Tanh(a); }", "{ var a = W * x; a = a + U * h; a = a + b; return Tanh(a); }")]
    [InlineData("{ var a = W * x; a -= b; a *= h; a /= b; return Tanh(a); }", "{ var a = W * x; a = a - b; a = a * h; a = a / b; return Tanh(a); }")]
    [InlineData("{ Vector a; a = W * x; return a; }", "{ var a = W * x; return a; }")]
    [InlineData("{ var (a, c) = (W * x, U * h); return a + c; }", "{ var a = W * x; var c = U * h; return a + c; }")]
    [InlineData("{ (Vector a, Vector c) t = (W * x, U * h); return t.a + t.Item2; }", "{ return W * x + U * h; }")]
    [InlineData("{ Vector a = W * x, c = U * h; return a + c; }", "{ var (a, c) = (W * x, U * h); return a + c; }")]
    public void Statements_are_equations(string one, string other) =>
        Assert.Equal(Unnamed(Specs.Step(one)), Unnamed(Specs.Step(other)));

    [Fact]
    public void The_body_is_one_operation_per_line() => Assert.Equal(
        """
        0 Input#0
        1 MatVec#0 0
        2 State#0
        3 MatVec#1 2
        4 Add 1 3
        5 Parameter#2
        6 Add 4 5
        7 f = Sigmoid 6
        8 MatVec#3 0
        9 Multiply 7 2
        10 MatVec#4 9
        11 Add 8 10
        12 Parameter#5
        13 Add 11 12
        14 n = Tanh 13
        15 Constant 1
        16 Subtract 15 7
        17 Multiply 16 2
        18 Multiply 7 14
        19 Add 17 18
        next 19 output h 19
        """.ReplaceLineEndings("\n"),
        Specs.Print(Specs.Cell("Samples.MinimalGatedUnit", Sources.MinimalGatedUnit).Step!));

    [Fact]
    public void Assigning_again_makes_the_name_stand_for_another_line()
    {
        StepSpec step = Specs.Step("{ var a = W * x; var old = a; a = U * h; x = a; { var inner = old; old = x; a = inner; } return a - old; }").Step!;
        Assert.Equal("0 Input#0\n1 a = MatVec#0 0\n2 State#0\n3 a = MatVec#1 2\n4 Subtract 1 3\nnext 4 output h 4", Specs.Print(step));
    }

    [Fact]
    public void Swapping_by_deconstruction_reads_both_sides_first() => Assert.Equal(
        "0 Input#0\n1 a = MatVec#0 0\n2 State#0\n3 c = MatVec#1 2\n4 Subtract 3 1\nnext 4 output h 4",
        Specs.Print(Specs.Step("{ var a = W * x; var c = U * h; (a, c) = (c, a); return a - c; }").Step!));

    [Fact]
    public void A_line_keeps_the_first_name() => Assert.Contains(
        "first = Tanh", Specs.Print(Specs.Step("{ var first = Tanh(h); var second = first; return second; }").Step!), System.StringComparison.Ordinal);

    [Fact]
    public void States_are_matched_by_name()
    {
        StepSpec step = Specs.Cell("Cell", Sources.Cell("""
            [Step] (Vector c, Vector h) Next([Input(I)] Vector x, [State(H)] Vector h, [State(H)] Vector c) => (Tanh(c), W * x);
            """)).Step!;
        Assert.Equal("0 State#1\n1 Tanh 0\n2 Input#0\n3 MatVec#0 2\nnext 3 1 output c 1", Specs.Print(step));
    }

    [Theory]
    [InlineData("[Step]", "(Vector h, Vector c)", "h")]
    [InlineData("[Step(Output = \"c\")]", "(Vector h, Vector c)", "c")]
    [InlineData("[Step]", "(Vector h, Vector c, Vector y)", "y")]
    [InlineData("[Step(Output = \"h\")]", "(Vector h, Vector c)", "h")]
    public void The_output_is_the_marked_element_or_the_stranger_or_the_first(string attribute, string type, string output)
    {
        string tail = type.Contains('y') ? ", b" : "";
        StepSpec step = Specs.Cell("Cell", Sources.Cell(
            $"{attribute} {type} Next([Input(I)] Vector x, [State(H)] Vector h, [State(H)] Vector c) {{ var next = (W * x, U * h{tail}); return next; }}")).Step!;
        Assert.Equal(output, step.OutputName);
        Assert.Equal([1, 3], step.NextStates);
    }

    private static CellSpec Unnamed(CellSpec cell) =>
        cell with { Step = cell.Step! with { Lines = cell.Step.Lines.Select(line => line with { Name = null }).ToEquatableArray() } };
}
