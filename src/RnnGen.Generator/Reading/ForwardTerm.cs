using System.Collections.Generic;

namespace RnnGen.Generator.Reading;

/// <summary>What an expression of a forward method stands for.</summary>
internal abstract record ForwardTerm
{
    /// <summary>A value of the graph.</summary>
    public sealed record Value(int Index) : ForwardTerm;

    /// <summary>A number known at compile time.</summary>
    public sealed record Number(double Known) : ForwardTerm;

    /// <summary>Several values.</summary>
    public sealed record Several(IReadOnlyList<ForwardTerm> Elements) : ForwardTerm;
}
