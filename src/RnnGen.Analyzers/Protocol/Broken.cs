using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using RnnGen.Analyzers.Facts;

namespace RnnGen.Analyzers.Protocol;

/// <summary>Half-typed code: the compiler already complains, and what is missing may be on its way.</summary>
internal static class Broken
{
    public static bool Is(IEnumerable<IOperation> bodies) => bodies.Any(body => body.Syntax.ContainsDiagnostics || body.AllOperations().Any(operation => operation is IInvalidOperation));
}
