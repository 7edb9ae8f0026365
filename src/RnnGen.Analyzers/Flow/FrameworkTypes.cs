using Microsoft.CodeAnalysis;

namespace RnnGen.Analyzers.Flow;

/// <summary>The types of the framework whose functions the domains know. Asked at every call, so nothing is written out.</summary>
internal static class FrameworkTypes
{
    public const string Random = "System.Random", Math = "System.Math", Enumerable = "System.Linq.Enumerable";

    public static string? NameOf(INamedTypeSymbol? type) => type?.Name switch
    {
        "Random" when IsSystem(type.ContainingNamespace) => Random,
        "Math" when IsSystem(type.ContainingNamespace) => Math,
        "Enumerable" when type.ContainingNamespace is { Name: "Linq" } linq && IsSystem(linq.ContainingNamespace) => Enumerable,
        _ => null,
    };

    private static bool IsSystem(INamespaceSymbol space) => space is { Name: "System", ContainingNamespace.IsGlobalNamespace: true };
}
