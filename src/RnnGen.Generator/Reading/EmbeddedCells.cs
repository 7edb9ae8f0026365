using System.Collections.Generic;
using System.Collections.Immutable;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Text.RegularExpressions;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using RnnGen.Generator.Model;

namespace RnnGen.Generator.Reading;

/// <summary>
/// The built-in cells: C# files in this assembly, bound against the user's references in a compilation of their own and read by the
/// same reader as a user's cell. Runs once per set of references and set of cells in use, not per edit.
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

    /// <summary>The text with the constants somebody chose, and with every <c>#region each</c> written out.</summary>
    public static string Text(BuiltInText chosen)
    {
        string text = Text(chosen.File);
        foreach (string[] constant in chosen.Constants.Split([';'], System.StringSplitOptions.RemoveEmptyEntries).Select(part => part.Split('=')))
            text = With(text, constant[0].Trim(), constant[1].Trim());
        return RepeatedLines.WriteOut(text);
    }

    // The value of a constant of the file, or one constant more of an enumeration like Period_0, Period_1.
    private static string With(string text, string name, string value)
    {
        var shown = new Regex(@"(?<=\bconst\b[^;]*\b" + name + @" = )[^,;]+");
        return shown.IsMatch(text)
            ? shown.Replace(text, value)
            : Regex.Replace(text, @"(?<=\bprivate const int [^;]*)(?=;)", ", " + name + " = " + value);
    }

    /// <summary>The equations of the cells in use; none when the references do not include the runtime.</summary>
    public static BuiltInEquations Read(ImmutableArray<MetadataReference> references, IEnumerable<BuiltInText> used, CancellationToken token)
    {
        CSharpCompilation compilation = CSharpCompilation.Create(
            "RnnGen.BuiltIn",
            references: references,
            options: new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));
        return KnownSymbols.For(compilation).IsAvailable
            ? new BuiltInEquations(used.Select(text => ReadCell(compilation, text, token)).OfType<NamedCell>().ToEquatableArray())
            : BuiltInEquations.None;
    }

    // Each on top of the same references, which are bound once.
    private static NamedCell? ReadCell(CSharpCompilation references, BuiltInText text, CancellationToken token)
    {
        var options = new CSharpParseOptions(LanguageVersion.Preview, preprocessorSymbols: text.Symbols.Split([' '], System.StringSplitOptions.RemoveEmptyEntries));
        CSharpCompilation compilation = references.AddSyntaxTrees(CSharpSyntaxTree.ParseText(Text(text), options, cancellationToken: token));
        return compilation.GetTypeByMetadataName("BuiltIn." + text.File) is { } type && CellReader.Read(type, compilation, token).Spec is { } spec
            ? new NamedCell(text, spec)
            : null;
    }
}
