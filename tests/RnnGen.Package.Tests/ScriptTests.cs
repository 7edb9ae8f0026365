using System;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using Xunit;

namespace RnnGen.Package.Tests;

/// <summary>The F# scripts among the samples, run by <c>dotnet fsi</c> against the packed package.</summary>
public sealed class ScriptTests(Feed feed)
{
    private static readonly string Samples = Path.Combine(Feed.Metadata("RepositoryRoot"), "samples");

    public static TheoryData<string> Scripts =>
        [.. Directory.GetFiles(Samples, "*.fsx", SearchOption.AllDirectories).Select(path => Path.GetRelativePath(Samples, path))];

    [Theory(SkipTestWithoutData = true)]
    [MemberData(nameof(Scripts))]
    public void A_script_runs(string script)
    {
        string text = File.ReadAllText(Path.Combine(Samples, script));
        Assert.InRange(text.Split('\n').Count(line => line.Trim().Length > 0), 1, 39);

        Workspace workspace = feed.Open();
        string name = Path.GetFileName(script);
        string feedLine = $"#i \"nuget: {feed.Folder}\"";
        text = Regex.Replace(text, "^#i \"nuget:.*$\n?", "", RegexOptions.Multiline);
        Assert.Contains("#r \"nuget: RnnGen", text, StringComparison.Ordinal);
        text = Regex.Replace(text, "#r \"nuget: RnnGen[^\"]*\"", $"{feedLine}\n#r \"nuget: RnnGen, {feed.Version}\"");
        workspace.Write(name, text);
        workspace.Dotnet("fsi", "--warnaserror+", name).Succeeded();
    }
}
