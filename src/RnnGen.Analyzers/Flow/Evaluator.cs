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
        FlowValue value = operation switch
        {
            IExpressionStatementOperation statement => Evaluate(statement.Operation),
            ILocalReferenceOperation or IParameterReferenceOperation or IFieldReferenceOperation => Read(operation),
            IFlowCaptureOperation capture => Capture(capture),
            IFlowCaptureReferenceOperation reference => state.Get(reference.Id) ?? FlowValue.Unknown,
            ISimpleAssignmentOperation assignment => Assign(assignment.Target, Evaluate(assignment.Value), assignment),
            IDeconstructionAssignmentOperation deconstruction => Assign(deconstruction.Target, Evaluate(deconstruction.Value), deconstruction),
            ICompoundAssignmentOperation compound => Assign(compound.Target, Compound(compound), compound),
            IIncrementOrDecrementOperation increment => Increment(increment),
            IInvocationOperation invocation => Invoke(invocation),
            IObjectCreationOperation creation => Create(creation),
            IPropertyReferenceOperation property => Property(property),
            IBinaryOperation binary => Binary(binary),
            IUnaryOperation unary => Unary(unary),
            IConversionOperation conversion => Convert(conversion),
            IParenthesizedOperation parenthesized => Evaluate(parenthesized.Operand),
            ITupleOperation tuple => FlowValue.OfElements([.. tuple.Elements.Select(Evaluate)]),
            IArrayCreationOperation array => NewArray(array),
            ICollectionExpressionOperation collection => Collection(collection),
            IArrayElementReferenceOperation element => Element(element, element.ArrayReference, element.Indices),
            IImplicitIndexerReferenceOperation indexer => ImplicitIndexer(indexer),
            IDelegateCreationOperation creation => Evaluate(creation.Target),
            IFlowAnonymousFunctionOperation lambda => Lambda(lambda),
            IMethodReferenceOperation method => MethodGroup(method),
            IDeclarationExpressionOperation declaration => Evaluate(declaration.Expression),
            IAwaitOperation awaited => Evaluate(awaited.Operation),
            IInstanceReferenceOperation => FlowValue.Unknown,
            _ => Children(operation),
        };
        return ConstantOf(operation) is { } constant && (value.Number is null || constant.Label is not null) ? value with { Number = constant } : value;
    }

    private FlowValue Children(IOperation operation)
    {
        token.ThrowIfCancellationRequested();
        foreach (IOperation child in operation.ChildOperations)
            Evaluate(child);
        return FlowValue.Unknown;
    }

    /// <summary>A constant with the name its author gave it.</summary>
    private static Axis? ConstantOf(IOperation operation)
    {
        if (operation.ConstantValue is not { HasValue: true, Value: int value })
            return null;
        string? label = operation.WithoutConversions() switch
        {
            IFieldReferenceOperation field => field.Field.Name,
            ILocalReferenceOperation local => local.Local.Name,
            _ => null,
        };
        return Axis.Of(value, label);
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
            foreach (FlowRule rule in FlowCatalog.Rules)
                rule.OnElement(element, result, report);
        return result;
    }

    private FlowValue ImplicitIndexer(IImplicitIndexerReferenceOperation indexer) => Element(indexer, indexer.Instance, [indexer.Argument]);
}
