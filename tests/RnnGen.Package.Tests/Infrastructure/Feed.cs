using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection;
using Xunit;

[assembly: AssemblyFixture(typeof(RnnGen.Package.Tests.Feed))]

namespace RnnGen.Package.Tests;

/// <summary>
/// The packages of this solution, packed once for a run into a folder of their own, under a version no cache has seen. Restored
/// packages go to a cache of the run as well; what others need is taken from the machine's.
/// </summary>
public sealed class Feed : IDisposable
{
    private readonly string root = Directory.CreateTempSubdirectory("rnngen-packages-").FullName;
    private int projects;

    public Feed()
    {
        Version = "0.1.0-test." + DateTime.UtcNow.Ticks;
        Folder = Directory.CreateDirectory(Path.Combine(root, "feed")).FullName;
        Environment = new Dictionary<string, string>
        {
            ["NUGET_PACKAGES"] = Path.Combine(root, "packages"),
            ["DOTNET_CLI_TELEMETRY_OPTOUT"] = "1",
            ["DOTNET_NOLOGO"] = "1",
            ["DOTNET_CLI_UI_LANGUAGE"] = "en",
            ["MSBUILDDISABLENODEREUSE"] = "1",
            ["RunAnalyzers"] = "true",
            ["UseSharedCompilation"] = "false", // a compiler server would outlive the run and hold its output open
        };
        Pack(Folder, Version);
    }

    /// <summary>The version all packages of the run have.</summary>
    public string Version { get; }

    /// <summary>The folder with the .nupkg files.</summary>
    public string Folder { get; }

    internal IReadOnlyDictionary<string, string> Environment { get; }

    internal static string Metadata(string key) => typeof(Feed).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>().Single(attribute => attribute.Key == key).Value!;

    /// <summary>Packs the solution as it has been built.</summary>
    internal void Pack(string folder, string version) => Commands.Run(
        Metadata("RepositoryRoot"),
        "dotnet",
        ["pack", "RnnGen.sln", "--no-build", "-c", Metadata("Configuration"), "-o", folder, $"-p:PackageVersion={version}", "-v", "q"],
        Environment).WithoutWarnings();

    /// <summary>A fresh folder with a copy of <c>Projects/<paramref name="name"/></c>, or empty without a name.</summary>
    internal Workspace Open(string? name = null) => Workspace.Create(Path.Combine(root, $"{System.Threading.Interlocked.Increment(ref projects):00}"), name, this);

    public void Dispose()
    {
        if (System.Environment.GetEnvironmentVariable("RNNGEN_KEEP_PROJECTS") != "1")
        {
            Directory.Delete(root, recursive: true);
        }
    }
}
