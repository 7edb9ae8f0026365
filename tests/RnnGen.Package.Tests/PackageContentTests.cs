using System;
using System.Collections.Generic;
using System.IO;
using System.IO.Compression;
using System.Linq;
using System.Reflection.Metadata;
using System.Text;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Xunit;

namespace RnnGen.Package.Tests;

/// <summary>The packages hold what docs/package.md says, and the same bytes however often they are packed.</summary>
public sealed partial class PackageContentTests(Feed feed)
{
    [Theory]
    [InlineData("RnnGen", "nupkg")]
    [InlineData("RnnGen", "snupkg")]
    [InlineData("RnnGen.Templates", "nupkg")]
    public void Entries_are_those_documented(string package, string kind)
    {
        string page = File.ReadAllText(Path.Combine(Feed.Metadata("RepositoryRoot"), "docs", "package.md"));
        string section = Regex.Match(page, $@"## {Regex.Escape($"{package}.{kind}")}\n(.*?)(\n## |\z)", RegexOptions.Singleline).Groups[1].Value;
        IEnumerable<string> documented = Row().Matches(section).Select(match => match.Groups[1].Value);
        Assert.Equal(documented.Order(StringComparer.Ordinal), Entries(Of(package, kind)).Keys.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void The_package_depends_on_nothing_and_says_what_it_is()
    {
        XElement metadata = Specification("RnnGen");
        string Value(string name) => metadata.Elements().SingleOrDefault(element => element.Name.LocalName == name)?.Value ?? "";

        Assert.DoesNotContain(metadata.Descendants(), element => element.Name.LocalName == "dependency");
        Assert.Equal("RnnGen", Value("id"));
        Assert.Equal("MIT", Value("license"));
        Assert.Equal("icon.png", Value("icon"));
        Assert.Equal("README.md", Value("readme"));
        XElement repository = metadata.Elements().Single(element => element.Name.LocalName == "repository");
        Assert.Matches("^[0-9a-f]{40}$", (string?)repository.Attribute("commit"));
    }

    [Fact]
    public void Symbols_link_to_the_sources()
    {
        var sourceLink = new Guid("CC110556-A091-4D38-9FEC-25AB9A351A6A");
        using MetadataReaderProvider symbols = MetadataReaderProvider.FromPortablePdbStream(new MemoryStream(Entries(Of("RnnGen", "snupkg"))["lib/net10.0/RnnGen.Runtime.pdb"]));
        MetadataReader reader = symbols.GetMetadataReader();
        byte[] map = reader.GetCustomDebugInformation(EntityHandle.ModuleDefinition)
            .Select(reader.GetCustomDebugInformation)
            .Where(information => reader.GetGuid(information.Kind) == sourceLink)
            .Select(information => reader.GetBlobBytes(information.Value))
            .Single();
        string commit = (string?)Specification("RnnGen").Elements().Single(element => element.Name.LocalName == "repository").Attribute("commit") ?? "";
        Assert.Contains($"https://raw.githubusercontent.com/rnngen/rnngen/{commit}/*", Encoding.UTF8.GetString(map), StringComparison.Ordinal);
    }

    [Fact]
    public void Packing_again_gives_the_same_contents()
    {
        Workspace again = feed.Open();
        feed.Pack(again.Folder, feed.Version);
        foreach (string file in Directory.EnumerateFiles(feed.Folder))
        {
            IReadOnlyDictionary<string, byte[]> first = Entries(file, everything: true), second = Entries(again.PathOf(Path.GetFileName(file)), everything: true);
            Assert.Equal(first.Keys.Order(StringComparer.Ordinal), second.Keys.Order(StringComparer.Ordinal));
            Assert.All(first, entry => Assert.True(entry.Value.AsSpan().SequenceEqual(second[entry.Key]), $"{entry.Key} differs"));
        }
    }

    [GeneratedRegex(@"^\| `([^`]+)` \|", RegexOptions.Multiline)]
    private static partial Regex Row();

    private string Of(string package, string kind) => Path.Combine(feed.Folder, $"{package}.{feed.Version}.{kind}");

    private XElement Specification(string package)
    {
        using var text = new MemoryStream(Entries(Of(package, "nupkg"), everything: true)[package + ".nuspec"]);
        return XDocument.Load(text).Root!.Elements().Single();
    }

    /// <summary>What a package holds, by default without what every package has.</summary>
    private static Dictionary<string, byte[]> Entries(string file, bool everything = false)
    {
        using ZipArchive archive = ZipFile.OpenRead(file);
        var entries = new Dictionary<string, byte[]>();
        foreach (ZipArchiveEntry entry in archive.Entries)
        {
            bool common = entry.FullName is "_rels/.rels" or "[Content_Types].xml"
                || entry.FullName.StartsWith("package/", StringComparison.Ordinal) || entry.FullName.EndsWith(".nuspec", StringComparison.Ordinal);
            if (everything || !common)
            {
                using Stream content = entry.Open();
                var bytes = new MemoryStream();
                content.CopyTo(bytes);
                entries.Add(entry.FullName, bytes.ToArray());
            }
        }

        return entries;
    }
}
