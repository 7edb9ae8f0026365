using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Runtime.Loader;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using RnnGen.Generator;
using RnnGen.Generator.Reading;
using Xunit;

namespace RnnGen.Integration.Tests.Harness;

/// <summary>Compiles cells from source in this process: the generator runs as in a build, and the result is loaded to be run.</summary>
internal sealed class CellCompilation
{
    private static readonly CSharpParseOptions ParseOptions = new(LanguageVersion.CSharp14);

    /// <summary>What compiled cells refer to.</summary>
    public static readonly MetadataReference[] References =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(path => Path.GetFileName(path) is var name && (name.StartsWith("System.", StringComparison.Ordinal) || name is "netstandard.dll" or "RnnGen.Runtime.dll"))
            .Select(path => MetadataReference.CreateFromFile(path)),
    ];

    private readonly Dictionary<string, CompiledCell> cells = [];
    private readonly Dictionary<string, string> failures = [];

    /// <param name="sources">Class name and file of each cell.</param>
    public CellCompilation(IEnumerable<CellSource> sources)
    {
        List<CellSource> rest = [.. sources];
        while (rest.Count > 0)
        {
            CSharpCompilation compilation = Generate(rest, out Dictionary<string, string> generated);
            using var image = new MemoryStream();
            Diagnostic[] errors = [.. compilation.Emit(image).Diagnostics.Where(d => d.Severity == DiagnosticSeverity.Error)];
            if (errors.Length == 0)
            {
                Load(image, compilation, rest, generated);
                return;
            }

            // A cell that does not compile fails alone.
            CellSource[] broken = [.. rest.Where(source => errors.Any(e => FileNames(source).Contains(Path.GetFileName(e.Location.SourceTree?.FilePath))))];
            foreach (CellSource source in broken)
            {
                failures.Add(source.Name, string.Join('\n', errors.Where(e => FileNames(source).Contains(Path.GetFileName(e.Location.SourceTree?.FilePath))).Take(3)) + '\n' + source.Text);
            }

            Assert.True(broken.Length > 0, string.Join('\n', errors.AsEnumerable()));
            rest.RemoveAll(broken.Contains);
        }
    }

    /// <summary>A cell by its class name; fails the test when it did not compile.</summary>
    public CompiledCell this[string name]
    {
        get
        {
            Assert.False(failures.TryGetValue(name, out string? failure), failure);
            return cells[name];
        }
    }

    /// <summary>Compiles models and cells that must all be right, and loads them.</summary>
    public static Assembly Compile(IReadOnlyList<CellSource> sources)
    {
        CSharpCompilation compilation = Generate([.. sources], out _);
        using var image = new MemoryStream();
        string[] errors = [.. compilation.Emit(image).Diagnostics.Where(d => d.Severity == DiagnosticSeverity.Error).Select(d => d.ToString())];
        Assert.True(errors.Length == 0, string.Join('\n', errors.Take(3).Concat(sources.Select(source => source.Text))));
        return Loaded(image);
    }

    private static Assembly Loaded(MemoryStream image)
    {
        image.Position = 0;
        return new AssemblyLoadContext(null, isCollectible: true).LoadFromStream(image);
    }

    private static string[] FileNames(CellSource source) => [source.Name + ".cs", CellSource.Namespace + "." + source.Name + ".g.cs"];

    private static CSharpCompilation Generate(List<CellSource> sources, out Dictionary<string, string> generated)
    {
        CSharpCompilation compilation = CSharpCompilation.Create(
            "Cells" + Guid.NewGuid().ToString("N"),
            sources.Select(source => CSharpSyntaxTree.ParseText(source.Text, ParseOptions, path: source.Name + ".cs")),
            References,
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, optimizationLevel: OptimizationLevel.Release, nullableContextOptions: NullableContextOptions.Enable));
        GeneratorDriver driver = CSharpGeneratorDriver.Create([new CellGenerator().AsSourceGenerator()], parseOptions: ParseOptions);
        driver = driver.RunGeneratorsAndUpdateCompilation(compilation, out Compilation completed, out _);
        GeneratorRunResult run = driver.GetRunResult().Results.Single();
        Assert.Null(run.Exception);
        generated = run.GeneratedSources.ToDictionary(s => s.HintName, s => s.SourceText.ToString());
        return (CSharpCompilation)completed;
    }

    private void Load(MemoryStream image, CSharpCompilation compilation, List<CellSource> sources, Dictionary<string, string> generated)
    {
        Assembly assembly = Loaded(image);
        foreach (CellSource source in sources)
        {
            string name = CellSource.Namespace + "." + source.Name;
            if (!generated[name + ".g.cs"].Contains("class " + name.Replace('.', '_') + "Passes", StringComparison.Ordinal))
            {
                failures.Add(source.Name, "The generator emitted only the public surface:\n" + Reason(compilation, name) + "\n" + source.Text);
                continue;
            }

            cells.Add(source.Name, new CompiledCell(source.Name, assembly.GetType(name)!, CellReader.Read(compilation.GetTypeByMetadataName(name)!, compilation, CancellationToken.None).Spec!));
        }
    }

    // Compiles again, without the net that keeps one cell from taking all down.
    private static string Reason(CSharpCompilation compilation, string name)
    {
        CellReading reading = CellReader.Read(compilation.GetTypeByMetadataName(name)!, compilation, CancellationToken.None);
        if (reading.Spec?.Step is null)
        {
            return string.Join('\n', reading.Problems.Select(p => p.ToString()));
        }

        try
        {
            Generator.Emit.CellCompiler.Plan(reading.Spec, CancellationToken.None);
            return "no reason found";
        }
        catch (Exception e)
        {
            return e.ToString();
        }
    }
}
