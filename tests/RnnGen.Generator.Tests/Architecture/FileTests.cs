using System.IO;
using System.Linq;
using RnnGen.Generator.Tests.Harness;
using Xunit;

namespace RnnGen.Generator.Tests.Architecture;

/// <summary>One idea per file, small enough to read.</summary>
public sealed class FileTests
{
    private const int MostLines = 400;

    public static TheoryData<string> Folders => ["src", "tests", "samples"];

    [Theory]
    [MemberData(nameof(Folders))]
    public void No_file_is_long(string folder) => Assert.All(
        Repository.Sources(folder).Where(file => !file.EndsWith(".verified.cs", System.StringComparison.Ordinal)),
        file => Assert.True(File.ReadLines(file).Count() <= MostLines, file));

    [Theory]
    [MemberData(nameof(Folders))]
    public void Files_end_lines_with_line_feeds(string folder) => Assert.All(
        Repository.Sources(folder), file => Assert.False(File.ReadAllBytes(file).Contains((byte)'\r'), file));
}
