using System;
using System.IO;
using System.IO.Compression;
using System.Linq;
using Xunit;

namespace RnnGen.Package.Tests;

/// <summary>An F# project with cells of its own, used by F# and C# programs as a project and as a package, and published.</summary>
public sealed class OwnedCellsReferenceTests(Feed feed)
{
    [Fact]
    public void Programs_in_both_languages_reference_it()
    {
        Workspace workspace = feed.Open("OwnedCells");
        workspace.Build("App").WithoutWarnings();
        workspace.Build("Tool").WithoutWarnings();
        Finished app = workspace.Run("App/bin/Release/net10.0/App.dll");
        Assert.Equal("Tensor[2,12]", app.Lines[1]);
        Assert.Equal("True", app.Lines[2]);
        Assert.Equal(app.Output, workspace.Run("Tool/bin/Release/net10.0/Tool.dll").Output);

        workspace.Dotnet("publish", "App", "-c", "Release", "-o", workspace.PathOf("published")).WithoutWarnings();
        Assert.Equal(app.Output, workspace.Run("published/App.dll").Output);
        workspace.Dotnet("publish", "App", "-c", "Release", "--no-build", "-o", workspace.PathOf("published-unbuilt")).WithoutWarnings();
        Assert.Equal(
            Directory.GetFiles(workspace.PathOf("published")).Select(Path.GetFileName).Order(StringComparer.Ordinal),
            Directory.GetFiles(workspace.PathOf("published-unbuilt")).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        Assert.Equal(app.Output, workspace.Run("published-unbuilt/App.dll").Output);
    }

    [Fact]
    public void It_is_packed_with_its_cells_and_consumed()
    {
        Workspace workspace = feed.Open("OwnedCells");
        string version = feed.Version;
        workspace.Dotnet("pack", "Sizes", "-c", "Release", "-o", workspace.PathOf("feed"), $"-p:Version={version}").WithoutWarnings();
        workspace.Dotnet("pack", "Lib", "-c", "Release", "-o", workspace.PathOf("feed"), $"-p:Version={version}").WithoutWarnings();
        using (ZipArchive package = ZipFile.OpenRead(workspace.PathOf($"feed/Lib.{version}.nupkg")))
        {
            Assert.Equal(
                ["lib/net10.0/Lib.Cells.dll", "lib/net10.0/Lib.Cells.xml", "lib/net10.0/Lib.dll", "lib/net10.0/Lib.xml"],
                package.Entries.Select(entry => entry.FullName).Where(name => name.StartsWith("lib/", StringComparison.Ordinal)).Order(StringComparer.Ordinal));
        }

        Workspace consumer = feed.Open("OwnedCells");
        consumer.Edit("App/App.fsproj", "<ProjectReference Include=\"../Lib/Lib.fsproj\" />", $"<PackageReference Include=\"Lib\" Version=\"{version}\" />");
        consumer.Edit("nuget.config", "<packageSources>", $"<packageSources><add key=\"lib\" value=\"{workspace.PathOf("feed")}\" />");
        consumer.Build("App").WithoutWarnings();
        Assert.Equal("Tensor[2,12]", consumer.Run("App/bin/Release/net10.0/App.dll").Lines[1]);
    }
}
