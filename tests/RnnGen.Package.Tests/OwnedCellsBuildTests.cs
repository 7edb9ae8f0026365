using System;
using System.Collections.Generic;
using System.IO;
using Xunit;

namespace RnnGen.Package.Tests;

/// <summary>Cells owned by an F# project: what a build compiles, and what it leaves alone.</summary>
public sealed class OwnedCellsBuildTests(Feed feed)
{
    private const string Intermediate = "Lib/obj/Release/net10.0/";

    [Fact]
    public void Only_what_changed_is_compiled()
    {
        Workspace workspace = feed.Open("OwnedCells");
        string cells = Intermediate + "cells/Lib.Cells.dll", library = Intermediate + "Lib.dll";
        workspace.Build("Lib").WithoutWarnings();
        Assert.True(File.Exists(workspace.PathOf("Lib/bin/Release/net10.0/Lib.Cells.xml")));

        // Nothing changed.
        IReadOnlyList<DateTime> before = workspace.Written(cells, library);
        Build();
        Assert.Equal(before, workspace.Written(cells, library));

        // The body of a step: new cells, the same F# assembly.
        workspace.Edit("Lib/Cells/LeakyCell.cs", "0.9 * h + 0.1 *", "0.8 * h + 0.2 *");
        Build();
        Assert.NotEqual(before[0], workspace.Written(cells)[0]);
        Assert.Equal(before[1], workspace.Written(library)[0]);

        // A public constant: both.
        workspace.Edit("Sizes/Sizes.cs", "= 8", "= 9");
        Build();
        Assert.NotEqual(before[1], workspace.Written(library)[0]);

        // A file more, which F# code uses at once; then it is gone, and so is its type.
        workspace.Write("Lib/Cells/More.cs", "namespace Owned;\npublic static class More { public const int Seed = 3; }\n");
        workspace.Edit("Lib/Library.fs", "TokenModel(seed = seed)", "TokenModel(seed = seed + More.Seed)");
        Build();
        File.Delete(workspace.PathOf("Lib/Cells/More.cs"));
        Finished without = workspace.Build("Lib", "--no-restore");
        Assert.NotEqual(0, without.ExitCode);
        Assert.Contains("Library.fs(7,", without.Output);
        Assert.Contains("error FS0039", without.Output);

        workspace.Dotnet("clean", "Lib", "-c", "Release", "-v", "q").Succeeded();
        Assert.False(Directory.Exists(workspace.PathOf(Intermediate + "cells")));
        Assert.Empty(Directory.GetFiles(workspace.PathOf("Lib/bin"), "*", SearchOption.AllDirectories));

        void Build() => workspace.Build("Lib", "--no-restore").WithoutWarnings();
    }

    [Fact]
    public void An_editor_gets_the_cells_from_a_design_time_build()
    {
        Workspace workspace = feed.Open("OwnedCells");
        workspace.Dotnet("restore", "Lib").Succeeded();
        workspace.Build("Sizes", "--no-restore").WithoutWarnings();
        Finished designTime = workspace.Dotnet(
            "msbuild", "Lib/Lib.fsproj", "-t:CoreCompile", "-p:Configuration=Release", "-p:DesignTimeBuild=true", "-p:SkipCompilerExecution=true",
            "-p:ProvideCommandLineArgs=true", "-p:BuildProjectReferences=false", "-getItem:FscCommandLineArgs").Succeeded();
        string reference = workspace.PathOf(Intermediate + "cells/ref/Lib.Cells.dll");
        Assert.Contains("-r:" + reference, designTime.Output);
        Assert.True(File.Exists(reference));
        Assert.True(File.Exists(Path.ChangeExtension(reference, ".xml")));
        Assert.False(File.Exists(workspace.PathOf(Intermediate + "Lib.dll")));
    }

    [Fact]
    public void Cells_built_in_two_places_are_the_same_bytes()
    {
        byte[] Cells()
        {
            Workspace workspace = feed.Open("OwnedCells");
            workspace.Build("Lib", "-p:ContinuousIntegrationBuild=true").WithoutWarnings();
            return File.ReadAllBytes(workspace.PathOf(Intermediate + "cells/Lib.Cells.dll"));
        }

        Assert.Equal(Cells(), Cells());
    }
}
