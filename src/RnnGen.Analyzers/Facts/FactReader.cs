using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using RnnGen.Generator.Reading;

namespace RnnGen.Analyzers.Facts;

/// <summary>
/// The facts that attributes of the runtime state about symbols, read once per symbol and compilation. What a base method or an interface
/// states holds for its overrides and implementations.
/// </summary>
internal sealed class FactReader
{
    private const string Suffix = "Attribute";

    private static readonly ConditionalWeakTable<Compilation, FactReader> Cache = new();

    private readonly IAssemblySymbol? runtime;
    private readonly Memo<IMethodSymbol, MethodFacts> methods;
    private readonly Memo<ISymbol, ValueFacts> values;
    private readonly Memo<ISymbol, ImmutableArray<AttributeData>> attributes;
    private readonly Memo<IAssemblySymbol, bool> users;

    private FactReader(Compilation compilation)
    {
        Known = KnownSymbols.For(compilation);
        runtime = Known.RecurrentCell?.ContainingAssembly;
        methods = new(Read);
        values = new(Read);
        attributes = new(symbol => OfRuntime(symbol.GetAttributes()));
        users = new(assembly => KnownSymbols.Same(assembly, runtime)
            || assembly.Modules.Any(module => module.ReferencedAssemblySymbols.Any(referenced => KnownSymbols.Same(referenced, runtime))));
    }

    public KnownSymbols Known { get; }

    /// <summary>Whether the compilation references the runtime at all; without it there are no facts.</summary>
    public bool IsAvailable => runtime is not null;

    public static FactReader For(Compilation compilation) => Cache.GetValue(compilation, static c => new FactReader(c));

    /// <summary>
    /// Whether a symbol can carry an attribute of the runtime: its assembly is the runtime or refers to it. Most calls of most programs are of the
    /// framework, and reading the attributes and interfaces of those costs more than everything else.
    /// </summary>
    public bool CanState(ISymbol symbol) => runtime is not null && symbol.ContainingAssembly is { } assembly && users.Of(assembly);

    /// <summary>What is declared about a method.</summary>
    public MethodFacts Of(IMethodSymbol method) => !CanState(method) ? MethodFacts.None : methods.Of((method.ReducedFrom ?? method).OriginalDefinition);

    /// <summary>What is declared about a parameter, property or field.</summary>
    public ValueFacts Of(ISymbol value) => !CanState(value) ? ValueFacts.None : values.Of(value.OriginalDefinition);

    /// <summary>How the gradients of a type are declared to be limited, or null.</summary>
    public PolicyFact? PolicyOf(ITypeSymbol type) => PolicyOf([.. OfRuntime(type)]);

    /// <summary>How far back a type must reach, or null.</summary>
    public BpttFact? BpttOf(ITypeSymbol type) => BpttOf([.. OfRuntime(type)]);

    /// <summary>Whether a symbol has an attribute of the runtime, by its name without <c>Attribute</c>.</summary>
    public bool Has(ISymbol symbol, string attribute) => Find(symbol, attribute) is not null;

    /// <summary>An attribute of the runtime, by its name without <c>Attribute</c>.</summary>
    public AttributeData? Find(ISymbol symbol, string attribute)
    {
        foreach (AttributeData data in attributes.Of(symbol))
            if (data.AttributeClass!.Name is var name && name.Length == attribute.Length + Suffix.Length
                && name.StartsWith(attribute, StringComparison.Ordinal) && name.EndsWith(Suffix, StringComparison.Ordinal))
                return data;
        return null;
    }

    private MethodFacts Read(IMethodSymbol method)
    {
        AttributeData[] own = [.. Declarations(method).SelectMany(OfRuntime)];
        IEnumerable<AttributeData> result = method is { AssociatedSymbol: null } ? Declarations(method).SelectMany(m => OfRuntime(m.GetReturnTypeAttributes())) : [];
        ValueFacts facts = Values([.. own, .. result]);
        return own.Length == 0 && facts == ValueFacts.None ? MethodFacts.None : new MethodFacts(facts.Roles, facts, PolicyOf(own), BpttOf(own));
    }

    private ValueFacts Read(ISymbol value) => value switch
    {
        IParameterSymbol { ContainingSymbol: IMethodSymbol method } parameter =>
            Values([.. Declarations(method).Where(m => parameter.Ordinal < m.Parameters.Length).SelectMany(m => OfRuntime(m.Parameters[parameter.Ordinal]))]),
        IPropertySymbol property => Values([.. Declarations(property).SelectMany(OfRuntime)]),
        _ => Values([.. OfRuntime(value)]),
    };

    private IEnumerable<AttributeData> OfRuntime(ISymbol symbol) => attributes.Of(symbol);

    private ImmutableArray<AttributeData> OfRuntime(ImmutableArray<AttributeData> attributes) =>
        attributes.Any(IsOfRuntime) ? [.. attributes.Where(IsOfRuntime)] : [];

    private bool IsOfRuntime(AttributeData data) => runtime is not null && KnownSymbols.Same(data.AttributeClass?.ContainingAssembly, runtime);

    private static ValueFacts Values(AttributeData[] attributes)
    {
        ValueFacts facts = ValueFacts.None;
        foreach (AttributeData data in attributes)
            facts = data.AttributeClass!.Name switch
            {
                "ShapeAttribute" when data.ConstructorArguments is [{ Kind: TypedConstantKind.Array, IsNull: false } axes] =>
                    facts with { Axes = [.. axes.Values.Select(axis => axis.Value as string ?? "")] },
                "ValueKindAttribute" when Number(data, 0) is { } kind => facts with { Kind = (ValueKind)kind },
                "PaddingAttribute" when Number(data, 0) is { } padding => facts with { Padding = (Padding)padding, Side = (Side)(Number(data, 1) ?? 0) },
                "FixedLengthAttribute" => facts with { IsFixedLength = true },
                "TargetShiftAttribute" when Number(data, 0) is { } shift => facts with { TargetShift = shift },
                "TargetAttribute" => facts with { IsReconstruction = data.Named("Reconstruction", false) },
                "DirectionAttribute" when Number(data, 0) is { } direction => facts with { Direction = (Direction)direction },
                "DataOrderAttribute" when Number(data, 0) is { } order => facts with { Order = (DataOrder)order },
                "FrozenAttribute" => facts with { IsFrozen = true },
                "RoleAttribute" when Number(data, 0) is { } role =>
                    facts with { Roles = facts.Roles.Add(new RoleFact((Role)role, data.Named("Scaled", false), data.Named("Clears", false))) },
                _ => facts,
            };
        return facts;
    }

    private static PolicyFact? PolicyOf(AttributeData[] attributes) =>
        attributes.FirstOrDefault(data => data.AttributeClass!.Name == "GradientPolicyAttribute") is { } policy && Number(policy, 0) is { } clip
            ? new PolicyFact((Clip)clip, policy.Named("Bound", 0.0), policy.Named("Because", ""))
            : null;

    private static BpttFact? BpttOf(AttributeData[] attributes) =>
        attributes.FirstOrDefault(data => data.AttributeClass!.Name == "BpttAttribute") is { } bptt
            ? new BpttFact(bptt.Named("Dependency", 0), bptt.Named("Window", 0), bptt.Named("CarryState", false))
            : null;

    private static int? Number(AttributeData data, int position) =>
        position < data.ConstructorArguments.Length && data.ConstructorArguments[position] is { Kind: TypedConstantKind.Primitive or TypedConstantKind.Enum, Value: int value }
            ? value
            : null;

    /// <summary>The member itself, then what it overrides or implements.</summary>
    private static IEnumerable<T> Declarations<T>(T member)
        where T : class, ISymbol
    {
        for (ISymbol? symbol = member; symbol is not null; symbol = Overridden(symbol))
        {
            yield return (T)symbol.OriginalDefinition;
            foreach (T declared in Implemented((T)symbol))
                yield return (T)declared.OriginalDefinition;
        }
    }

    private static IEnumerable<T> Implemented<T>(T member)
        where T : class, ISymbol
    {
        if (member.ContainingType is not { TypeKind: TypeKind.Class or TypeKind.Struct } type || member.IsStatic || (member.DeclaredAccessibility == Accessibility.Private && !IsExplicit(member)))
            yield break;
        foreach (INamedTypeSymbol contract in type.AllInterfaces)
            foreach (ISymbol declared in IsExplicit(member) ? contract.GetMembers() : contract.GetMembers(member.Name))
                if (declared is T own && SymbolEqualityComparer.Default.Equals(type.FindImplementationForInterfaceMember(declared), member))
                    yield return own;
    }

    private static ISymbol? Overridden(ISymbol symbol) => symbol switch
    {
        IMethodSymbol method => method.OverriddenMethod,
        IPropertySymbol property => property.OverriddenProperty,
        _ => null,
    };

    private static bool IsExplicit(ISymbol symbol) => symbol switch
    {
        IMethodSymbol method => method.ExplicitInterfaceImplementations.Length > 0,
        IPropertySymbol property => property.ExplicitInterfaceImplementations.Length > 0,
        _ => false,
    };
}
