using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;

namespace RnnGen.Package.Tests;

/// <summary>A folder as a user has it: projects that know RnnGen from a feed only.</summary>
internal sealed class Workspace
{
    private readonly Feed feed;

    private Workspace(string folder, Feed feed)
    {
        Folder = folder;
        this.feed = feed;
    }

    public string Folder { get; }

    public static Workspace Create(string folder, string? name, Feed feed)
    {
        Directory.CreateDirectory(folder);
        var workspace = new Workspace(folder, feed);
        if (name is not null)
        {
            string source = Path.Combine(Feed.Metadata("Projects"), name);
            foreach (string file in Directory.EnumerateFiles(source, "*", SearchOption.AllDirectories))
            {
                workspace.Write(Path.GetRelativePath(source, file), File.ReadAllText(file));
            }
        }

        string machine = Environment.GetEnvironmentVariable("NUGET_PACKAGES")
            ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");
        Directory.CreateDirectory(machine);
        workspace.Write("nuget.config", $"""
            <configuration>
              <packageSources><add key="rnngen-tests" value="{feed.Folder}" /></packageSources>
              <fallbackPackageFolders><add key="machine" value="{machine}" /></fallbackPackageFolders>
            </configuration>
            """);
        workspace.Write("Directory.Build.props", $"<Project><PropertyGroup><RnnGenVersion>{feed.Version}</RnnGenVersion></PropertyGroup></Project>\n");
        return workspace;
    }

    public string PathOf(string file) => Path.Combine(Folder, file);

    public void Write(string file, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(PathOf(file))!);
        File.WriteAllText(PathOf(file), text);
    }

    /// <summary>Replaces a text that must be there.</summary>
    public void Edit(string file, string before, string after)
    {
        string text = File.ReadAllText(PathOf(file));
        Xunit.Assert.Contains(before, text, StringComparison.Ordinal);
        File.WriteAllText(PathOf(file), text.Replace(before, after, StringComparison.Ordinal));
    }

    /// <summary>The last time each of some files was written.</summary>
    public IReadOnlyList<DateTime> Written(params string[] files) => [.. files.Select(file => File.GetLastWriteTimeUtc(PathOf(file)))];

    public Finished Dotnet(params string[] arguments) => Commands.Run(Folder, "dotnet", arguments, feed.Environment);

    public Finished Build(string project = "", params string[] more) =>
        Dotnet([.. new[] { "build", project, "-c", "Release", "-v", "q", "-tl:off" }.Where(argument => argument.Length > 0), .. more]);

    /// <summary>Runs a program that has been built.</summary>
    public Finished Run(string assembly) => Dotnet("exec", PathOf(assembly)).Succeeded();
}
