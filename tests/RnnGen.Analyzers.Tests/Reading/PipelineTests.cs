using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using RnnGen.Analyzers.Tests.Harness;
using RnnGen.Generator;
using Xunit;

namespace RnnGen.Analyzers.Tests.Reading;

/// <summary>Which steps of the pipeline run after an edit: only facts that changed go on.</summary>
public sealed class PipelineTests
{
    private const string Other = "namespace Elsewhere; public static class Constants { public const int Size = 3; }";

    private const string BuiltIn = Sources.Usings + "[Lstm(3, 4)] public sealed partial class Built;";

    [Theory]
    [InlineData(0, "var f = ", "var f = /* comment */ ", IncrementalStepRunReason.Unchanged)]
    [InlineData(0, "namespace Samples;", "\n\n\nnamespace Samples;", IncrementalStepRunReason.Unchanged)]
    [InlineData(1, "Size = 3", "Size = 4", IncrementalStepRunReason.Unchanged)]
    [InlineData(0, "(1 - f)", "(2 - f)", IncrementalStepRunReason.Modified)]
    [InlineData(0, "(1 - f)", "(1 + f)", IncrementalStepRunReason.Modified)]
    public void Cells(int file, string from, string to, IncrementalStepRunReason expected)
    {
        GeneratorRunResult result = Edit(file, from, to);
        AssertSteps(result, Steps.Cells, expected);
        AssertSteps(result, Steps.CellCode, expected == IncrementalStepRunReason.Unchanged ? IncrementalStepRunReason.Cached : IncrementalStepRunReason.Modified);
        AssertSteps(result, Steps.Models, IncrementalStepRunReason.Unchanged);
        AssertSteps(result, Steps.ModelCode, IncrementalStepRunReason.Cached);
        AssertSteps(result, Steps.BuiltInEquations, IncrementalStepRunReason.Cached);
        AssertSteps(result, Steps.BuiltInCode, IncrementalStepRunReason.Cached);
    }

    [Fact]
    public void Models_are_compiled_again_when_a_size_changes()
    {
        GeneratorRunResult result = Edit(2, "H = 256", "H = 128");
        AssertSteps(result, Steps.Models, IncrementalStepRunReason.Modified);
        Assert.All(result.TrackedSteps[Steps.ModelCode].SelectMany(run => run.Outputs), output => Assert.NotEqual(IncrementalStepRunReason.Cached, output.Reason));
        AssertSteps(result, Steps.CellCode, IncrementalStepRunReason.Cached);
    }

    [Fact]
    public void The_generator_reports_nothing_even_on_unreadable_cells()
    {
        GeneratorDriverRunResult result = Driver().RunGenerators(
            Compile.From(Sources.Step("{ while (true) { } }"), Sources.Usings + "[RecurrentCell] class NotPartial { }", Sources.LineModel.Replace("=> Next", "=> null! ?? Next", System.StringComparison.Ordinal)),
            TestContext.Current.CancellationToken).GetRunResult();
        Assert.Empty(result.Diagnostics);
        Assert.Null(Assert.Single(result.Results).Exception);
    }

    [Fact]
    public void Repeating_the_attribute_on_two_parts_does_not_break_the_generator()
    {
        GeneratorRunResult result = Assert.Single(Driver().RunGenerators(
            Compile.From(Sources.Step("=> W * x + U * h + b;"), Sources.Usings + "[RecurrentCell] partial class Cell { }"), TestContext.Current.CancellationToken).GetRunResult().Results);
        Assert.Null(result.Exception);
        Assert.Single(result.GeneratedSources);
    }

    private static GeneratorDriver Driver() => CSharpGeneratorDriver.Create(
        [new CellGenerator().AsSourceGenerator()],
        parseOptions: Compile.ParseOptions,
        driverOptions: new GeneratorDriverOptions(IncrementalGeneratorOutputKind.None, trackIncrementalGeneratorSteps: true));

    private static GeneratorRunResult Edit(int file, string from, string to)
    {
        CSharpCompilation before = Compile.From(Sources.MinimalGatedUnit, Other, Sources.LineModel, BuiltIn);
        SyntaxTree tree = before.SyntaxTrees[file];
        string text = tree.ToString().Replace(from, to, System.StringComparison.Ordinal);
        CSharpCompilation after = before.ReplaceSyntaxTree(tree, CSharpSyntaxTree.ParseText(text, Compile.ParseOptions, tree.FilePath, cancellationToken: TestContext.Current.CancellationToken));
        GeneratorDriver driver = Driver().RunGenerators(before, TestContext.Current.CancellationToken);
        return Assert.Single(driver.RunGenerators(after, TestContext.Current.CancellationToken).GetRunResult().Results);
    }

    private static void AssertSteps(GeneratorRunResult result, string step, IncrementalStepRunReason expected)
    {
        IEnumerable<IncrementalStepRunReason> reasons = result.TrackedSteps[step].SelectMany(run => run.Outputs).Select(output => output.Reason).Distinct();
        Assert.True(reasons.All(reason => reason == expected || (expected == IncrementalStepRunReason.Unchanged && reason == IncrementalStepRunReason.Cached)), step + ": " + string.Join(", ", reasons));
    }
}
