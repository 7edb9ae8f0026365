using System.Collections.Generic;

namespace RnnGen.Generator.Reading;

/// <summary>What an expression of a step stands for while it is read.</summary>
internal abstract record Term
{
    /// <summary>A vector: the line that computes it.</summary>
    internal sealed record Vector(int Line) : Term;

    /// <summary>A matrix parameter; it has no line of its own, only its products have.</summary>
    internal sealed record Matrix(int Index) : Term;

    /// <summary>A number known at compile time.</summary>
    internal sealed record Scalar(double Value) : Term;

    internal sealed record Tuple(IReadOnlyList<Term> Elements) : Term;
}
