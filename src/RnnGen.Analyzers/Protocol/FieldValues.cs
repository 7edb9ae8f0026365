using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace RnnGen.Analyzers.Protocol;

/// <summary>
/// Which model a field belongs to, when its class says so in one place: an optimizer that a field initializer or a constructor makes for a
/// model, which another field holds.
/// </summary>
internal sealed class FieldValues(Compilation compilation, ProtocolTypes types)
{
    private readonly ConcurrentDictionary<ISymbol, ISymbol?> owners = new(SymbolEqualityComparer.Default);

    /// <summary>The field or property that holds the model, or null.</summary>
    public ISymbol? OwnerOf(IFieldSymbol field) => owners.GetOrAdd(field.OriginalDefinition, symbol =>
    {
        List<IOperation> assigned = [.. Assignments((IFieldSymbol)symbol)];
        return assigned.Count == 1 && assigned[0] is IObjectCreationOperation creation
            && creation.Arguments.Select(argument => Bare(argument.Value)).FirstOrDefault(value => types.IsTrainable(value.Type)) is { } model
            ? HolderOf(model)
            : null;
    });

    private IEnumerable<IOperation> Assignments(IFieldSymbol field)
    {
        foreach (SyntaxReference part in field.ContainingType.DeclaringSyntaxReferences)
            if (part.GetSyntax() is TypeDeclarationSyntax type && compilation.ContainsSyntaxTree(part.SyntaxTree))
            {
                SemanticModel model = compilation.GetSemanticModel(part.SyntaxTree);
                foreach (SyntaxNode node in type.DescendantNodes())
                    if (node is AssignmentExpressionSyntax assignment && NameOf(assignment.Left) == field.Name
                        && model.GetOperation(assignment) is ISimpleAssignmentOperation { Target: IFieldReferenceOperation target } operation && SymbolEqualityComparer.Default.Equals(target.Field, field))
                        yield return Bare(operation.Value);
                    else if (node is VariableDeclaratorSyntax { Initializer.Value: { } value, Parent.Parent: FieldDeclarationSyntax } declarator && declarator.Identifier.ValueText == field.Name
                        && model.GetOperation(value) is { } initializer)
                        yield return Bare(initializer);
            }
    }

    private ISymbol? HolderOf(IOperation model)
    {
        switch (model)
        {
            case IFieldReferenceOperation reference:
                return reference.Field;
            case IPropertyReferenceOperation reference:
                return reference.Property;
            case IParameterReferenceOperation { Parameter: { ContainingSymbol: IMethodSymbol { MethodKind: MethodKind.Constructor } } parameter }:
                return parameter.ContainingType.GetMembers().OfType<IFieldSymbol>()
                    .FirstOrDefault(field => types.IsTrainable(field.Type) && SetTo(field, parameter)) is { } holder ? (ISymbol?)holder.AssociatedSymbol ?? holder : parameter;
            default:
                return null;
        }
    }

    private bool SetTo(IFieldSymbol field, IParameterSymbol parameter) => field.AssociatedSymbol is null
        ? Assignments(field).Any(value => Is(value, parameter))
        : field.ContainingType.DeclaringSyntaxReferences.SelectMany(part => part.GetSyntax().DescendantNodes().OfType<AssignmentExpressionSyntax>())
            .Any(assignment => NameOf(assignment.Left) == field.AssociatedSymbol.Name && NameOf(assignment.Right) == parameter.Name);

    private static bool Is(IOperation value, IParameterSymbol parameter) =>
        value is IParameterReferenceOperation reference && SymbolEqualityComparer.Default.Equals(reference.Parameter, parameter);

    private static string? NameOf(ExpressionSyntax expression) => expression switch
    {
        IdentifierNameSyntax name => name.Identifier.ValueText,
        MemberAccessExpressionSyntax { Expression: ThisExpressionSyntax, Name: var name } => name.Identifier.ValueText,
        _ => null,
    };

    private static IOperation Bare(IOperation operation) => operation is IConversionOperation conversion ? Bare(conversion.Operand) : operation;
}
