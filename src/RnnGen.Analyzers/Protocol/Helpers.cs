using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;
using RnnGen.Analyzers.Facts;

namespace RnnGen.Analyzers.Protocol;

/// <summary>
/// Event graphs of the methods of a compilation, each built once, when first asked for. A helper is looked into when which code runs is
/// certain: not virtual, in this compilation, not generated, and at most three calls deep.
/// </summary>
internal sealed class Helpers
{
    public const int MaxDepth = 3;

    private static readonly ConditionalWeakTable<Compilation, Helpers> Cache = new();

    private readonly Compilation compilation;
    private readonly FieldValues fields;
    private readonly ConcurrentDictionary<(ISymbol Method, int Depth), EventGraph?> graphs = new();
    private readonly ConcurrentDictionary<ISymbol, bool> hasEvents = new(SymbolEqualityComparer.Default);

    private Helpers(Compilation compilation)
    {
        this.compilation = compilation;
        Facts = FactReader.For(compilation);
        Types = new ProtocolTypes(Facts.Known);
        fields = new FieldValues(compilation, Types);
    }

    public FactReader Facts { get; }

    public ProtocolTypes Types { get; }

    public static Helpers For(Compilation compilation) => Cache.GetValue(compilation, static c => new Helpers(c));

    /// <summary>Whether a clip returns clipped copies.</summary>
    public bool ReturnsCopies(IMethodSymbol method) => Types.GradientClipping is { } clipping && SymbolEqualityComparer.Default.Equals(method.ContainingType, clipping);

    /// <summary>The graph of a body.</summary>
    public EventGraph Build(ControlFlowGraph flow, IReadOnlyList<IOperation> bodies, int depth, CancellationToken token)
    {
        var owners = new OwnerResolver(Types, new LocalValues(bodies), fields);
        EventGraph graph = new EventGraphBuilder(this, flow, owners, depth, token).Build();
        graph.Abstention ??= new Escapes(this, bodies).Find(token);
        return graph;
    }

    /// <summary>The graph of a method that is called, or null when nobody can say what it does, or nothing happens in it.</summary>
    public EventGraph? GraphOf(IMethodSymbol method, ControlFlowGraph? caller, int depth, CancellationToken token)
    {
        if (depth < 0 || !HasEvents(method, token))
            return null;
        var key = ((ISymbol)method.OriginalDefinition, depth);
        if (graphs.TryGetValue(key, out EventGraph? known))
            return known;
        EventGraph? graph = null;
        if (method.MethodKind == MethodKind.LocalFunction)
        {
            if (caller is not null && Find(caller, method) is { } local && BodyOf(method, token) is { } body)
                graph = Build(local, [body], depth, token);
        }
        else if (BodyOf(method, token) is { } body && FlowOf(body, token) is { } flow)
        {
            graph = Build(flow, [body], depth, token);
        }

        if (graph is not null)
            graph.Method = method.OriginalDefinition;
        return graphs.GetOrAdd(key, graph);
    }

    /// <summary>Whether a call of a method does something to gradients, however deep.</summary>
    public bool HasEvents(IMethodSymbol method, CancellationToken token) => HasEvents(method, null, token);

    /// <summary>Whether a body has a call with a role, or of a helper that has one.</summary>
    public bool HasEvents(IOperation body, CancellationToken token) => HasEvents(body, null, token);

    private bool HasEvents(IMethodSymbol method, HashSet<ISymbol>? visiting, CancellationToken token)
    {
        method = method.OriginalDefinition;
        if (!IsCertain(method))
            return false;
        if (hasEvents.TryGetValue(method, out bool known))
            return known;
        bool isFirst = visiting is null;
        visiting ??= new HashSet<ISymbol>(SymbolEqualityComparer.Default);
        if (!visiting.Add(method)) // a method that calls itself
            return false;
        bool found = BodyOf(method, token) is { } body && HasEvents(body, visiting, token);
        if (found || isFirst) // inside a circle of calls a no is not final
            hasEvents[method] = found;
        return found;
    }

    private bool HasEvents(IOperation body, HashSet<ISymbol>? visiting, CancellationToken token) => body.AllOperations().OfType<IInvocationOperation>().Any(call =>
        Facts.Of(call.TargetMethod).Roles.Any(fact => EventGraphBuilder.IsOfGradients(fact.Role)) || HasEvents(call.TargetMethod, visiting, token));

    /// <summary>Whether the code of a method is known: no other can run in its place, and this compilation has it.</summary>
    public static bool IsCertain(IMethodSymbol method) =>
        method is { IsAbstract: false, IsExtern: false, DeclaringSyntaxReferences.Length: 1 }
        && (!(method.IsVirtual || method.IsOverride) || method.ContainingType.IsSealed || method.IsSealed)
        && method.MethodKind is MethodKind.Ordinary or MethodKind.LocalFunction or MethodKind.ExplicitInterfaceImplementation
        && method.ContainingType.TypeKind != TypeKind.Interface
        && !method.DeclaringSyntaxReferences[0].SyntaxTree.FilePath.EndsWith(".g.cs", StringComparison.Ordinal);

    /// <summary>Methods of the same class that call a method.</summary>
    public IEnumerable<IMethodSymbol> CallersOf(IMethodSymbol method, CancellationToken token)
    {
        foreach (SyntaxReference part in method.ContainingType.DeclaringSyntaxReferences)
            foreach (MethodDeclarationSyntax declaration in part.GetSyntax(token).DescendantNodes().OfType<MethodDeclarationSyntax>())
                if (declaration.DescendantNodes().OfType<InvocationExpressionSyntax>().Any(call => call.Expression is IdentifierNameSyntax name && name.Identifier.ValueText == method.Name)
                    && compilation.GetSemanticModel(part.SyntaxTree).GetDeclaredSymbol(declaration, token) is IMethodSymbol caller)
                    yield return caller;
    }

    public IOperation? BodyOf(IMethodSymbol method, CancellationToken token)
    {
        SyntaxReference reference = method.DeclaringSyntaxReferences[0];
        return compilation.ContainsSyntaxTree(reference.SyntaxTree)
            ? compilation.GetSemanticModel(reference.SyntaxTree).GetOperation(reference.GetSyntax(token), token)
            : null;
    }

    private static ControlFlowGraph? FlowOf(IOperation body, CancellationToken token) => body switch
    {
        IMethodBodyOperation method => ControlFlowGraph.Create(method, token),
        IConstructorBodyOperation constructor => ControlFlowGraph.Create(constructor, token),
        _ => null,
    };

    private static ControlFlowGraph? Find(ControlFlowGraph graph, IMethodSymbol localFunction)
    {
        for (ControlFlowGraph? scope = graph; scope is not null; scope = scope.Parent)
            foreach (IMethodSymbol local in scope.LocalFunctions)
                if (SymbolEqualityComparer.Default.Equals(local.OriginalDefinition, localFunction.OriginalDefinition))
                    return scope.GetLocalFunctionControlFlowGraph(local);
        return null;
    }
}
