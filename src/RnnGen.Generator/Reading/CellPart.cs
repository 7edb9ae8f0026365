using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using RnnGen.Generator.Model;

namespace RnnGen.Generator.Reading;

/// <summary>A cell that is a part of another: <c>[SubCell] public partial Gate Forget { get; }</c>.</summary>
/// <param name="Property">Its property.</param>
/// <param name="Own">Its parameters as it declares them.</param>
/// <param name="First">Position of the first of them among the parameters of the cell that declares the property.</param>
internal sealed record CellPart(IPropertySymbol Property, ParameterReader Own, int First)
{
    public INamedTypeSymbol Type => (INamedTypeSymbol)Property.Type;

    public PartSpec Spec => new(
        Property.Name,
        Type.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat.WithGlobalNamespaceStyle(SymbolDisplayGlobalNamespaceStyle.Omitted)),
        ParameterReader.ModifiersOf(Property),
        First);

    /// <summary>Why a property cannot be a part of a cell, or null.</summary>
    public static string? Obstacle(IPropertySymbol property, INamedTypeSymbol whole, KnownSymbols known)
    {
        string name = "`" + property.Name + "`", type = property.Type.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat);
        if (property.Type is not INamedTypeSymbol { TypeKind: TypeKind.Class } part || part.Find(known.RecurrentCell) is null)
        {
            return BuiltInCellReader.Count(property.Type, known) > 0
                ? name + " is a shipped cell, whose step no C# can call: copy its equations into a [RecurrentCell] class"
                : "[SubCell] belongs on a property whose type is a [RecurrentCell] class, " + name + " is `" + type + "`";
        }

        if (part.DeclaringSyntaxReferences.Length == 0)
            return name + " is `" + type + "` of another assembly, whose equations cannot be read here: declare the class in this project";
        if (Cycle(whole, part, known, [part]) is { } cycle)
            return name + " makes `" + whole.Name + "` a part of itself: " + cycle + "; give the part the vectors it needs, or write its equations out";
        if (property.IsStatic || property.IsIndexer || property.IsVirtual || property.IsAbstract || property.IsOverride || !property.IsPartialDefinition || property.SetMethod is not null || property.GetMethod is null)
            return name + " must be an ordinary partial property: `[SubCell] public partial " + type + " " + property.Name + " { get; }`";
        bool created = part.InstanceConstructors.Where(constructor => !constructor.IsImplicitlyDeclared).ToList() is var own
            && (own.Count == 0 || own.Any(constructor => constructor.DeclaredAccessibility >= Accessibility.Internal && constructor.Parameters is [{ Type.SpecialType: SpecialType.System_Int32 }]));
        return created ? null : name + " is `" + type + "`, which has constructors of its own but none that takes a seed only: add `internal " + type + "(int seed) : base(seed) { }`";
    }

    // Whole -> Part -> ... -> Whole
    private static string? Cycle(INamedTypeSymbol whole, INamedTypeSymbol part, KnownSymbols known, IReadOnlyList<INamedTypeSymbol> path)
    {
        if (KnownSymbols.Same(part, whole))
            return string.Join(" -> ", path.Prepend(whole).Select(type => type.Name));
        return part.GetMembers().OfType<IPropertySymbol>()
            .Where(property => property.Find(known.SubCell) is not null)
            .Select(property => property.Type).OfType<INamedTypeSymbol>()
            .Where(next => KnownSymbols.Same(next, whole) || !path.Any(seen => KnownSymbols.Same(seen, next)))
            .Select(next => Cycle(whole, next, known, [.. path, next]))
            .FirstOrDefault(cycle => cycle is not null);
    }
}
