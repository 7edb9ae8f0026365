using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Xunit;

namespace RnnGen.Generator.Tests.Harness;

/// <summary>Runs of the generator.</summary>
internal static class Generate
{
    private const int MostShown = 5;

    // Has read the built-in cells already: compile tests need not read them again.
    private static readonly GeneratorDriver Primed = Driver().RunGenerators(Compile.From(), CancellationToken.None);

    public static GeneratorDriver Driver(CSharpParseOptions? parsing = null, IncrementalGeneratorOutputKind disabled = IncrementalGeneratorOutputKind.None) => CSharpGeneratorDriver.Create(
        [new CellGenerator().AsSourceGenerator()],
        parseOptions: parsing ?? Compile.ParseOptions,
        driverOptions: new GeneratorDriverOptions(disabled, trackIncrementalGeneratorSteps: true));

    /// <summary>A run that must not have failed.</summary>
    public static GeneratorRunResult Run(CSharpCompilation compilation) => Result(Driver(ParsingOf(compilation)).RunGenerators(compilation, CancellationToken.None));

    public static GeneratorRunResult Run(params string[] files) => Run(Compile.From(files));

    public static GeneratorRunResult Result(GeneratorDriver driver)
    {
        GeneratorRunResult result = Assert.Single(driver.GetRunResult().Results);
        Assert.Null(result.Exception);
        Assert.Empty(result.Diagnostics);
        return result;
    }

    /// <summary>The text of the only file generated for the sources.</summary>
    public static string Text(params string[] files) => Assert.Single(Run(files).GeneratedSources).SourceText.ToString();

    /// <summary>Hint names and texts.</summary>
    public static SortedDictionary<string, string> Texts(GeneratorRunResult result) =>
        new(result.GeneratedSources.ToDictionary(s => s.HintName, s => s.SourceText.ToString()), System.StringComparer.Ordinal);

    /// <summary>The compilation with its generated half.</summary>
    public static Compilation Complete(CSharpCompilation compilation)
    {
        GeneratorDriver driver = Primed.WithUpdatedParseOptions(ParsingOf(compilation)).RunGeneratorsAndUpdateCompilation(compilation, out Compilation complete, out _, CancellationToken.None);
        Result(driver);
        return complete;
    }

    /// <summary>All diagnostics a user would see, one per line; empty when the sources compile without any.</summary>
    public static string Diagnostics(Compilation complete)
    {
        using var stream = new MemoryStream();
        return string.Join("\n", complete.Emit(stream).Diagnostics.Where(d => d.Severity != DiagnosticSeverity.Hidden && !d.IsSuppressed).Select(Describe).Take(MostShown));
    }

    /// <summary>Asserts that the sources and what is generated for them compile without a single warning.</summary>
    public static void AssertCompiles(params string[] files) => AssertCompiles(Compile.From(files));

    public static void AssertCompiles(CSharpCompilation compilation)
    {
        string diagnostics = Diagnostics(Complete(compilation));
        Assert.True(diagnostics.Length == 0, diagnostics);
    }

    private static CSharpParseOptions ParsingOf(CSharpCompilation compilation) =>
        compilation.SyntaxTrees.Select(tree => (CSharpParseOptions)tree.Options).FirstOrDefault() ?? Compile.ParseOptions;

    private static string Describe(Diagnostic diagnostic)
    {
        string line = diagnostic.Location.SourceTree is { } tree
            ? tree.GetText().Lines[diagnostic.Location.GetLineSpan().StartLinePosition.Line].ToString().Trim()
            : "";
        return diagnostic.ToString() + "  <<" + line + ">>";
    }
}
