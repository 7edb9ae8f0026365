using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;
using RnnGen.Analyzers.Facts;
using RnnGen.Analyzers.Protocol;

namespace RnnGen.Analyzers.Rules;

/// <summary>RNN0301 to RNN0310: the order of backward, clip, step and clear.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class TrainingRules : DiagnosticAnalyzer
{
    /// <summary>Property of a diagnostic: the expression that holds the model.</summary>
    internal const string OwnerProperty = "Owner";

    /// <summary>Property of a diagnostic: the call that clears the gradients.</summary>
    internal const string ClearProperty = "Clear";

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => TrainingDescriptors.All;

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterCompilationStartAction(start =>
        {
            Helpers helpers = Helpers.For(start.Compilation);
            if (helpers.Facts.IsAvailable)
                start.RegisterOperationBlockAction(block => Analyze(block, helpers));
        });
    }

    private static void Analyze(OperationBlockAnalysisContext context, Helpers helpers)
    {
        ImmutableArray<IOperation> bodies = [.. context.OperationBlocks.Where(block => block is IBlockOperation)];
        if (context.OwningSymbol is not IMethodSymbol method || Broken.Is(bodies) || !bodies.Any(body => helpers.HasEvents(body, context.CancellationToken)))
            return;
        var locals = new LocalValues(bodies);
        foreach (IOperation body in bodies)
        {
            ControlFlowGraph flow = context.GetControlFlowGraph(body);
            Report(context, helpers, flow, bodies, locals, method);
            foreach (IMethodSymbol local in flow.LocalFunctions)
                if (LocalFunction(body, local) is { } part)
                    Report(context, helpers, flow.GetLocalFunctionControlFlowGraph(local, context.CancellationToken), [part], locals, method);
        }
    }

    private static void Report(OperationBlockAnalysisContext context, Helpers helpers, ControlFlowGraph flow, IReadOnlyList<IOperation> bodies, LocalValues locals, IMethodSymbol method)
    {
        EventGraph graph = helpers.Build(flow, bodies, Helpers.MaxDepth, context.CancellationToken);
        foreach (ProtocolFinding finding in new GradientProtocol(graph, locals, helpers.Types).Find())
            if (!IsOfHelper(finding, graph, helpers) && !IsToldByCaller(finding, method, helpers, context.CancellationToken) && !IsDeclared(finding, graph, helpers, method, bodies))
                context.ReportDiagnostic(Describe(finding, graph, helpers.Facts));
    }

    /// <summary>Whether a mistake lies inside one helper, which is told about it itself; or the helper that computes and applies is told that it does not clip.</summary>
    private static bool IsOfHelper(ProtocolFinding finding, EventGraph graph, Helpers helpers)
    {
        int[] inside = [.. finding.Involved.Where(node => node != finding.At || graph.Nodes[node].Helper is not null)];
        if (inside.Length < 2 || graph.Nodes[inside[0]].Helper is not { } helper
            || !inside.All(node => ReferenceEquals(graph.Nodes[node].Helper, helper) && graph.Nodes[node].Call!.Syntax == graph.Nodes[inside[0]].Call!.Syntax))
            return false;
        return new GradientProtocol(helper, new LocalValues([]), helpers.Types).Find().Any(own =>
            own.Mistake == finding.Mistake || (own.Mistake == ProtocolMistake.NotClipped && helper.Method is { } method && !IsPrivate(method)));
    }

    /// <summary>Whether a caller in the same class is told what is wrong around a private method that only lacks a clip: one mistake, one word.</summary>
    private static bool IsToldByCaller(ProtocolFinding finding, IMethodSymbol method, Helpers helpers, CancellationToken token) =>
        finding.Mistake == ProtocolMistake.NotClipped && IsPrivate(method) && helpers.CallersOf(method, token).Any(caller =>
            helpers.GraphOf(caller, null, Helpers.MaxDepth, token) is { } graph
            && new GradientProtocol(graph, new LocalValues([]), helpers.Types).Find().Any(other =>
                other.Mistake != ProtocolMistake.NotClipped && other.Involved.Any(node => SymbolEqualityComparer.Default.Equals(graph.Nodes[node].Helper?.Method, method))));

    private static bool IsPrivate(IMethodSymbol method) => method.DeclaredAccessibility == Accessibility.Private || method.MethodKind == MethodKind.LocalFunction;

    private static bool IsDeclared(ProtocolFinding finding, EventGraph graph, Helpers helpers, IMethodSymbol method, IReadOnlyList<IOperation> bodies)
    {
        if (finding.Mistake is not (ProtocolMistake.NotClipped or ProtocolMistake.ClippedPerMicroBatch))
            return false;
        IEnumerable<PolicyFact?> policies =
        [
            helpers.Facts.Of(method).Policy,
            .. finding.Involved.Select(node => TypeOf(graph.Nodes[node].Owner)).OfType<ITypeSymbol>().Select(helpers.Facts.PolicyOf),
            // Where the model is not known, any that the method names may be it.
            .. finding.Involved.Any(node => TypeOf(graph.Nodes[node].Owner) is { } type && helpers.Types.IsTrainable(type)) ? []
                : bodies.AllOperations().Select(operation => operation.Type).OfType<ITypeSymbol>().Where(helpers.Types.IsTrainable)
                    .Distinct<ITypeSymbol>(SymbolEqualityComparer.Default).Select(helpers.Facts.PolicyOf),
        ];
        return policies.OfType<PolicyFact>().Any(policy => finding.Mistake == ProtocolMistake.ClippedPerMicroBatch
            ? policy.Clip == Clip.PerMicroBatch
            : policy.Clip == Clip.None || policy.Bound > 0);
    }

    private static Diagnostic Describe(ProtocolFinding finding, EventGraph graph, FactReader facts)
    {
        EventNode at = graph.Nodes[finding.At];
        ISymbol? owner = finding.Involved.Select(node => graph.Nodes[node].Owner).FirstOrDefault(symbol => TypeOf(symbol) is not null);
        ImmutableDictionary<string, string?> properties = ImmutableDictionary<string, string?>.Empty;
        if (owner is not null)
            properties = properties.Add(OwnerProperty, owner.Name);
        if (finding.Mistake == ProtocolMistake.NotCleared && ClearOf(finding, graph, facts) is { } clear)
            properties = properties.Add(ClearProperty, clear);
        Location[] related = finding.Related is { } other ? [graph.Nodes[other].Call!.Syntax.GetLocation()] : [];
        return Diagnostic.Create(TrainingDescriptors.Of(finding.Mistake), at.Call!.Syntax.GetLocation(), related, properties, TextOf(at), finding.Related is { } r ? TextOf(graph.Nodes[r]) : "");
    }

    /// <summary>A call that clears: one that is there, or one that the object of the step has.</summary>
    private static string? ClearOf(ProtocolFinding finding, EventGraph graph, FactReader facts)
    {
        EventNode? zero = graph.Nodes.FirstOrDefault(node => node is { Fact.Role: Role.Zero, Helper: null, Call: IInvocationOperation { Arguments.Length: 0 } });
        if (zero is not null)
            return zero.Call!.Syntax.ToString();
        return graph.Nodes[finding.Involved[0]].Call is IInvocationOperation { Instance: { Type: { } type } instance } && graph.Nodes[finding.Involved[0]].Helper is null
            && type.GetMembers().OfType<IMethodSymbol>().FirstOrDefault(method => method.Parameters.Length == 0 && facts.Of(method).Has(Role.Zero)) is { } method
            ? instance.Syntax + "." + method.Name + "()"
            : null;
    }

    /// <summary>A call as a reader knows it: without its arguments.</summary>
    private static string TextOf(EventNode node) => node.Call is IInvocationOperation { Syntax: Microsoft.CodeAnalysis.CSharp.Syntax.InvocationExpressionSyntax call } ? call.Expression.ToString() : node.Call?.Syntax.ToString() ?? "";

    private static ITypeSymbol? TypeOf(ISymbol? owner) => owner switch
    {
        ILocalSymbol local => local.Type,
        IParameterSymbol parameter => parameter.Type,
        IFieldSymbol field => field.Type,
        IPropertySymbol property => property.Type,
        ITypeSymbol type => type,
        _ => null,
    };

    private static IOperation? LocalFunction(IOperation body, IMethodSymbol local) =>
        body.AllOperations().OfType<ILocalFunctionOperation>().FirstOrDefault(function => SymbolEqualityComparer.Default.Equals(function.Symbol, local));
}
