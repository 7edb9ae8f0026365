using System.Collections.Generic;

namespace RnnGen.Analyzers.Tests.Cases;

/// <summary>How a case is written down in code.</summary>
public enum Variant
{
    /// <summary>All of it in one method.</summary>
    Local,

    /// <summary>A part of it in a helper method of the same class.</summary>
    Helper,

    /// <summary>A part of it in a lambda. Silence is right there, a wrong word is not.</summary>
    Lambda,
}

/// <summary>
/// A mistake and its correct twin, or with <see cref="Bad"/> null code that only looks wrong. In a body <c>{|RNN0301:text|}</c> marks where
/// the diagnostic belongs, and <c>[[Learn(Pass pass)| code ]]</c> the part that the other variants move: into a helper of that name and
/// parameters, or into a lambda. With a result type, <c>[[double Learn(Pass pass)| expression ]]</c>, the part is an expression.
/// </summary>
/// <param name="Id">The case: BUG-nn or TRAP-nn of the collection, or a name.</param>
/// <param name="Rule">The rule that is to speak; for code that only looks wrong, the rule that is to be silent.</param>
/// <param name="Title">What is wrong, or looks wrong.</param>
/// <param name="Bad">The mistake: statements of a method.</param>
/// <param name="Good">The same without the mistake: statements of a method.</param>
public sealed record Case(string Id, string Rule, string Title, string? Bad, string Good)
{
    /// <summary>Parameters of the method.</summary>
    public string Parameters { get; init; } = "LineModel model, BatchSet batches";

    /// <summary>Result of the method.</summary>
    public string Returns { get; init; } = "void";

    /// <summary>Attributes of the method, with brackets.</summary>
    public string Attributes { get; init; } = "";

    /// <summary>Further members of the class.</summary>
    public string Members { get; init; } = "";

    /// <summary>Types beside the class.</summary>
    public string Types { get; init; } = "";

    /// <summary>Whether bodies are whole files instead.</summary>
    public bool IsFile { get; init; }

    /// <summary>Why the mistake is not caught, where that is known; it stays in the table as a miss.</summary>
    public string? Missed { get; init; }

    /// <summary>The variants it is tried in.</summary>
    public IEnumerable<Variant> Variants => (Bad ?? Good).Contains("[[", System.StringComparison.Ordinal)
        ? [Variant.Local, Variant.Helper, Variant.Lambda]
        : [Variant.Local];

    /// <summary>The whole file, with markers.</summary>
    public string Source(bool bad, Variant variant)
    {
        string body = bad ? Bad! : Good;
        if (IsFile)
            return body;
        (string statements, string helpers) = Parts.Move(body, variant);
        return $$"""
            using System;
            using System.Collections.Generic;
            using System.Linq;
            using System.Threading.Tasks;
            using RnnGen;
            using RnnGen.Kernels;
            using Fixtures;
            using static RnnGen.Equations;

            {{Types}}
            class Program
            {
                {{Members}}
                {{helpers}}
                {{Attributes}} {{Returns}} Run({{Parameters}})
                {
                    {{statements}}
                }
            }
            """;
    }

    /// <summary>Name in lists of tests.</summary>
    public override string ToString() => Id + " " + Title;
}
