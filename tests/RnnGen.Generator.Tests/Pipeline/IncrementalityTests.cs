using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using RnnGen.Generator.Tests.Harness;
using Xunit;
using static Microsoft.CodeAnalysis.IncrementalStepRunReason;

namespace RnnGen.Generator.Tests.Pipeline;

/// <summary>
/// Why a step has the result it has, edit by edit. The reasons are the contract. A cell's step is Cached when the reader ran and found the
/// same facts: the name is on what follows the comparison.
/// </summary>
public sealed class IncrementalityTests
{
    private const string CellFile = "Samples.MinimalGatedUnit.g.cs";

    private static readonly string[] CodeSteps = [Steps.CellCode, Steps.BuiltInCode, Steps.ModelCode];

    [Fact]
    public void The_same_compilation_again_runs_nothing()
    {
        GeneratorRunResult result = Edit.Run(Edit.Project);
        Assert.All([Steps.Cells, Steps.BuiltInEquations, Steps.BuiltInCells, Steps.Models, .. CodeSteps], step => Edit.AssertStep(result, step, Cached));
    }

    [Theory]
    [InlineData("var f = ", "var f = /* forget */ ")]
    [InlineData("var f = ", "// forget\n        var f = ")]
    [InlineData("Sigmoid(Wf * x + Uf * h + bf)", "Sigmoid( Wf*x\n            + Uf*h + bf )")]
    [InlineData("(1 - f)", "((1 - f))")]
    public void Trap07_Comments_whitespace_and_parentheses_change_no_fact(string from, string to) => AssertUnchanged(Edit.Project.Edit(Edit.Cell, from, to));

    [Theory]
    [InlineData("using RnnGen;", "\n\nusing RnnGen;")]
    [InlineData("namespace Samples;", "namespace Samples;\n\npublic sealed class Before;")]
    public void Trap02_A_line_above_changes_no_fact(string from, string to) => AssertUnchanged(Edit.Project.Edit(Edit.Cell, from, to));

    [Fact]
    public void A_method_body_in_another_file_changes_no_fact() => AssertUnchanged(Edit.Project.Edit(Edit.Constants, "=> 1;", "=> 2;"));

    [Fact]
    public void A_new_file_changes_no_fact() => AssertUnchanged(
        Edit.Project.AddSyntaxTrees(CSharpSyntaxTree.ParseText("global using System; class New;", Compile.ParseOptions, "New.cs", cancellationToken: TestContext.Current.CancellationToken)));

    [Fact]
    public void A_changed_literal_is_compiled_again() => AssertOnlyCellModified(Edit.Project.Edit(Edit.Cell, "(1 - f)", "(2 - f)"));

    [Fact]
    public void Trap08_A_constant_changed_in_another_file_is_compiled_again() => AssertOnlyCellModified(Edit.Project.Edit(Edit.Constants, "Leak = 0.5", "Leak = 0.25"));

    [Fact]
    public void Trap03_Negative_zero_is_a_change()
    {
        CSharpCompilation zero = Edit.Project.Edit(Edit.Cell, "Value = 1", "Value = 0.0");
        CSharpCompilation negative = Edit.Project.Edit(Edit.Cell, "Value = 1", "Value = -0.0");
        GeneratorRunResult result = Generate.Result(Generate.Driver()
            .RunGenerators(zero, TestContext.Current.CancellationToken)
            .RunGenerators(negative, TestContext.Current.CancellationToken));
        Edit.AssertStep(result, Steps.Cells, Modified);
        Assert.Contains("-0.0", Generate.Texts(result)[CellFile], System.StringComparison.Ordinal);
    }

    [Fact]
    public void The_size_of_a_built_in_cell_is_its_own_affair()
    {
        GeneratorRunResult result = Edit.Run(Edit.Project.Edit(Edit.BuiltIn, "[Lstm(32, 64)]", "[Lstm(32, 48)]"));
        Edit.AssertStep(result, Steps.BuiltInCells, Modified);
        Edit.AssertStep(result, Steps.BuiltInCode, Modified);
        Edit.AssertStep(result, Steps.CellCode, Cached);
        Edit.AssertStep(result, Steps.ModelCode, Cached);
    }

    [Fact]
    public void The_size_of_a_model_is_its_own_affair()
    {
        GeneratorRunResult result = Edit.Run(Edit.Project.Edit(Edit.Model, "H = 64", "H = 48"));
        Edit.AssertStep(result, Steps.Models, Modified);
        Edit.AssertStep(result, Steps.ModelCode, Modified);
        Edit.AssertStep(result, Steps.CellCode, Cached);
        Edit.AssertStep(result, Steps.BuiltInCode, Cached);
    }

    [Fact]
    public void Trap05_Built_in_equations_are_read_once_per_set_of_references()
    {
        Assert.All(
            [Edit.Project.Edit(Edit.Cell, "(1 - f)", "(2 - f)"), Edit.Project.Edit(Edit.Constants, "=> 1;", "=> 2;"), Edit.Project.Edit(Edit.BuiltIn, "64", "48")],
            after => Edit.AssertStep(Edit.Run(after), Steps.BuiltInEquations, Cached));

        // Another reference: read again, found equal, and nothing behind them runs.
        MetadataReference other = Compile.From("public sealed class Other;").ToMetadataReference();
        GeneratorRunResult result = Edit.Run(Edit.Project.AddReferences(other));
        Edit.AssertStep(result, Steps.BuiltInEquations, Unchanged);
        Assert.All(CodeSteps, step => Edit.AssertStep(result, step, Cached));
    }

    [Fact]
    public void Trap27_Nothing_is_generated_for_sources_without_cells() => Assert.Empty(Generate.Run("class Empty;").GeneratedSources);

    private static void AssertUnchanged(CSharpCompilation after)
    {
        GeneratorRunResult result = Edit.Run(after);
        Edit.AssertStep(result, Steps.Cells, Cached);
        Edit.AssertStep(result, Steps.BuiltInEquations, Cached);
        Assert.All(CodeSteps, step => Edit.AssertStep(result, step, Cached));
        Assert.Equal(Generate.Texts(Generate.Run(after)), Generate.Texts(result));
    }

    private static void AssertOnlyCellModified(CSharpCompilation after)
    {
        GeneratorRunResult result = Edit.Run(after);
        Edit.AssertStep(result, Steps.Cells, Modified);
        Edit.AssertStep(result, Steps.CellCode, Modified);
        Edit.AssertStep(result, Steps.BuiltInCode, Cached);
        Edit.AssertStep(result, Steps.ModelCode, Cached);
        Assert.Equal(Generate.Texts(Generate.Run(after)), Generate.Texts(result));
        Assert.NotEqual(Generate.Texts(Generate.Run(Edit.Project))[CellFile], Generate.Texts(result)[CellFile]);
    }
}
