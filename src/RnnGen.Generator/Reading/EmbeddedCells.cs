using System.Collections.Generic;
using System.Collections.Immutable;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using RnnGen.Generator.Model;

namespace RnnGen.Generator.Reading;

/// <summary>
/// The built-in cells: C# files in this assembly, bound against the user's references in a compilation of their own and read by the
/// same reader as a user's cell. Runs once per set of references, not per edit.
/// </summary>
internal static class EmbeddedCells
{
    private const string Extension = ".cs";

    /// <summary>Names of the embedded files, without extension, in ordinal order.</summary>
    public static IReadOnlyList<string> Files { get; } =
    [
        .. typeof(EmbeddedCells).Assembly.GetManifestResourceNames()
            .Where(name => name.EndsWith(Extension, System.StringComparison.Ordinal))
            .Select(name => name[..^Extension.Length])
            .OrderBy(name => name, System.StringComparer.Ordinal),
    ];

    /// <summary>The text of a built-in cell.</summary>
    public static string Text(string file)
    {
        using Stream stream = typeof(EmbeddedCells).GetTypeInfo().Assembly.GetManifestResourceStream(file + Extension)!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }

    /// <summary>The equations of every built-in cell; none when the references do not include the runtime.</summary>
    public static BuiltInEquations Read(ImmutableArray<MetadataReference> references, CancellationToken token)
    {
        CSharpCompilation compilation = CSharpCompilation.Create(
            "RnnGen.BuiltIn",
            references: references,
            options: new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));
        if (!KnownSymbols.For(compilation).IsAvailable)
            return BuiltInEquations.None;

        var options = new CSharpParseOptions(LanguageVersion.Preview);
        compilation = compilation.AddSyntaxTrees(Files.Select(file => CSharpSyntaxTree.ParseText(Text(file), options, cancellationToken: token)));
        return new BuiltInEquations(Files.Select(file => ReadCell(compilation, file, token)).OfType<NamedCell>().ToEquatableArray());
    }

    private static NamedCell? ReadCell(CSharpCompilation compilation, string file, CancellationToken token) =>
        compilation.GetTypeByMetadataName("BuiltIn." + file) is { } type && CellReader.Read(type, compilation, token).Spec is { } spec
            ? new NamedCell(file, spec)
            : null;
}
