using System.Collections.Concurrent;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using RnnGen.Analyzers.Facts;
using RnnGen.Generator.Reading;

namespace RnnGen.Analyzers.Protocol;

/// <summary>
/// Whose gradients a call is about: the variable or member that holds the model. A pass leads to the model that made it, an optimizer to the
/// model it was made for, as far as that can be read in the method or, for fields, in the constructors of the class.
/// </summary>
internal sealed class OwnerResolver(ProtocolTypes types, LocalValues locals, FieldValues fields)
{
    private const int MaxSteps = 16;

    /// <summary>The owner, or null when it is not known.</summary>
    public ISymbol? OfCall(IInvocationOperation call, Role role)
    {
        if (call.Instance is { } instance && types.IsProtocolObject(instance.Type))
            return Of(instance, MaxSteps);
        // A user's own optimizer: what it steps and what it clears are one thing; the rest is not known.
        return role is Role.Step or Role.Zero && call.Instance is not null ? SymbolOf(call.Instance) : null;
    }

    /// <summary>What an owner inside a helper is at the place of the call.</summary>
    public ISymbol? Translate(ISymbol owner, IInvocationOperation call) => owner switch
    {
        IParameterSymbol parameter when SymbolEqualityComparer.Default.Equals(parameter.ContainingSymbol.OriginalDefinition, call.TargetMethod.OriginalDefinition) => call.Arguments.FirstOrDefault(argument => SymbolEqualityComparer.Default.Equals(argument.Parameter?.OriginalDefinition, parameter.OriginalDefinition)) is { } argument
            ? Of(argument.Value, MaxSteps)
            : null,
        ILocalSymbol or IParameterSymbol => owner, // of the helper itself, or of the primary constructor both share
        _ => owner.IsStatic || call.Instance is null or IInstanceReferenceOperation ? owner : null,
    };

    /// <summary>The owner an expression leads to.</summary>
    public ISymbol? Of(IOperation operation) => Of(operation, MaxSteps);

    private ISymbol? Of(IOperation? operation, int steps)
    {
        if (steps == 0)
            return null;
        switch (operation)
        {
            case IConversionOperation conversion:
                return Of(conversion.Operand, steps - 1);
            case IParenthesizedOperation inner:
                return Of(inner.Operand, steps - 1);
            case ILocalReferenceOperation { Local: var local }:
                return locals.Only(local) is { } value && Of(value, steps - 1) is { } owner ? owner : types.IsTrainable(local.Type) ? local : null;
            case IParameterReferenceOperation { Parameter: var parameter }:
                return types.IsProtocolObject(parameter.Type) ? parameter : null;
            case IFieldReferenceOperation { Field: var field }:
                return types.IsTrainable(field.Type) ? field : types.IsProtocolObject(field.Type) ? fields.OwnerOf(field) : null;
            case IPropertyReferenceOperation { Property: var property, Instance: var instance }:
                if (types.IsProtocolObject(property.Type) && instance is not null && types.IsProtocolObject(instance.Type) && !types.IsTrainable(property.Type))
                    return Of(instance, steps - 1);
                return types.IsTrainable(property.Type) ? property : null;
            case IInvocationOperation { Instance: { } instance } call when types.IsProtocolObject(instance.Type) && types.IsProtocolObject(call.Type):
                return Of(instance, steps - 1);
            case IObjectCreationOperation creation when types.IsProtocolObject(creation.Type) && !types.IsTrainable(creation.Type):
                return creation.Arguments.Select(argument => argument.Value).FirstOrDefault(value => types.IsTrainable(Unconverted(value).Type)) is { } model ? Of(model, steps - 1) : null;
            case IInstanceReferenceOperation { Type: { } type } when types.IsTrainable(type):
                return type;
            default:
                return null;
        }
    }

    private static IOperation Unconverted(IOperation operation) => operation is IConversionOperation conversion ? Unconverted(conversion.Operand) : operation;

    private static ISymbol? SymbolOf(IOperation operation) => operation switch
    {
        ILocalReferenceOperation local => local.Local,
        IParameterReferenceOperation parameter => parameter.Parameter,
        IFieldReferenceOperation field => field.Field,
        IPropertyReferenceOperation property => property.Property,
        _ => null,
    };
}

/// <summary>The runtime's types that take part in the life of gradients.</summary>
internal sealed class ProtocolTypes
{
    private readonly INamedTypeSymbol?[] bases;
    private readonly ConcurrentDictionary<ITypeSymbol, int> kinds = new(SymbolEqualityComparer.Default);

    public ProtocolTypes(KnownSymbols known)
    {
        IAssemblySymbol? runtime = known.RecurrentCell?.ContainingAssembly;
        Trainable = runtime?.GetTypeByMetadataName("RnnGen.Trainable");
        bases =
        [
            Trainable,
            runtime?.GetTypeByMetadataName("RnnGen.Gradients"),
            runtime?.GetTypeByMetadataName("RnnGen.Optimizer"),
            runtime?.GetTypeByMetadataName("RnnGen.OfflinePass`1"),
            runtime?.GetTypeByMetadataName("RnnGen.CellPass`1"),
            runtime?.GetTypeByMetadataName("RnnGen.ParameterSet"),
            runtime?.GetTypeByMetadataName("RnnGen.Parameter"),
        ];
        GradientClipping = runtime?.GetTypeByMetadataName("RnnGen.GradientClipping");
    }

    public INamedTypeSymbol? Trainable { get; }

    public INamedTypeSymbol? GradientClipping { get; }

    public bool IsTrainable(ITypeSymbol? type) => KindOf(type) == 0;

    /// <summary>A model, or something that belongs to one: its gradients, a pass, an optimizer.</summary>
    public bool IsProtocolObject(ITypeSymbol? type) => KindOf(type) >= 0;

    private int KindOf(ITypeSymbol? type) => type is null ? -1 : kinds.GetOrAdd(type, t =>
    {
        for (ITypeSymbol? part = t; part is not null; part = part.BaseType)
            for (int i = 0; i < bases.Length; i++)
                if (bases[i] is not null && SymbolEqualityComparer.Default.Equals(part.OriginalDefinition, bases[i]))
                    return i;
        return t is ITypeParameterSymbol parameter && parameter.ConstraintTypes.Length > 0 ? parameter.ConstraintTypes.Max(KindOf) : -1;
    });
}
