using System.IO;
using Xunit;

namespace RnnGen.Package.Tests;

/// <summary>The templates of <c>dotnet new rnngen</c>: what they make builds without a warning, trains and completes its words.</summary>
public sealed class TemplateTests(Feed feed)
{
    [Theory]
    [InlineData("C#", "My.First_Model.csproj")]
    [InlineData("F#", "My.First_Model.fsproj")]
    public void A_new_project_builds_and_runs(string language, string project)
    {
        Workspace workspace = feed.Open();
        string hive = workspace.PathOf("hive");
        workspace.Dotnet("new", "install", Path.Combine(feed.Folder, $"RnnGen.Templates.{feed.Version}.nupkg"), "--debug:custom-hive", hive).Succeeded();
        workspace.Dotnet("new", "rnngen", "-lang", language, "-o", "My.First_Model", "--debug:custom-hive", hive).Succeeded();
        Assert.True(File.Exists(workspace.PathOf("My.First_Model/" + project)));

        workspace.Build("My.First_Model").WithoutWarnings();
        Finished run = workspace.Run("My.First_Model/bin/Release/net10.0/My.First_Model.dll");
        Assert.Contains("recurrent", run.Lines);
        Assert.Contains("network", run.Lines);
        Assert.True(File.Exists(workspace.PathOf("words.safetensors")));
    }
}
