using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using RnnGen.Analyzers.Flow;

namespace RnnGen.Analyzers;

/// <summary>RNN0209: a declared shape that the body contradicts; and the shape that <c>[Shape("?")]</c> asks for.</summary>
internal sealed class DeclaredShapeRule : FlowRule
{
    public override ImmutableArray<DiagnosticDescriptor> Descriptors { get; } = [Analyzers.Descriptors.DeclaredShape];

    public override void OnReturn(FlowReturn returned, FlowReport report)
    {
        ISymbol owner = returned.Owner;
        if (returned.Value.Axes is not { } actual)
            return;
        if (DeclaredAxes.HoleOf(owner, returned.Context.Known) is not null)
            Tell(returned.Operation, owner.Name + "(...)", actual, report);
        else if (returned.Context.AxesOf(owner) is { } declared && Contradiction(declared, actual, SymbolsOf(owner, returned.Context)))
            Report(returned.Operation, owner is IMethodSymbol { AssociatedSymbol: { } property } ? property.Name : owner.Name, declared, actual, report);
    }

    public override void OnAssigned(FlowAssignment assignment, FlowReport report)
    {
        if (assignment.Target is not (IFieldSymbol or IPropertySymbol) || assignment.Value.Axes is not { } actual || assignment.Context.IsRuntime(assignment.Target))
            return;
        IOperation place = assignment.Operation is Microsoft.CodeAnalysis.Operations.IAssignmentOperation { Value: { } value } ? value : assignment.Operation;
        if (DeclaredAxes.HoleOf(assignment.Target, assignment.Context.Known) is not null)
            Tell(place, assignment.Target.Name, actual, report);
        else if (assignment.Context.AxesOf(assignment.Target) is { } declared && Contradiction(declared, actual, []))
            Report(place, assignment.Target.Name, declared, actual, report);
    }

    public override void OnCall(FlowCall call, FlowValue result, FlowReport report)
    {
        foreach (FlowArgument argument in call.Arguments)
            if (argument is { Parameter: { } parameter, Value.Axes: { } actual, Operation: { } place } && !call.IsLibrary && DeclaredAxes.HoleOf(parameter, call.Context.Known) is not null)
                Tell(place, ShapeRule.Text(place), actual, report);
    }

    private static void Tell(IOperation place, string what, AxisList axes, FlowReport report) =>
        report.Add(Analyzers.Descriptors.DeclaredShape, place, DiagnosticSeverity.Info, ImmutableDictionary<string, string?>.Empty, what, axes.ToString(), "");

    private static void Report(IOperation place, string what, AxisList declared, AxisList actual, FlowReport report) =>
        report.Add(
            Analyzers.Descriptors.DeclaredShape, place,
            actual.Axes.All(IsDeclarable) ? ImmutableDictionary<string, string?>.Empty.Add(ShapeRule.Repair, string.Join(",", actual.Axes.Select(Declaration))) : ImmutableDictionary<string, string?>.Empty,
            what, actual.ToString(), ", but declared " + declared);

    /// <summary>Whether an axis can be written in <c>[Shape]</c>: it is made of numbers and of symbols that somebody declared.</summary>
    private static bool IsDeclarable(Axis axis) => axis.Extent is { } extent && (extent.Constant is not null || extent.Substitute(symbol => symbol.IsDeclared ? Polynomial.Of(symbol) : null) is not null);

    private static string Declaration(Axis axis) => axis.Extent!.Constant is not null && axis.Label is { } name ? name : axis.Extent.ToString();

    /// <summary>Symbols that the parameters give a meaning; the others of a declared result may stand for anything.</summary>
    private static HashSet<Symbol> SymbolsOf(ISymbol owner, FlowContext context)
    {
        HashSet<Symbol> symbols = [];
        if (owner is IMethodSymbol method)
            foreach (IParameterSymbol parameter in method.Parameters)
                foreach (Axis axis in (context.AxesOf(parameter)?.Axes ?? []).Concat(context.Declared(parameter).Number is { } number ? [number] : []))
                    if (axis.Extent?.OnlySymbol is { } symbol)
                        symbols.Add(symbol);
        return symbols;
    }

    private static bool Contradiction(AxisList declared, AxisList actual, HashSet<Symbol> fixedSymbols)
    {
        var unifier = new AxisUnifier(symbol => fixedSymbols.Contains(symbol) ? Axis.Of(symbol) : null, namesCount: true);
        return unifier.Fit(new FlowArgument(null, FlowValue.OfAxes(actual), null), declared, actual) is not null;
    }
}
