using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Xunit;

namespace RnnGen.Generator.Tests.Harness;

/// <summary>
/// Generated files kept beside the tests, to be read. With <c>RNNGEN_ACCEPT_SNAPSHOTS=1</c> in the environment a run writes them instead of
/// comparing.
/// </summary>
internal static class Snapshot
{
    private static readonly bool Accept = Environment.GetEnvironmentVariable("RNNGEN_ACCEPT_SNAPSHOTS") == "1";

    public static string Root { get; } = Repository.Metadata("SnapshotRoot");

    /// <summary>Compares every generated file with <c>Snapshots/{test}/{hint}.verified.cs</c>.</summary>
    public static void Match(GeneratorRunResult run, [CallerMemberName] string test = "")
    {
        string folder = Path.Combine(Root, test);
        Dictionary<string, string> actual = run.GeneratedSources.ToDictionary(
            source => source.HintName[..^".g.cs".Length] + ".verified.cs", source => source.SourceText.ToString());
        if (Accept)
        {
            Write(folder, actual);
            return;
        }

        string[] expected = Directory.Exists(folder) ? [.. Directory.GetFiles(folder).Select(path => Path.GetFileName(path)!)] : [];
        Assert.Equal(expected.Order(StringComparer.Ordinal), actual.Keys.Order(StringComparer.Ordinal));
        foreach ((string name, string text) in actual)
            Assert.Equal(File.ReadAllText(Path.Combine(folder, name)).ReplaceLineEndings("\n"), text);
    }

    private static void Write(string folder, Dictionary<string, string> files)
    {
        if (Directory.Exists(folder))
            Directory.Delete(folder, recursive: true);
        Directory.CreateDirectory(folder);
        foreach ((string name, string text) in files)
            File.WriteAllText(Path.Combine(folder, name), text);
    }
}
