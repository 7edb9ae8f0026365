using System;
using System.Collections.Concurrent;
using System.Threading;
using RnnGen.Generator.Model;

namespace RnnGen.Analyzers;

/// <summary>
/// Whether the compiler can make code of a readable cell. Compiling costs a millisecond or two, so each spec is tried once: an edit
/// elsewhere in the project finds the answer here.
/// </summary>
internal sealed class CompileCheck(Func<CellSpec, CancellationToken, string?> compile)
{
    private const int Capacity = 512;
    private readonly ConcurrentDictionary<CellSpec, string> failures = new();

    /// <summary>What went wrong, or null.</summary>
    public string? FailureOf(CellSpec spec, CancellationToken token)
    {
        if (!failures.TryGetValue(spec, out string? failure))
        {
            failure = compile(spec, token) ?? "";
            if (failures.Count >= Capacity)
                failures.Clear();
            failures[spec] = failure;
        }

        return failure.Length > 0 ? failure : null;
    }
}
