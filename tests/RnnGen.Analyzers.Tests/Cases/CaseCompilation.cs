using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.IO;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using RnnGen.Analyzers.Tests.Harness;
using RnnGen.Generator;

namespace RnnGen.Analyzers.Tests.Cases;

/// <summary>Cases are compiled against the models of <see cref="Fixtures"/>, which are generated and compiled once.</summary>
internal static class CaseCompilation
{
    private static readonly Lazy<MetadataReference> Models = new(CompileFixtures);
    // One compilation that all others derive from: references are resolved once.
    private static readonly Lazy<CSharpCompilation> Empty = new(() =>
    {
        var empty = CSharpCompilation.Create("Case", [], References, new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable));
        empty.GetTypeByMetadataName("RnnGen.Tensor");
        return empty;
    });

    private static readonly ConcurrentDictionary<string, IReadOnlyList<Diagnostic>> Results = new(StringComparer.Ordinal);

    /// <summary>The runtime and the fixtures.</summary>
    public static ImmutableArray<MetadataReference> References => Compile.References.Add(Models.Value);

    public static CSharpCompilation From(string source)
    {
        CSharpCompilation plain = Empty.Value.AddSyntaxTrees(CSharpSyntaxTree.ParseText(source, Compile.ParseOptions, path: "File0.cs"));
        return source.Contains("partial class", StringComparison.Ordinal) ? Generated(plain) : plain;
    }

    /// <summary>What the analyzers say; the code must compile.</summary>
    public static IReadOnlyList<Diagnostic> Analyze(string source) => Results.GetOrAdd(source, text =>
    {
        CSharpCompilation compilation = From(text);
        Diagnostic[] errors = [.. compilation.GetDiagnostics().Where(found => found.Severity == DiagnosticSeverity.Error)];
        return errors.Length == 0 ? Compile.AnalyzeAll(compilation) : throw new InvalidOperationException(string.Join("\n", errors.Select(error => error.ToString())) + "\n" + text);
    });

    private static CSharpCompilation Generated(CSharpCompilation plain)
    {
        CSharpGeneratorDriver.Create([new CellGenerator().AsSourceGenerator()], parseOptions: Compile.ParseOptions)
            .RunGeneratorsAndUpdateCompilation(plain, out Compilation full, out _);
        return (CSharpCompilation)full;
    }

    private static MetadataReference CompileFixtures()
    {
        CSharpCompilation full = Generated(CSharpCompilation.Create(
            "Fixtures", [CSharpSyntaxTree.ParseText(Fixtures.Source, Compile.ParseOptions)], Compile.References,
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable)));
        using var stream = new MemoryStream();
        var result = full.Emit(stream);
        return result.Success
            ? MetadataReference.CreateFromImage(ImmutableArray.Create(stream.ToArray()))
            : throw new InvalidOperationException(string.Join("\n", result.Diagnostics.Where(found => found.Severity == DiagnosticSeverity.Error)));
    }
}
