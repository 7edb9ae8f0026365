using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace RnnGen.Analyzers.Flow;

/// <summary>What an operation gives, and what it changes. An operation it does not know gives nothing known; its parts are evaluated all the same.</summary>
internal sealed partial class Evaluator(
    FlowContext context,
    ControlFlowGraph graph,
    FlowState state,
    LocalUses variables,
    FlowCalls calls,
    FlowReport? report,
    int depth,
    CancellationToken token)
{
    public FlowValue Evaluate(IOperation? operation)
    {
        if (operation is null)
            return FlowValue.Unknown;
        RuntimeHelpers.EnsureSufficientExecutionStack();
        FlowValue value = (operation.Kind, operation) switch
        {
            (OperationKind.ExpressionStatement, IExpressionStatementOperation statement) => Evaluate(statement.Operation),
            (OperationKind.LocalReference or OperationKind.ParameterReference or OperationKind.FieldReference, _) => Read(operation),
            (OperationKind.FlowCapture, IFlowCaptureOperation capture) => Capture(capture),
            (OperationKind.FlowCaptureReference, IFlowCaptureReferenceOperation reference) => state.Get(reference.Id) ?? FlowValue.Unknown,
            (OperationKind.SimpleAssignment, ISimpleAssignmentOperation assignment) => Assign(assignment.Target, Evaluate(assignment.Value), assignment),
            (OperationKind.DeconstructionAssignment, IDeconstructionAssignmentOperation deconstruction) => Assign(deconstruction.Target, Evaluate(deconstruction.Value), deconstruction),
            (OperationKind.CompoundAssignment, ICompoundAssignmentOperation compound) => Assign(compound.Target, Compound(compound), compound),
            (OperationKind.Increment or OperationKind.Decrement, IIncrementOrDecrementOperation increment) => Increment(increment),
            (OperationKind.Invocation, IInvocationOperation invocation) => Invoke(invocation),
            (OperationKind.ObjectCreation, IObjectCreationOperation creation) => Create(creation),
            (OperationKind.PropertyReference, IPropertyReferenceOperation property) => Property(property),
            (OperationKind.Binary, IBinaryOperation binary) => Binary(binary),
            (OperationKind.Unary, IUnaryOperation unary) => Unary(unary),
            (OperationKind.Conversion, IConversionOperation conversion) => Convert(conversion),
            (OperationKind.Parenthesized, IParenthesizedOperation parenthesized) => Evaluate(parenthesized.Operand),
            (OperationKind.Tuple, ITupleOperation tuple) => FlowValue.OfElements([.. tuple.Elements.Select(Evaluate)]),
            (OperationKind.ArrayCreation, IArrayCreationOperation array) => NewArray(array),
            (OperationKind.CollectionExpression, ICollectionExpressionOperation collection) => Collection(collection),
            (OperationKind.ArrayElementReference, IArrayElementReferenceOperation element) => Element(element, element.ArrayReference, element.Indices),
            (OperationKind.ImplicitIndexerReference, IImplicitIndexerReferenceOperation indexer) => ImplicitIndexer(indexer),
            (OperationKind.DelegateCreation, IDelegateCreationOperation creation) => Evaluate(creation.Target),
            (OperationKind.FlowAnonymousFunction, IFlowAnonymousFunctionOperation lambda) => Lambda(lambda),
            (OperationKind.MethodReference, IMethodReferenceOperation method) => MethodGroup(method),
            (OperationKind.DeclarationExpression, IDeclarationExpressionOperation declaration) => Evaluate(declaration.Expression),
            (OperationKind.Await, IAwaitOperation awaited) => Evaluate(awaited.Operation),
            (OperationKind.InstanceReference, _) => FlowValue.Unknown,
            _ => Children(operation),
        };
        return ConstantOf(operation) is { } constant && (value.Number is null || constant.Number!.Label is not null) ? value.IsUnknown ? constant : value with { Number = constant.Number } : value;
    }

    private FlowValue Children(IOperation operation)
    {
        token.ThrowIfCancellationRequested();
        foreach (IOperation child in operation.ChildOperations)
            Evaluate(child);
        return FlowValue.Unknown;
    }

    private FlowValue? ConstantOf(IOperation operation)
    {
        if (operation.ConstantValue is not { HasValue: true, Value: int value })
            return null;
        string? label = operation.WithoutConversions() switch
        {
            IFieldReferenceOperation field => field.Field.Name,
            ILocalReferenceOperation local => local.Local.Name,
            _ => null,
        };
        return context.Constant(value, label);
    }

    private FlowValue Convert(IConversionOperation conversion)
    {
        FlowValue value = Evaluate(conversion.Operand);
        return conversion.OperatorMethod is { } method
            ? Call(method, conversion, null, [new FlowArgument(method.Parameters.FirstOrDefault(), value, conversion.Operand)])
            : value;
    }

    private FlowValue NewArray(IArrayCreationOperation array)
    {
        ImmutableArray<FlowValue> dimensions = [.. array.DimensionSizes.Select(Evaluate)];
        FlowValue result = FlowValue.Unknown;
        if (array.Initializer is { } initializer)
        {
            EvaluateElements(initializer, out List<FlowValue> elements);
            if (dimensions.Length == 1)
                result = FlowValue.OfElements(elements);
        }

        var created = new FlowArray(array, dimensions);
        foreach (FlowDomain domain in FlowCatalog.Domains)
            result = domain.Array(created, result);
        return result;
    }

    private void EvaluateElements(IArrayInitializerOperation initializer, out List<FlowValue> elements)
    {
        elements = [];
        foreach (IOperation element in initializer.ElementValues)
            elements.Add(element is IArrayInitializerOperation inner ? Nested(inner) : Evaluate(element));
    }

    private FlowValue Nested(IArrayInitializerOperation initializer)
    {
        EvaluateElements(initializer, out _);
        return FlowValue.Unknown;
    }

    private FlowValue Collection(ICollectionExpressionOperation collection)
    {
        List<FlowValue> elements = [.. collection.Elements.Select(Evaluate)];
        return collection.Elements.Any(element => element is ISpreadOperation) ? FlowValue.Unknown : FlowValue.OfElements(elements);
    }

    private FlowValue Element(IOperation operation, IOperation array, ImmutableArray<IOperation> indices)
    {
        var source = new FlowArgument(null, Evaluate(array), array);
        var element = new FlowElement(source, [.. indices.Select(index => new FlowArgument(null, Evaluate(index), index))], operation);
        FlowValue result = FlowValue.Unknown;
        if (source.Value.Elements is { } elements && indices.Length == 1 && Ranges.IndexIn(indices[0], elements.Count) is var at and >= 0)
            result = elements[at];
        foreach (FlowDomain domain in FlowCatalog.Domains)
            result = domain.Element(element, result);
        if (report is not null)
            foreach (FlowRule rule in context.Rules)
                rule.OnElement(element, result, report);
        return result;
    }

    private FlowValue ImplicitIndexer(IImplicitIndexerReferenceOperation indexer) => Element(indexer, indexer.Instance, [indexer.Argument]);
}
