using System.Collections.Generic;
using System.Linq;
using System.Reflection;

namespace RnnGen.Analyzers.Tests.Cases;

/// <summary>The cases of every <c>*Cases</c> class of this folder: a new file takes part by being there.</summary>
internal static class CaseLibrary
{
    public static IEnumerable<Case> All => typeof(CaseLibrary).Assembly.GetTypes()
        .Where(type => type.Namespace == typeof(CaseLibrary).Namespace && type.Name.EndsWith("Cases", System.StringComparison.Ordinal))
        .OrderBy(type => type.Name, System.StringComparer.Ordinal)
        .SelectMany(type => (IEnumerable<Case>)type.GetProperty("All", BindingFlags.Public | BindingFlags.Static)!.GetValue(null)!);
}
