using System.Collections.Concurrent;
using RnnGen.Generator.Model;

namespace RnnGen.Generator.Emit;

/// <summary>What came of compiling a cell, for who asks again: in a build the analyzers ask about every cell that the generator has just compiled.</summary>
internal static class Outcomes
{
    private const int Capacity = 512;

    private static readonly ConcurrentDictionary<CellSpec, string> Failures = new();

    public static void Remember(CellSpec spec, string? failure)
    {
        if (Failures.Count >= Capacity)
            Failures.Clear();
        Failures[spec] = failure ?? "";
    }

    /// <summary>Whether the cell was tried; if so, why it cannot be compiled, or null.</summary>
    public static bool TryRecall(CellSpec spec, out string? failure)
    {
        bool tried = Failures.TryGetValue(spec, out string? text);
        failure = text is { Length: > 0 } ? text : null;
        return tried;
    }
}
