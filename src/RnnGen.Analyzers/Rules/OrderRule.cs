using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using RnnGen.Analyzers.Facts;
using RnnGen.Analyzers.Flow;

namespace RnnGen.Analyzers;

/// <summary>RNN0801, RNN0802: batches that are compared row by row and are in different orders.</summary>
internal sealed class OrderRule : FlowRule
{
    public override ImmutableArray<DiagnosticDescriptor> Descriptors { get; } = [Analyzers.Descriptors.NotRestored, Analyzers.Descriptors.TwoOrders];

    public override void OnCall(FlowCall call, FlowValue result, FlowReport report)
    {
        if (Compared(call) is { } pair)
            Report(pair.Left, pair.Right, call.Syntax, report);
    }

    /// <summary><c>predicted[i] == targets[i]</c>.</summary>
    public override void OnArithmetic(FlowArithmetic arithmetic, FlowValue result, FlowReport report)
    {
        if (arithmetic.Kind is BinaryOperatorKind.Equals or BinaryOperatorKind.NotEquals && (arithmetic.Left.Value.Order is { IsOfListMadeHere: true } || arithmetic.Right.Value.Order is { IsOfListMadeHere: true })
            && IndexOf(arithmetic.Left.Operation) is { } left && left == IndexOf(arithmetic.Right.Operation))
            Report(arithmetic.Left, arithmetic.Right, arithmetic.Operation.Syntax, report);
    }

    private static void Report(FlowArgument left, FlowArgument right, SyntaxNode place, FlowReport report)
    {
        if (left.Value.Order is not { IsFresh: false } first || right.Value.Order is not { IsFresh: false } second || first == second || left.Operation is not { } one || right.Operation is not { } other || IsSortedInPlace(place))
            return;
        if (first.IsAsGiven || second.IsAsGiven)
        {
            if (!first.IsMadeHere && !second.IsMadeHere)
                return;
            (IOperation sorted, IOperation given) = first.IsAsGiven ? (other, one) : (one, other);
            report.Add(Analyzers.Descriptors.NotRestored, sorted, ShapeRule.Text(sorted), ShapeRule.Text(given));
        }
        else
        {
            report.Add(Analyzers.Descriptors.TwoOrders, other, ShapeRule.Text(one), ShapeRule.Text(other));
        }
    }

    /// <summary>The two batches that a loss or metric compares, or that are put side by side.</summary>
    private static (FlowArgument Left, FlowArgument Right)? Compared(FlowCall call)
    {
        if (call.Member is not IMethodSymbol method)
            return null;
        MethodFacts facts = call.Context.Facts.Of(method);
        if ((facts.Has(Role.Loss) || facts.Has(Role.Metric)) && call.Arguments.Length >= 2)
            return (call.Arguments[0], call.Arguments[1]);
        bool isElementwise = call.Is("Tensor", "op_Subtraction") && call.Arguments.Length == 2 && call.Arguments.All(argument => argument.Value.Axes is { Rank: > 0 } axes && axes[0].Role == AxisRole.Batch);
        return isElementwise ? (call.Arguments[0], call.Arguments[1]) : call.Is("Sequences", "Concat") || IsJoinedByRow(call) ? Parts(call) : null;
    }

    private static bool IsJoinedByRow(FlowCall call) => call.Is("Tensor", "Concat") && call.Argument("axis")?.Value.Number?.Extent?.Constant is not (null or 0);

    /// <summary>The first two parts that are in two orders.</summary>
    private static (FlowArgument Left, FlowArgument Right)? Parts(FlowCall call)
    {
        if (call.Arguments.LastOrDefault() is not { Value.Elements: { Count: > 1 } values, Operation: { } given } || given.WithoutConversions() is not IArrayCreationOperation { Initializer.ElementValues: var written } || written.Length != values.Count)
            return null;
        FlowArgument[] parts = [.. values.Select((value, i) => new FlowArgument(null, value, written[i])).Where(part => part.Value.Order is { IsFresh: false })];
        FlowArgument? other = parts.FirstOrDefault(part => part.Value.Order != parts[0].Value.Order);
        return other is null ? null : (parts[0], other);
    }

    private static string? IndexOf(IOperation? operation) => operation?.WithoutConversions() is IArrayElementReferenceOperation element ? string.Join(",", element.Indices.Select(index => index.Syntax.ToString())) : null;

    /// <summary>Whether the member sorts something where it lies: then nobody knows what is in which order.</summary>
    private static bool IsSortedInPlace(SyntaxNode place) => Purpose.MemberOf(place)?.DescendantNodes().Any(node =>
        node is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Sort" or "Shuffle" or "Reverse", Expression: var owner }, Parent: ExpressionStatementSyntax } call
        && !(owner.ToString() is "Array" && call.ArgumentList.Arguments.Count == 1)) == true;
}
