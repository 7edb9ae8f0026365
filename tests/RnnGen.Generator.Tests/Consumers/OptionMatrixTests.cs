using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;
using RnnGen.Generator.Tests.Harness;
using Xunit;

namespace RnnGen.Generator.Tests.Consumers;

/// <summary>
/// Traps 20, 21 and 23: whatever options a project has, generated code compiles in it without a single warning, at warning level 9999.
/// Unsafe code is off and there are no implicit usings throughout.
/// </summary>
public sealed class OptionMatrixTests
{
    private static readonly string[] Files =
    [
        Sources.MinimalGatedUnit, Sources.LeakyCell, Sources.LineModel,
        Sources.Step("=> Tanh(W * x + U * h + b);", attribute: "RecurrentCell(TimeSteps = 10)"),
        Sources.Step("=> Relu(W * x + U * h + b);", attribute: "RecurrentCell(Unroll = 4)").Replace("class Cell", "class Unrolled", System.StringComparison.Ordinal),
    ];

    public static MatrixTheoryData<bool, NullableContextOptions, LanguageVersion, OptimizationLevel> Matrix => new(
        [false, true],
        [NullableContextOptions.Disable, NullableContextOptions.Enable],
        [LanguageVersion.CSharp13, LanguageVersion.Latest, LanguageVersion.Preview],
        [OptimizationLevel.Debug, OptimizationLevel.Release]);

    [Theory]
    [MemberData(nameof(Matrix))]
    public void Trap21_Options(bool isChecked, NullableContextOptions nullable, LanguageVersion language, OptimizationLevel optimization) =>
        Generate.AssertCompiles(Compile.From(
            new CSharpParseOptions(language),
            Compile.Options.WithOverflowChecks(isChecked).WithNullableContextOptions(nullable).WithOptimizationLevel(optimization),
            Files));

    [Fact]
    public void Trap21_Documentation_is_diagnosed() => Generate.AssertCompiles(Compile.From(
        Compile.ParseOptions.WithDocumentationMode(DocumentationMode.Diagnose),
        Compile.Options.WithSpecificDiagnosticOptions([new("CS1591", ReportDiagnostic.Suppress)]), // the user's own members
        Files));

    [Fact]
    public void Trap21_Every_generated_public_member_is_documented() => Assert.DoesNotContain(".g.cs", Generate.Diagnostics(Generate.Complete(Compile.From(
        Compile.ParseOptions.WithDocumentationMode(DocumentationMode.Diagnose), Compile.Options, Files))), System.StringComparison.Ordinal);

    [Fact]
    public void Trap21_Warnings_are_errors() => Generate.AssertCompiles(Compile.From(
        Compile.ParseOptions, Compile.Options.WithGeneralDiagnosticOption(ReportDiagnostic.Error), Files));

    /// <summary>Generated files ask for annotations only; with the warnings on there would be none.</summary>
    [Fact]
    public void Nullable_warnings_would_find_nothing()
    {
        const string Header = "#nullable enable annotations\n#nullable disable warnings\n";
        Compilation complete = Generate.Complete(Compile.From(Files));
        foreach (SyntaxTree tree in complete.SyntaxTrees.Skip(Files.Length).ToList())
        {
            string text = tree.ToString();
            Assert.Contains(Header, text, System.StringComparison.Ordinal);
            complete = complete.ReplaceSyntaxTree(tree, tree.WithChangedText(SourceText.From(text.Replace(Header, "#nullable enable\n", System.StringComparison.Ordinal))));
        }

        Assert.Equal("", Generate.Diagnostics(complete));
    }

    [Fact]
    public void Trap21_With_implicit_usings_and_their_names() => Generate.AssertCompiles([.. Files, """
        global using System;
        global using System.Collections.Generic;
        global using System.IO;
        global using System.Linq;
        global using System.Net.Http;
        global using System.Runtime.Intrinsics;
        global using System.Threading;
        global using System.Threading.Tasks;
        """]);
}
