using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using RnnGen.Analyzers.Facts;
using RnnGen.Analyzers.Protocol;
using RnnGen.Generator.Reading;

namespace RnnGen.Analyzers.Rules;

/// <summary>RNN0401 to RNN0406: the life of states, and how far back gradients go.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class StateRules : DiagnosticAnalyzer
{
    /// <summary>Property of a diagnostic: the method that gives a state without its history.</summary>
    internal const string StopProperty = "Stop";

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => StateDescriptors.All;

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterCompilationStartAction(start =>
        {
            Helpers helpers = Helpers.For(start.Compilation);
            if (!helpers.Facts.IsAvailable)
                return;
            var states = new StateTypes(helpers.Facts);
            start.RegisterOperationBlockAction(block => Analyze(block, helpers, states));
            start.RegisterSymbolAction(symbol => DeclaredWindow(symbol, helpers.Facts), SymbolKind.NamedType, SymbolKind.Method);
        });
    }

    private static void Analyze(OperationBlockAnalysisContext context, Helpers helpers, StateTypes states)
    {
        IOperation[] bodies = [.. context.OperationBlocks.Where(block => block is IBlockOperation)];
        LoopBody[] loops = [.. bodies.AllOperations().OfType<ILoopOperation>().Select(loop => new LoopBody(loop))];
        if (loops.Length == 0 || Broken.Is(bodies))
            return;
        var locals = new LocalValues(bodies);
        var orders = new DataOrders(helpers.Facts, locals);
        var carried = new CarriedStates(helpers, states);
        BpttFact? bptt = context.OwningSymbol is IMethodSymbol method ? helpers.Facts.Of(method).Bptt : null;
        foreach (LoopBody loop in loops)
        {
            foreach (CarriedValue value in carried.In(loop))
                if (loop.IsInnermost(value.Read))
                    Carried(context, value, loop, loops, helpers, states, orders);
            if (bptt is not { Window: 1 })
                StoppedInside(context, loop, bodies, helpers, locals);
            CarriedInField(context, loop, carried, orders);
            new DroppedStates(states, carried).Report(loop, context);
            Window(context, loop, helpers, orders, locals);
        }
    }

    /// <summary>A state that goes from round to round: with its history over an update, or from one sequence into another.</summary>
    private static void Carried(OperationBlockAnalysisContext context, CarriedValue value, LoopBody loop, LoopBody[] loops, Helpers helpers, StateTypes states, DataOrders orders)
    {
        CancellationToken token = context.CancellationToken;
        if (states.StopOf(value.Holder is ILocalSymbol local ? local.Type : LoopBody.Bare(value.Written).Type) is { } stop && value.Written.Type is not null
            && FirstOf(Role.Backward, loop, helpers, token) is { } backward && FirstOf(Role.Step, loop, helpers, token) is not null)
        {
            context.ReportDiagnostic(Diagnostic.Create(
                StateDescriptors.LiveState, value.Written.Syntax.GetLocation(), ImmutableDictionary<string, string?>.Empty.Add(StopProperty, stop), value.Holder.Name, TextOf(backward), value.Written.Syntax + "." + stop + "()"));
            return;
        }

        if (loop.Loop is not IForEachLoopOperation { Collection: var collection } || orders.Of(collection) is not var (order, source))
            return;
        if (order == DataOrder.Independent)
            context.ReportDiagnostic(Diagnostic.Create(StateDescriptors.CrossesSequences, value.Written.Syntax.GetLocation(), value.Holder.Name, $"`{source}` gives sequences of their own"));
        else if (loops.FirstOrDefault(outer => !ReferenceEquals(outer, loop) && outer.Operations.Contains(loop.Loop)) is { } epochs && epochs.IsOutside(value.Holder)
            && epochs.ValuesOf(value.Holder).Count() == loop.ValuesOf(value.Holder).Count())
            context.ReportDiagnostic(Diagnostic.Create(
                StateDescriptors.CrossesSequences, value.Written.Syntax.GetLocation(), DiagnosticSeverity.Info, null, null, value.Holder.Name, $"the next round of the outer loop begins at the start of `{source}` again"));
    }

    private static void CarriedInField(OperationBlockAnalysisContext context, LoopBody loop, CarriedStates carried, DataOrders orders)
    {
        if (loop.Loop is not IForEachLoopOperation { Collection: var collection } || orders.Of(collection) is not (DataOrder.Independent, var source))
            return;
        foreach (IInvocationOperation call in loop.Calls)
            if (loop.IsInnermost(call) && carried.FieldOf(call.TargetMethod, context.CancellationToken) is { } field && !loop.Operations.OfType<IAssignmentOperation>().Any(assignment => LoopBody.SymbolOf(assignment.Target) is IFieldSymbol set && SymbolEqualityComparer.Default.Equals(set, field)))
            {
                context.ReportDiagnostic(Diagnostic.Create(StateDescriptors.CrossesSequences, call.Syntax.GetLocation(), field.Name, $"`{source}` gives sequences of their own"));
                return;
            }
    }

    /// <summary>A cut inside a loop whose results meet one backward pass behind it.</summary>
    private static void StoppedInside(OperationBlockAnalysisContext context, LoopBody loop, IOperation[] bodies, Helpers helpers, LocalValues locals)
    {
        if (loop.Calls.FirstOrDefault(call => loop.IsInnermost(call) && call.TargetMethod is { IsStatic: false, Parameters.Length: 0 } && helpers.Facts.Of(call.TargetMethod).Has(Role.Stop)) is not { Instance: { } instance } stop
            || !IsLoopCarried(stop, instance, loop) || FirstOf(Role.Backward, loop, helpers, context.CancellationToken) is not null)
            return;
        foreach (IInvocationOperation backward in bodies.AllOperations().OfType<IInvocationOperation>())
            if (backward.Syntax.SpanStart > loop.Loop.Syntax.Span.End && Does(backward, Role.Backward, helpers, context.CancellationToken) && UsesResultsOf(loop, backward, locals))
            {
                context.ReportDiagnostic(Diagnostic.Create(StateDescriptors.StoppedInside, stop.Syntax.GetLocation(), TextOf(stop), TextOf(backward)));
                return;
            }
    }

    private static bool IsLoopCarried(IInvocationOperation stop, IOperation instance, LoopBody loop)
    {
        ISymbol? read = LoopBody.SymbolOf(instance);
        return (read is not null && loop.IsOutside(read) && loop.Sets(read)) || loop.From(stop).Any(loop.IsOutside);
    }

    private static bool UsesResultsOf(LoopBody loop, IInvocationOperation backward, LocalValues locals)
    {
        var open = new Stack<IOperation>(backward.Arguments.Select(argument => argument.Value));
        if (backward.Instance is { } instance)
            open.Push(instance);
        for (int i = 0; i < 64 && open.Count > 0; i++)
            foreach (ISymbol symbol in open.Pop().DescendantsAndSelf().Select(LoopBody.SymbolOf).OfType<ISymbol>())
            {
                if (loop.IsOutside(symbol) && (loop.Sets(symbol) || loop.Calls.Any(call => call.Instance is { } receiver && SymbolEqualityComparer.Default.Equals(LoopBody.SymbolOf(receiver), symbol) && call.TargetMethod.Name == "Add")))
                    return true;
                if (symbol is ILocalSymbol local && locals.Only(local) is { } value)
                    open.Push(value);
            }

        return false;
    }

    /// <summary>The window a stream is cut into, against the dependency of the model that reads it.</summary>
    private static void Window(OperationBlockAnalysisContext context, LoopBody loop, Helpers helpers, DataOrders orders, LocalValues locals)
    {
        if (loop.Loop is not IForEachLoopOperation { Collection: var collection } || Source(collection, locals) is not { } call
            || call.Arguments.FirstOrDefault(argument => argument.Parameter?.Name == "window") is not { Value: { ConstantValue: { HasValue: true, Value: int window } } given })
            return;
        foreach (IInvocationOperation run in loop.Calls)
            if (run.TargetMethod.Name == "Forward" && (helpers.Types.IsTrainable(run.Instance?.Type) ? run.Instance!.Type : run.Instance?.Type?.ContainingType) is { } type && helpers.Types.IsTrainable(type))
            {
                if (helpers.Facts.BpttOf(type) is { Dependency: var dependency } && dependency > window)
                    context.ReportDiagnostic(Diagnostic.Create(StateDescriptors.WindowTooShort, given.Syntax.GetLocation(), window, dependency, run.Arguments.Any(argument => argument.ArgumentKind == ArgumentKind.Explicit && argument.Parameter?.Name == "initial") ? "; the state is carried further, the gradient is not" : ""));
                else if (helpers.Facts.Find(type, "RecurrentCell") is { } cell && cell.Named("TimeSteps", 0) is > 0 and var steps && window > steps)
                    context.ReportDiagnostic(Diagnostic.Create(StateDescriptors.BeyondWindow, given.Syntax.GetLocation(), type.Name, steps, "a window", window));
                return;
            }
    }

    private static IInvocationOperation? Source(IOperation collection, LocalValues locals) => LoopBody.Bare(collection) switch
    {
        IInvocationOperation call => call,
        ILocalReferenceOperation { Local: var local } when locals.Only(local) is { } value => LoopBody.Bare(value) as IInvocationOperation,
        _ => null,
    };

    private static void DeclaredWindow(SymbolAnalysisContext context, FactReader facts)
    {
        if (facts.Find(context.Symbol, "Bptt") is not { } attribute)
            return;
        int dependency = attribute.Named("Dependency", 0), window = attribute.Named("Window", 0);
        int steps = context.Symbol is INamedTypeSymbol type && facts.Find(type, "RecurrentCell") is { } cell ? cell.Named("TimeSteps", 0) : 0;
        int shortest = window > 0 && (steps == 0 || window < steps) ? window : steps;
        if (shortest > 0 && dependency > shortest)
            context.ReportDiagnostic(Diagnostic.Create(
                StateDescriptors.WindowTooShort, attribute.Place(window > 0 ? "Window" : "Dependency", context.Symbol), shortest, dependency,
                attribute.Named("CarryState", false) ? "; the state is carried further, the gradient is not" : ""));
    }

    private static IInvocationOperation? FirstOf(Role role, LoopBody loop, Helpers helpers, CancellationToken token) =>
        loop.Calls.FirstOrDefault(call => Does(call, role, helpers, token));

    /// <summary>Whether a call has a role, or is of a helper in which a call has it.</summary>
    private static bool Does(IInvocationOperation call, Role role, Helpers helpers, CancellationToken token) =>
        helpers.Facts.Of(call.TargetMethod).Has(role) || (helpers.GraphOf(call.TargetMethod, null, Helpers.MaxDepth, token)?.Nodes.Any(node => node.Fact?.Role == role) ?? false);

    private static string TextOf(IInvocationOperation call) =>
        call.Syntax is Microsoft.CodeAnalysis.CSharp.Syntax.InvocationExpressionSyntax syntax ? syntax.Expression.ToString() : call.TargetMethod.Name;
}
