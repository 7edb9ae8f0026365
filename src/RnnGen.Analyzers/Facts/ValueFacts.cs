using System.Collections.Immutable;

namespace RnnGen.Analyzers.Facts;

/// <summary>What is declared about a value: a parameter, a result, a property or a field. Null is not stated.</summary>
internal sealed record ValueFacts
{
    public static ValueFacts None { get; } = new();

    /// <summary>Axis names or sizes of <c>[Shape]</c>; default when not stated.</summary>
    public ImmutableArray<string> Axes { get; init; }

    public ValueKind? Kind { get; init; }

    public Padding? Padding { get; init; }

    /// <summary>Only with <see cref="Padding"/>.</summary>
    public Side? Side { get; init; }

    public bool IsFixedLength { get; init; }

    public int? TargetShift { get; init; }

    public bool IsReconstruction { get; init; }

    public Direction? Direction { get; init; }

    public DataOrder? Order { get; init; }

    public bool IsFrozen { get; init; }

    /// <summary>Roles of the value, for example <see cref="Role.Mask"/> of a parameter.</summary>
    public ImmutableArray<RoleFact> Roles { get; init; } = [];
}

/// <summary>A role that is declared.</summary>
/// <param name="Role">Which.</param>
/// <param name="IsScaled">Backward: of a scaled loss.</param>
/// <param name="Clears">Step: gradients start from zero after it.</param>
internal sealed record RoleFact(Role Role, bool IsScaled = false, bool Clears = false);

/// <summary>How gradients are declared to be limited.</summary>
internal sealed record PolicyFact(Clip Clip, double Bound, string Because);

/// <summary>How far back a cell, model or method must reach, and does; 0 is not stated.</summary>
internal sealed record BpttFact(int Dependency, int Window, bool CarriesState);
