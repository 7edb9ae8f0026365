using Xunit;

namespace RnnGen.Package.Tests;

/// <summary>A C# project with one package line.</summary>
public sealed class CSharpTests(Feed feed)
{
    [Fact]
    public void It_builds_trains_and_is_told_of_mistakes()
    {
        Workspace workspace = feed.Open("CSharp");
        workspace.Build().WithoutWarnings();
        Assert.Contains("it learns", workspace.Run("bin/Release/net10.0/CSharp.dll").Lines);

        workspace.Edit("LeakyCell.cs", "U * h", "W * h");
        Finished build = workspace.Build();
        Assert.NotEqual(0, build.ExitCode);
        Assert.Contains("LeakyCell.cs(17,95): error RNN0210", build.Output);
    }
}
