using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Linq;

namespace RnnGen.Benchmarks.BuildCost;

/// <summary>A project in a temporary folder with the runtime, the generator and the analyzers, built by the SDK.</summary>
internal sealed class ProjectBuild : IDisposable
{
    /// <summary>The library's own analyzers.</summary>
    public const string Rules = "RnnGen.Analyzers.dll";

    /// <summary>An analyzer that does nothing.</summary>
    public const string NoRules = "RnnGen.Benchmarks.dll";

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("rnngen-build");

    public ProjectBuild(IReadOnlyList<string> cells, string analyzers = Rules)
    {
        string tools = folder.CreateSubdirectory("tools").FullName;
        foreach (string file in new[] { "RnnGen.Runtime.dll", "RnnGen.Generator.dll", analyzers })
        {
            File.Copy(Path.Combine(AppContext.BaseDirectory, file), Path.Combine(tools, file));
        }

        DirectoryInfo project = folder.CreateSubdirectory("Cells");
        File.WriteAllText(Path.Combine(project.FullName, "Cells.csproj"), $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup><TargetFramework>net10.0</TargetFramework><Nullable>enable</Nullable></PropertyGroup>
              <ItemGroup>
                <Reference Include="../tools/RnnGen.Runtime.dll" />
                <Analyzer Include="../tools/RnnGen.Generator.dll;../tools/{analyzers}" />
              </ItemGroup>
            </Project>
            """);
        File.WriteAllText(Path.Combine(project.FullName, "Empty.cs"), "namespace Cells; public static class Empty;");
        foreach ((string text, int i) in cells.Select((text, i) => (text, i)))
        {
            File.WriteAllText(Path.Combine(project.FullName, $"Cell{i}.cs"), text);
        }

        Dotnet("restore");
    }

    /// <summary>A rebuild, with the compiler server (warm once it has run) or a compiler process of its own.</summary>
    public void Build(bool sharedCompiler, params string[] properties) => Dotnet(
        ["build", "-c", "Release", "--no-restore", "--no-incremental", "-v", "q", "-nologo", "-nodeReuse:false", $"-p:UseSharedCompilation={(sharedCompiler ? "true" : "false")}", .. properties]);

    public void Dispose() => folder.Delete(recursive: true);

    private void Dotnet(params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", arguments) { WorkingDirectory = Path.Combine(folder.FullName, "Cells"), RedirectStandardOutput = true };
        using Process process = Process.Start(start)!;
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException($"dotnet {string.Join(' ', arguments)} failed:\n{output}");
        }
    }
}
