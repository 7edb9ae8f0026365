using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using RnnGen.Generator;

namespace RnnGen.Benchmarks.BuildCost;

/// <summary>The generator in a driver of its own, as a compiler that has just started would run it.</summary>
internal static class GeneratorRun
{
    /// <summary>How cells are parsed.</summary>
    public static readonly CSharpParseOptions ParseOptions = new(LanguageVersion.CSharp14);

    private static readonly MetadataReference[] References =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(path => Path.GetFileName(path) is var name && (name.StartsWith("System.", StringComparison.Ordinal) || name is "netstandard.dll" or "RnnGen.Runtime.dll"))
            .Select(path => MetadataReference.CreateFromFile(path)),
    ];

    /// <summary>The sources against the runtime, nothing generated yet.</summary>
    public static CSharpCompilation Compilation(IEnumerable<string> sources) => CSharpCompilation.Create(
        "Cells",
        sources.Select((text, i) => CSharpSyntaxTree.ParseText(text, ParseOptions, path: $"{i}.cs")),
        References,
        new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable));

    /// <summary>Time inside the generator, and the size of what it wrote.</summary>
    public static (TimeSpan Time, int Characters) Of(IEnumerable<string> sources)
    {
        GeneratorDriver driver = Driver().RunGeneratorsAndUpdateCompilation(Compilation(sources), out Compilation completed, out _);
        GeneratorRunResult result = driver.GetRunResult().Results.Single();
        if (result.Exception is not null || completed.GetDiagnostics().FirstOrDefault(d => d.Severity == DiagnosticSeverity.Error) is not null)
        {
            throw new InvalidOperationException($"The cells do not compile: {result.Exception?.Message ?? completed.GetDiagnostics().First(d => d.Severity == DiagnosticSeverity.Error).ToString()}");
        }

        return (driver.GetTimingInfo().ElapsedTime, result.GeneratedSources.Sum(source => source.SourceText.Length));
    }

    /// <summary>A driver that has run nothing yet.</summary>
    public static GeneratorDriver Driver() => CSharpGeneratorDriver.Create([new CellGenerator().AsSourceGenerator()], parseOptions: ParseOptions);
}
