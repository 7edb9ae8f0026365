using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;

namespace RnnGen.Generator.Reading;

/// <summary>What kind of mistake the reader met. Each kind is one rule of the analyzer.</summary>
internal enum ProblemKind
{
    /// <summary>Shapes that do not fit. Argument: the whole message.</summary>
    Shape,

    /// <summary>A construct outside the equation language. Arguments: what it is, what to write instead.</summary>
    Construct,

    /// <summary>A declaration that cannot be completed. Argument: the whole message.</summary>
    Declaration,

    /// <summary>A step whose result does not match its states. Argument: the whole message.</summary>
    Result,

    /// <summary>A forward method that is not a composition of layers. Argument: the whole message.</summary>
    Forward,
}

/// <summary>A mistake at a place in the user's source. The generator drops it, the analyzer reports it.</summary>
internal sealed class Problem(ProblemKind kind, Location location, params string[] arguments)
{
    public ProblemKind Kind { get; } = kind;

    public Location Location { get; } = location;

    public IReadOnlyList<string> Arguments { get; } = arguments;

    /// <summary>Tells the code fixes what would repair it, or null.</summary>
    public string? Fix { get; init; }

    public override string ToString() => Kind + ": " + string.Join(" | ", Arguments.ToArray());
}

/// <summary>Values of <see cref="Problem.Fix"/>.</summary>
internal static class Fixes
{
    public const string MakePartial = "MakePartial";
}
