using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection;
using RnnGen.Generator.Tests.Harness;
using Xunit;

namespace RnnGen.Generator.Tests.Output;

/// <summary>No snapshot outlives its test.</summary>
public sealed class SnapshotFolderTests
{
    [Fact]
    public void Every_folder_has_its_test()
    {
        IEnumerable<string> folders = Directory.GetDirectories(Snapshot.Root).Select(path => Path.GetFileName(path)!).Order(System.StringComparer.Ordinal);
        IEnumerable<string> tests = typeof(SnapshotTests).GetMethods().Where(m => m.GetCustomAttribute<FactAttribute>() is not null).Select(m => m.Name).Order(System.StringComparer.Ordinal);
        Assert.Equal(tests, folders);
    }

    [Fact]
    public void Every_file_has_line_feeds_only() => Assert.All(
        Directory.GetFiles(Snapshot.Root, "*", SearchOption.AllDirectories),
        path => Assert.DoesNotContain((byte)'\r', File.ReadAllBytes(path)));
}
