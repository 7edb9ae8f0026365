using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Basic.Reference.Assemblies;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace RnnGen.Analyzers.Tests.Harness;

/// <summary>Compilations of small sources against the runtime.</summary>
internal static class Compile
{
    public static CSharpParseOptions ParseOptions { get; } = new(LanguageVersion.CSharp14);

    public static ImmutableArray<MetadataReference> Framework { get; } = [.. Net100.References.All];

    public static ImmutableArray<MetadataReference> References { get; } =
        Framework.Add(MetadataReference.CreateFromFile(typeof(RecurrentCellAttribute).Assembly.Location));

    public static CSharpCompilation From(params string[] files) => From(References, files);

    public static CSharpCompilation From(IEnumerable<MetadataReference> references, params string[] files) => CSharpCompilation.Create(
        "Test",
        files.Select((text, i) => CSharpSyntaxTree.ParseText(text, ParseOptions, path: "File" + i + ".cs")),
        references,
        new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable));

    /// <summary>What the reader of cells and models reports, suppressed diagnostics left out, in source order.</summary>
    public static IReadOnlyList<Diagnostic> Analyze(Compilation compilation, AnalyzerConfigOptionsProvider? options = null, CellAnalyzer? analyzer = null) =>
        [.. Analyze(compilation, [analyzer ?? new CellAnalyzer()], options).Where(diagnostic => Descriptors.Declared.Any(rule => rule.Id == diagnostic.Id))];

    /// <summary>What all analyzers report, suppressed diagnostics left out, in source order.</summary>
    public static IReadOnlyList<Diagnostic> AnalyzeAll(Compilation compilation) => Analyze(compilation, AllRules.Analyzers, null);

    private static IReadOnlyList<Diagnostic> Analyze(Compilation compilation, ImmutableArray<DiagnosticAnalyzer> analyzers, AnalyzerConfigOptionsProvider? options)
    {
        var analysis = new CompilationWithAnalyzers(
            compilation,
            analyzers,
            new CompilationWithAnalyzersOptions(
                options is null ? new AnalyzerOptions([]) : new AnalyzerOptions([], options),
                onAnalyzerException: static (exception, _, _) => throw exception,
                concurrentAnalysis: true,
                logAnalyzerExecutionTime: false));
        return [.. analysis.GetAnalyzerDiagnosticsAsync().GetAwaiter().GetResult()
            .Where(diagnostic => !diagnostic.IsSuppressed)
            .OrderBy(diagnostic => diagnostic.Location.SourceTree?.FilePath, System.StringComparer.Ordinal)
            .ThenBy(diagnostic => diagnostic.Location.SourceSpan.Start)
            .ThenBy(diagnostic => diagnostic.Id, System.StringComparer.Ordinal)];
    }
}
