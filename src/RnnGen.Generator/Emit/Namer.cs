using System.Collections.Generic;
using System.Linq;

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

    /// <summary>Names that elementwise loops use themselves.</summary>
    public static readonly IReadOnlyList<string> OfLoops = ["var", "block", "row", "column", "live", "Lanes", "masks", "first", "from", "to", "rows"];

    /// <summary>Names that such loops use besides when all steps run inside them.</summary>
    public static readonly IReadOnlyList<string> OfLoopsOverTime = ["steps", "begin", "end", "t", "before", "rank", "ranks"];

    /// <summary>Names that passes and their memory use themselves.</summary>
    public static readonly IReadOnlyList<string> OfPasses =
    [
        "var", "t", "w", "g", "b", "rows", "steps", "scratch", "flat", "workspace", "batch", "first", "masks", "from", "to", "beforeStep", "begin", "end", "inputs", "outputGradients", "inputGradients", "transposes",
        "Lanes", "Products", "RowOperations", "Panel", "Weights", "Packing", "CellInputs", "CellOutputs", "BatchPart", "BatchParts", "ITimeLoop", "StepIndices", "Tables", "Buffers", "Parameters", "Length", "Forward", "Backward", "Step", "System", "Span", "Action",
        "MethodImpl", "MethodImplOptions",
    ];

    private readonly Dictionary<object, string> names = [];
    private readonly HashSet<string> taken = [];

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
            wish = IsMethod(wish) ? wish + "_" : wish;
            name = Escape(wish);
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

    /// <summary>Whether generated code uses the name itself, so that a constant cannot have it.</summary>
    public static bool IsReserved(string name) => Keywords.Contains(name) || OfLoops.Contains(name) || OfLoopsOverTime.Contains(name) || OfPasses.Contains(name) || IsMethod(name);

    // Forward1, BackwardSteps9
    private static bool IsMethod(string name) =>
        name.TrimEnd('0', '1', '2', '3', '4', '5', '6', '7', '8', '9') is "Forward" or "Backward" or "ForwardOnce" or "BackwardOnce" or "ForwardSteps" or "BackwardSteps" or "ForwardLoop" or "BackwardLoop";
}
