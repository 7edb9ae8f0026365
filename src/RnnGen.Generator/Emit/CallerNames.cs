using System.Collections.Generic;
using System.Linq;

namespace RnnGen.Generator.Emit;

/// <summary>
/// Names of arguments and results as callers write them. F# has keywords that C# lacks, and an argument's name is part of a call there:
/// the author's name gets an underscore behind it where it is such a word.
/// </summary>
internal static class CallerNames
{
    // Keywords of F# and the words it reserves.
    private static readonly HashSet<string> OfFSharp =
    [
        "abstract", "and", "as", "assert", "base", "begin", "break", "checked", "class", "component", "const", "constraint", "continue", "default",
        "delegate", "do", "done", "downcast", "downto", "elif", "else", "end", "event", "exception", "extern", "external", "false", "finally", "fixed",
        "for", "fori", "fun", "function", "global", "if", "in", "include", "inherit", "inline", "interface", "internal", "lazy", "let", "match", "member",
        "mixin", "mod", "module", "mutable", "namespace", "new", "null", "of", "open", "or", "override", "parallel", "params", "private", "process",
        "protected", "public", "pure", "rec", "return", "sealed", "sig", "static", "struct", "tailcall", "then", "to", "trait", "true", "try", "type",
        "upcast", "use", "val", "virtual", "void", "when", "while", "with", "yield",
    ];

    /// <summary>The author's name, unless F# cannot write it or something beside it has that name.</summary>
    /// <param name="name">The author's name.</param>
    /// <param name="all">Names that the author chose, this one among them.</param>
    /// <param name="generated">Names of what generated code puts beside them.</param>
    public static string Of(string name, IEnumerable<string> all, params string[] generated)
    {
        string wish = name;
        while (OfFSharp.Contains(wish) || generated.Contains(wish) || (wish != name && all.Contains(wish)))
        {
            wish += "_";
        }

        return Namer.Escape(wish);
    }
}
