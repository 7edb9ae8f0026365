using System;
using System.IO;
using LineCompletion.Text;
using Xunit;

namespace RnnGen.Samples.Tests.LineCompletion;

public sealed class SourceFilesTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Build_output_and_other_files_are_left_out()
    {
        string kept = folder.Add("a/One.cs", "");
        folder.Add("a/obj/Two.cs", "");
        folder.Add("bin/Three.cs", "");
        folder.Add("a/Four.fs", "");
        Assert.Equal([kept], SourceFiles.Find(folder.Path, "*.cs"));
    }

    [Fact]
    public void A_file_is_taken_whatever_its_name()
    {
        string file = folder.Add("notes.txt", "");
        Assert.Equal([file], SourceFiles.Find(file, "*.cs"));
    }

    [Fact]
    public void What_is_missing_is_named()
    {
        string missing = Path.Combine(folder.Path, "none");
        Assert.Contains(missing, Assert.Throws<FileNotFoundException>(() => SourceFiles.Find(missing, "*.cs")).Message, StringComparison.Ordinal);
        Assert.Contains("*.cs", Assert.Throws<FileNotFoundException>(() => SourceFiles.Find(folder.Path, "*.cs")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Binary_files_have_no_lines()
    {
        string[] files = [folder.Add("a.cs", "first line\nsecond line\r\n"), folder.Add("b.cs", "binary\0data here")];
        Assert.Equal(["first line", "second line"], Lines.Read(files));
    }

    [Fact]
    public void The_default_is_the_source_of_the_repository() =>
        Assert.Contains(SourceFiles.Find(SourceFiles.DefaultFolder(), "*.cs"), file => file.EndsWith("Tensor.cs", StringComparison.Ordinal));
}
