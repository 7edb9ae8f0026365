using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Runtime.Loader;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using RnnGen.Analyzers.Tests.Harness;
using RnnGen.Generator;
using Xunit;

namespace RnnGen.Analyzers.Tests;

/// <summary>Trap 33: the analyzers' assembly refers to the generator's; a compiler loads both from the paths it is given.</summary>
public sealed class LoadingTests
{
    [Fact]
    public void Analyzers_and_generator_load_side_by_side_as_a_compiler_loads_them()
    {
        string analyzers = typeof(CellAnalyzer).Assembly.Location, generator = typeof(CellGenerator).Assembly.Location;
        var loader = new IsolatedLoader();
        loader.AddDependencyLocation(generator);
        loader.AddDependencyLocation(analyzers);

        var failures = new List<string>();
        var analyzerReference = new AnalyzerFileReference(analyzers, loader);
        var generatorReference = new AnalyzerFileReference(generator, loader);
        analyzerReference.AnalyzerLoadFailed += (_, failure) => failures.Add(failure.Message);
        generatorReference.AnalyzerLoadFailed += (_, failure) => failures.Add(failure.Message);

        DiagnosticAnalyzer[] loaded = [.. analyzerReference.GetAnalyzers(LanguageNames.CSharp).Where(analyzer => analyzer is not DiagnosticSuppressor)];
        Assert.DoesNotContain(typeof(CellAnalyzer), loaded.Select(analyzer => analyzer.GetType()));
        Assert.Equal(AllRules.All.Select(rule => rule.Id), loaded.SelectMany(analyzer => analyzer.SupportedDiagnostics).Select(rule => rule.Id).Distinct().Order(System.StringComparer.Ordinal));
        Assert.Single(generatorReference.GetGenerators(LanguageNames.CSharp));
        Assert.Empty(failures);
    }

    private sealed class IsolatedLoader() : AssemblyLoadContext("isolated"), IAnalyzerAssemblyLoader
    {
        private readonly Dictionary<string, string> paths = [];

        public void AddDependencyLocation(string fullPath) => paths[Path.GetFileNameWithoutExtension(fullPath)] = fullPath;

        Assembly IAnalyzerAssemblyLoader.LoadFromPath(string fullPath) => LoadFromAssemblyPath(fullPath);

        protected override Assembly? Load(AssemblyName assemblyName) =>
            paths.TryGetValue(assemblyName.Name!, out string? path) ? LoadFromAssemblyPath(path) : null;
    }
}
