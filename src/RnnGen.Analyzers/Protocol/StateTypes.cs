using System.Collections.Concurrent;
using System.Linq;
using Microsoft.CodeAnalysis;
using RnnGen.Analyzers.Facts;

namespace RnnGen.Analyzers.Protocol;

/// <summary>Types of states: the library's, and those of others that say how one is begun or cut off from its history.</summary>
internal sealed class StateTypes(FactReader facts)
{
    private readonly INamedTypeSymbol? model = Find(facts, "RnnGen.ModelState"), cell = Find(facts, "RnnGen.RecurrentState");
    private readonly ConcurrentDictionary<ITypeSymbol, (bool IsState, string? Stop)> kinds = new(SymbolEqualityComparer.Default);

    /// <summary>Whether a value is a state that is carried from step to step.</summary>
    public bool IsState(ITypeSymbol? type) => type is not null && (Same(type, model) || Same(type, cell) || Of(type).IsState);

    /// <summary>The method that gives a state without its history; null for states that never have one.</summary>
    public string? StopOf(ITypeSymbol? type) => type is null ? null : Of(type).Stop;

    private (bool IsState, string? Stop) Of(ITypeSymbol type) => kinds.GetOrAdd(type.OriginalDefinition, declared =>
    {
        if (declared.TypeKind is not (TypeKind.Class or TypeKind.Struct or TypeKind.Interface) || declared.SpecialType != SpecialType.None || !facts.CanState(declared))
            return (false, null);
        IMethodSymbol[] own = [.. declared.GetMembers().OfType<IMethodSymbol>().Where(method => SymbolEqualityComparer.Default.Equals(method.ReturnType.OriginalDefinition, declared))];
        string? stop = own.FirstOrDefault(method => !method.IsStatic && method.Parameters.Length == 0 && facts.Of(method).Has(Role.Stop))?.Name;
        return (stop is not null || own.Any(method => facts.Of(method).Has(Role.Reset)), stop);
    });

    private static bool Same(ITypeSymbol type, INamedTypeSymbol? known) => known is not null && SymbolEqualityComparer.Default.Equals(type.OriginalDefinition, known);

    private static INamedTypeSymbol? Find(FactReader facts, string name) => facts.Known.RecurrentCell?.ContainingAssembly.GetTypeByMetadataName(name);
}
