using System.Collections.Generic;

namespace RnnGen.Generator.Reading;

/// <summary>What an expression of a step stands for while it is read.</summary>
internal abstract record Term
{
    /// <summary>Something computed at every step: the line that computes it.</summary>
    internal abstract record Value(int Line) : Term;

    /// <summary>A vector.</summary>
    internal sealed record Vector(int Line) : Value(Line);

    /// <summary>A vector for each position of the memory.</summary>
    internal sealed record Memory(int Line) : Value(Line);

    /// <summary>A number for each position of the memory.</summary>
    internal sealed record Scores(int Line) : Value(Line);

    /// <summary>A scalar: a value of size 1, which counts for every element of a vector beside it.</summary>
    internal sealed record Scalar(int Line) : Value(Line);

    /// <summary>A matrix computed at every step; transposed it can only multiply a vector.</summary>
    internal sealed record MatrixValue(int Line, bool IsTransposed = false) : Value(Line);

    /// <summary>A matrix parameter, perhaps transposed; it has no line of its own, only its products have.</summary>
    internal sealed record Matrix(int Index, bool IsTransposed = false) : Term;

    /// <summary>A table of rows; only a token can read it.</summary>
    internal sealed record Table(int Index) : Term;

    /// <summary>A token id: the line of the input.</summary>
    internal sealed record Token(int Line) : Term;

    /// <summary>A number known at compile time.</summary>
    internal sealed record Number(double Constant) : Term;

    internal sealed record Tuple(IReadOnlyList<Term> Elements) : Term;
}
