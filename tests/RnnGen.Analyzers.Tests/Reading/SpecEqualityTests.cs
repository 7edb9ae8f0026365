using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using RnnGen.Analyzers.Tests.Harness;
using RnnGen.Generator.Model;
using Xunit;

namespace RnnGen.Analyzers.Tests.Reading;

/// <summary>Specs are the barrier: equal when nothing changed that matters, different when something did.</summary>
public sealed class SpecEqualityTests
{
    private const string Name = "Samples.MinimalGatedUnit";

    private static readonly CellSpec Cell = Specs.Cell(Name, Sources.MinimalGatedUnit);

    [Fact]
    public void Reading_twice_gives_equal_specs_with_equal_hashes()
    {
        CellSpec again = Specs.Cell(Name, Sources.MinimalGatedUnit);
        Assert.Equal(Cell, again);
        Assert.Equal(Cell.GetHashCode(), again.GetHashCode());
    }

    [Theory]
    [InlineData("namespace Samples;", "namespace Samples;\n\n// a comment\n\n")]
    [InlineData("var f = ", "// comment\n        var   f   = /* here */ ")]
    [InlineData("public const int I = 32, H = 64;", "public const int H = 64, I = 32;")]
    [InlineData("public const int I = 32, H = 64;", "public const int I = 16 + 16, H = 1 << 6;")]
    [InlineData("[Weight(H, I)]   ", "[Weight( columns: I, rows: H )]")]
    [InlineData("(1 - f)", "((1 - f))")]
    [InlineData("(1 - f)", "(1.0 - f)")]
    [InlineData("(1 - f)", "(1f - f)")]
    [InlineData("(1 - f)", "((3 - 2) - f)")]
    [InlineData("public const int I = 32", "private const double One = 1; public const int I = 32")]
    public void Equivalent_source_gives_an_equal_spec(string from, string to) =>
        Assert.Equal(Cell, Specs.Cell(Name, Sources.MinimalGatedUnit.Replace(from, to, System.StringComparison.Ordinal)));

    [Theory]
    [InlineData("(1 - f)", "(2 - f)")]
    [InlineData("(1 - f)", "(f - 1)")]
    [InlineData("Value = 1f", "Value = 2f")]
    [InlineData("Value = 1f", "Value = -0.0")]
    [InlineData("I = 32", "I = 33")]
    [InlineData("Init.Orthogonal", "Init.Identity")]
    [InlineData("sealed ", "")]
    [InlineData("[RecurrentCell]", "[RecurrentCell(Unroll = 2)]")]
    [InlineData("[RecurrentCell]", "[RecurrentCell(Precision = Precision.Double)]")]
    [InlineData("[RecurrentCell]", "[RecurrentCell(TimeSteps = 3)]")]
    public void A_change_that_matters_gives_another_spec(string from, string to) =>
        Assert.NotEqual(Cell, Specs.Cell(Name, Sources.MinimalGatedUnit.Replace(from, to, System.StringComparison.Ordinal)));

    [Fact]
    public void Names_of_locals_matter_because_generated_code_uses_them() => Assert.NotEqual(
        Specs.Step("{ var f = W * x; return f + U * h + b; }"), Specs.Step("{ var g = W * x; return g + U * h + b; }"));

    [Fact]
    public void Negative_zero_is_another_constant() =>
        Assert.NotEqual(Specs.Step("=> 0f * h + W * x;"), Specs.Step("=> -0f * h + W * x;"));

    [Fact]
    public void Constants_of_other_files_count()
    {
        const string cell = "=> Constants.Rate * h + W * x + U * h + b;";
        CellSpec one = Specs.Cell("Cell", Sources.Step(cell), "static class Constants { public const float Rate = 0.5f; }");
        CellSpec two = Specs.Cell("Cell", Sources.Step(cell), "static class Constants { public const float Rate = 0.25f; }");
        Assert.Equal(Specs.Step("=> 0.5 * h + W * x + U * h + b;"), one);
        Assert.NotEqual(one, two);
    }

    [Fact]
    public void The_step_may_stand_in_another_file() => Assert.Equal(
        Specs.Step("=> W * x + U * h + b;"),
        Specs.Cell("Cell", Sources.Cell(""), Sources.Usings + "partial class Cell { [Step] Vector Next([Input(I)] Vector x, [State(H)] Vector h) => W * x + U * h + b; }"));

    [Theory]
    [InlineData("{ var k = 0.5; k *= 3; return k * h + W * x + U * h + b; }")]
    [InlineData("{ float k = 3; return k / 2 * h + W * x + U * h + b; }")]
    [InlineData("{ int k = 3; return k * 0.5 * h + W * x + U * h + b; }")]
    [InlineData("{ const float k = 2 * .75F; return k * h + W * x + U * h + b; }")]
    [InlineData("{ double k = 1.5; var m = (double)k; return (double)(float)m * h + W * x + U * h + b; }")]
    [InlineData("{ double k = -(-1.5); return +k * h + W * x + U * h + b; }")]
    public void Numbers_known_at_compile_time_are_constants(string body) =>
        Assert.Equal(Specs.Step("=> 1.5 * h + W * x + U * h + b;"), Specs.Step(body));

    [Fact]
    public void Float_constants_round_as_floats() =>
        Assert.Equal((double)0.1f, System.BitConverter.Int64BitsToDouble(Assert.Single(Specs.Step("=> 0.1f * h;").Step!.Lines, line => line.Op == OpCode.Constant).Bits));

    [Fact]
    public void Specs_hold_nothing_of_Roslyn()
    {
        static bool IsRoslyn(System.Type type) => type.Assembly == typeof(ISymbol).Assembly || type.Assembly == typeof(CSharpCompilation).Assembly;
        Assert.Null(ObjectGraph.FindPath(Cell, IsRoslyn));
        Assert.Null(ObjectGraph.FindPath(Specs.ReadModel("LineModel", Sources.LineModel).Spec!, IsRoslyn));
        Assert.NotNull(ObjectGraph.FindPath(Specs.ReadCell(Name, Sources.MinimalGatedUnit), IsRoslyn));
    }

    [Fact]
    public void Dimensions_keep_their_text() => Assert.Equal(
        new Dimension("4*H", 32),
        Specs.Cell("Cell", Sources.Step("=> h + 0 * (W * x) + U * h + b;", "[Bias(4 * Cell.H)] public partial Vector v { get; }")).Parameters[3].Rows);
}
