using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace RnnGen.Analyzers.Flow;

/// <content>Variables: locals, parameters, fields and automatic properties of this, members of known objects, elements of tuples.</content>
internal sealed partial class Evaluator
{
    private FlowValue Read(IOperation operation)
    {
        if (operation is IFieldReferenceOperation { Instance: { } instance } field && KeyOf(field) is null)
        {
            FlowValue owner = Evaluate(instance);
            if (field.Field.ContainingType.IsTupleType && owner.Elements is { } elements)
                return TupleIndex(field.Field) is var at && at >= 0 && at < elements.Count ? elements[at] : FlowValue.Unknown;
            return owner.Members?[field.Field.Name] ?? context.Declared(field.Field);
        }

        if (KeyOf(operation) is not ISymbol key || variables.IsWrittenInside(key))
            return FlowValue.Unknown;
        return state.Get(key) ?? (key is IFieldSymbol or IParameterSymbol ? context.Declared(key) : FlowValue.Unknown);
    }

    private FlowValue Capture(IFlowCaptureOperation capture)
    {
        FlowValue value = Evaluate(capture.Value);
        state.Set(capture.Id, value);
        return value;
    }

    private FlowValue Assign(IOperation target, FlowValue value, IOperation assignment)
    {
        switch (target)
        {
            case ITupleOperation tuple:
                for (int i = 0; i < tuple.Elements.Length; i++)
                    Assign(tuple.Elements[i], value.Elements is { } elements && i < elements.Count ? elements[i] : FlowValue.Unknown, assignment);
                return value;
            case IDeclarationExpressionOperation declaration:
                return Assign(declaration.Expression, value, assignment);
            case IDiscardOperation:
                return value;
            case IArrayElementReferenceOperation element:
                Store(element, value, assignment);
                return value;
            case IPropertyReferenceOperation { Property.IsIndexer: true } indexer:
                Property(indexer);
                return value;
        }

        if (SymbolOf(target) is not { } symbol)
        {
            Children(target);
            return value;
        }

        var assigned = new FlowAssignment(symbol, value, assignment, context);
        foreach (FlowDomain domain in FlowCatalog.Domains)
            if (domain.Assigned(assigned, value) is var known && !ReferenceEquals(known, value))
                assigned = assigned with { Value = value = known };
        SyntaxNode definition = (assignment as IAssignmentOperation)?.Value.Syntax ?? assignment.Syntax;
        if (KeyOf(target) is { } key)
            state.Set(key, value, definition);
        else if (InstanceOf(target) is { } instance && KeyOf(instance) is { } owner)
            state.Set(owner, (state.Get(owner) ?? FlowValue.Unknown).WithMember(symbol.Name, value), state.DefinitionOf(owner));
        else if (InstanceOf(target) is { } other)
            Evaluate(other);
        if (report is not null)
            foreach (FlowRule rule in context.Rules)
                rule.OnAssigned(assigned, report);
        return value;
    }

    /// <summary>An element of an array, or of an array of arrays, is written: the array in its variable knows of it.</summary>
    private void Store(IArrayElementReferenceOperation element, FlowValue value, IOperation assignment)
    {
        IOperation root = element;
        ImmutableArray<FlowArgument> indices = [];
        for (; root is IArrayElementReferenceOperation level; root = level.ArrayReference)
            indices = indices.InsertRange(0, level.Indices.Select(index => new FlowArgument(null, Evaluate(index), index)));
        FlowValue array = Evaluate(root);
        if (KeyOf(root) is not { } key || array.IsUnknown)
            return;
        var store = new FlowStore(new FlowArgument(null, value, (assignment as IAssignmentOperation)?.Value), indices, assignment);
        foreach (FlowDomain domain in FlowCatalog.Domains)
            array = domain.Stored(store, array);
        state.Set(key, array, state.DefinitionOf(key));
    }

    private FlowValue Increment(IIncrementOrDecrementOperation increment)
    {
        FlowValue old = Evaluate(increment.Target);
        long step = increment.Kind == OperationKind.Increment ? 1 : -1;
        FlowValue value = old.Number?.Extent is { } number ? FlowValue.OfNumber(new Axis(number + Polynomial.Of(step))) : FlowValue.Unknown;
        Assign(increment.Target, value, increment);
        return increment.IsPostfix ? old : value;
    }

    private FlowValue Compound(ICompoundAssignmentOperation compound)
    {
        var left = new FlowArgument(null, Evaluate(compound.Target), compound.Target);
        var right = new FlowArgument(null, Evaluate(compound.Value), compound.Value);
        return compound.OperatorMethod is { } method
            ? Call(method, compound, null, [left with { Parameter = method.Parameters[0] }, right with { Parameter = method.Parameters.ElementAtOrDefault(1) }])
            : Arithmetic(compound.OperatorKind, left, right, compound);
    }

    /// <summary>What is written to: a variable with its own place in the state, or a member of an object.</summary>
    private static ISymbol? SymbolOf(IOperation target) => target switch
    {
        ILocalReferenceOperation local => local.Local,
        IParameterReferenceOperation parameter => parameter.Parameter,
        IFieldReferenceOperation field => field.Field,
        IPropertyReferenceOperation property => property.Property,
        _ => null,
    };

    private static IOperation? InstanceOf(IOperation target) => (target as IMemberReferenceOperation)?.Instance;

    /// <summary>The place of a variable in the state, or null when it has none of its own.</summary>
    private static object? KeyOf(IOperation operation) => operation switch
    {
        ILocalReferenceOperation local => local.Local,
        IParameterReferenceOperation parameter => parameter.Parameter,
        IFlowCaptureReferenceOperation capture => capture.Id,
        IFieldReferenceOperation { Instance: null or IInstanceReferenceOperation { ReferenceKind: InstanceReferenceKind.ContainingTypeInstance } } field => field.Field,
        IPropertyReferenceOperation { Property.IsIndexer: false, Instance: null or IInstanceReferenceOperation { ReferenceKind: InstanceReferenceKind.ContainingTypeInstance } } property
            when IsAutomatic(property.Property) => property.Property,
        _ => null,
    };

    /// <summary>A property that holds what is written to it.</summary>
    private static bool IsAutomatic(IPropertySymbol property) =>
        property.ContainingType?.GetMembers().OfType<IFieldSymbol>().Any(field => SymbolEqualityComparer.Default.Equals(field.AssociatedSymbol, property)) == true;

    private static int TupleIndex(IFieldSymbol field)
    {
        ISymbol element = field.CorrespondingTupleField ?? field;
        return element.Name.StartsWith("Item", System.StringComparison.Ordinal) && int.TryParse(element.Name.Substring(4), out int position) ? position - 1 : -1;
    }
}
