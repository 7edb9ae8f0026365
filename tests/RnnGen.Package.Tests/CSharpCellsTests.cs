using Xunit;

namespace RnnGen.Package.Tests;

/// <summary>An F# project over a C# project of cells: the F# project has no line about RnnGen at all.</summary>
public sealed class CSharpCellsTests(Feed feed)
{
    [Fact]
    public void FSharp_code_uses_the_generated_types()
    {
        Workspace workspace = feed.Open("CSharpCells");
        workspace.Build("App").WithoutWarnings();
        Assert.Contains("Tensor[2,3,12]", workspace.Run("App/bin/Release/net10.0/App.dll").Lines);

        workspace.Edit("Cells/LeakyCell.cs", "U * h", "W * h");
        Finished build = workspace.Build("App");
        Assert.NotEqual(0, build.ExitCode);
        Assert.Contains("LeakyCell.cs(17,95): error RNN0210", build.Output);
    }
}
