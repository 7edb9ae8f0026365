using System.Collections.Generic;
using System.Linq;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace RnnGen.Analyzers.Facts;

/// <summary>The operations of a body, listed once for all rules that go through them.</summary>
internal static class BodyOperations
{
    private static readonly ConditionalWeakTable<IOperation, IOperation[]> Lists = new();

    /// <summary>A body and everything in it.</summary>
    public static IReadOnlyList<IOperation> AllOperations(this IOperation body) => Lists.GetValue(body, static root => [.. root.DescendantsAndSelf()]);

    /// <summary>Bodies and everything in them.</summary>
    public static IEnumerable<IOperation> AllOperations(this IEnumerable<IOperation> bodies) => bodies.SelectMany(static body => body.AllOperations());
}
