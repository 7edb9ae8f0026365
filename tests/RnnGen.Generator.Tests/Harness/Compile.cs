using System.Collections.Immutable;
using System.Linq;
using Basic.Reference.Assemblies;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Xunit;

namespace RnnGen.Generator.Tests.Harness;

/// <summary>Compilations of small sources against the runtime.</summary>
internal static class Compile
{
    public static CSharpParseOptions ParseOptions { get; } = new(LanguageVersion.CSharp14);

    public static CSharpCompilationOptions Options { get; } = new(
        OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable, warningLevel: 9999);

    public static ImmutableArray<MetadataReference> References { get; } =
        [.. Net100.References.All, MetadataReference.CreateFromFile(typeof(RecurrentCellAttribute).Assembly.Location)];

    // Compilations made from one another share what they know of their references.
    private static CSharpCompilation Empty { get; } = CSharpCompilation.Create("Test", references: References, options: Options);

    /// <summary>Sources that see the runtime's names, as <c>File0.cs</c>, <c>File1.cs</c> and so on.</summary>
    public static CSharpCompilation From(params string[] files) => From(ParseOptions, Options, files);

    public static CSharpCompilation From(CSharpParseOptions parsing, CSharpCompilationOptions options, params string[] files) => Empty
        .WithOptions(options)
        .AddSyntaxTrees([.. files.Select((text, i) => CSharpSyntaxTree.ParseText(text, parsing, path: "File" + i + ".cs"))]);

    /// <summary>The compilation with one file's text changed.</summary>
    public static CSharpCompilation Edit(this CSharpCompilation compilation, int file, string from, string to)
    {
        SyntaxTree tree = compilation.SyntaxTrees[file];
        string text = tree.ToString();
        Assert.Contains(from, text, System.StringComparison.Ordinal);
        SyntaxTree edited = CSharpSyntaxTree.ParseText(text.Replace(from, to, System.StringComparison.Ordinal), (CSharpParseOptions)tree.Options, tree.FilePath);
        return compilation.ReplaceSyntaxTree(tree, edited);
    }
}
