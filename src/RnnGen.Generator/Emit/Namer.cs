using System.Collections.Generic;

namespace RnnGen.Generator.Emit;

/// <summary>Gives every thing of a scope one legal name that nothing else in the scope has.</summary>
internal sealed class Namer
{
    private static readonly HashSet<string> Keywords =
    [
        "abstract", "as", "base", "bool", "break", "byte", "case", "catch", "char", "checked", "class", "const", "continue", "decimal",
        "default", "delegate", "do", "double", "else", "enum", "event", "explicit", "extern", "false", "finally", "fixed", "float", "for",
        "foreach", "goto", "if", "implicit", "in", "int", "interface", "internal", "is", "lock", "long", "namespace", "new", "null",
        "object", "operator", "out", "override", "params", "private", "protected", "public", "readonly", "ref", "return", "sbyte",
        "sealed", "short", "sizeof", "stackalloc", "static", "string", "struct", "switch", "this", "throw", "true", "try", "typeof",
        "uint", "ulong", "unchecked", "unsafe", "ushort", "using", "virtual", "void", "volatile", "while",
    ];

    // Names generated code uses itself.
    private static readonly HashSet<string> Reserved =
    [
        .. Keywords, "field", "value", "var", "file",
        "block", "row", "rows", "live", "t", "w", "g", "b", "steps", "scratch", "flat", "workspace", "batch", "first", "from", "to",
        "Lanes", "Products", "Panel", "Weights", "Packing", "Buffers", "Parameters", "Length", "Forward", "Backward", "Span", "MethodImpl",
        "MethodImplOptions", "RowRun", "transposes",
    ];

    private readonly Dictionary<object, string> names = [];
    private readonly HashSet<string> taken = [.. Reserved];

    public Namer(IEnumerable<string> reserved)
    {
        foreach (string name in reserved)
        {
            taken.Add(name);
        }
    }

    /// <summary>The name of <paramref name="thing"/>: <paramref name="wish"/> if it is free, otherwise with a number.</summary>
    public string Name(object thing, string wish)
    {
        if (!names.TryGetValue(thing, out string? name))
        {
            name = wish;
            for (int i = 2; !taken.Add(name); i++)
            {
                name = wish + Literals.Int(i);
            }

            names.Add(thing, name);
        }

        return name;
    }

    /// <summary>The name as an identifier: a keyword with @.</summary>
    public static string Escape(string name) => Keywords.Contains(name) ? "@" + name : name;

    /// <summary>Whether generated code uses the name itself.</summary>
    public static bool IsReserved(string name) => Reserved.Contains(name);
}
