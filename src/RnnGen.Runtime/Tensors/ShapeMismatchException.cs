using System;

namespace RnnGen;

/// <summary>Thrown when an argument has another shape than the operation needs.</summary>
public sealed class ShapeMismatchException : ArgumentException
{
    /// <summary>Reports a mismatch.</summary>
    /// <param name="argument">Name of the argument.</param>
    /// <param name="expected">The shape needed, for example <c>(B=2, T=5, F=3)</c>.</param>
    /// <param name="actual">The shape given.</param>
    public ShapeMismatchException(string argument, string expected, string actual)
        : base($"{argument} must have shape {expected}, but has shape {actual}.", argument)
    {
        Argument = argument;
        Expected = expected;
        Actual = actual;
    }

    /// <summary>Name of the argument.</summary>
    public string Argument { get; }

    /// <summary>The shape needed.</summary>
    public string Expected { get; }

    /// <summary>The shape given.</summary>
    public string Actual { get; }
}
