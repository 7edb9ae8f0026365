using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Runtime.Loader;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
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

        DiagnosticAnalyzer analyzer = Assert.Single(analyzerReference.GetAnalyzers(LanguageNames.CSharp));
        Assert.NotSame(typeof(CellAnalyzer), analyzer.GetType());
        Assert.Equal(Descriptors.All.Select(d => d.Id), analyzer.SupportedDiagnostics.Select(d => d.Id));
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
