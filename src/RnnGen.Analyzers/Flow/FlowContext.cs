using System;
using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;
using RnnGen.Analyzers.Facts;
using RnnGen.Generator.Reading;

namespace RnnGen.Analyzers.Flow;

/// <summary>What all methods of one compilation share: the library's symbols, bodies already turned into graphs, and summaries.</summary>
internal sealed class FlowContext
{
    private readonly ConcurrentDictionary<ISymbol, ControlFlowGraph?> graphs = new(SymbolEqualityComparer.Default);
    private readonly ConcurrentDictionary<(int Value, string? Label), FlowValue> constants = new();
    private readonly Memo<ISymbol, FlowValue> declared;
    private readonly Memo<INamedTypeSymbol, IMethodSymbol?> forwards;
    private readonly Memo<ISymbol, AxisList?> axes;
    private readonly Memo<INamedTypeSymbol, bool> drops;
    private readonly Memo<ISymbol, IdsFact?> ranges;
    private readonly ConcurrentDictionary<(SyntaxNode Node, string Name), bool> mentions = new();
    private readonly IAssemblySymbol? runtime;

    public FlowContext(Compilation compilation, KnownSymbols known)
    {
        Compilation = compilation;
        Known = known;
        Facts = FactReader.For(compilation);
        runtime = known.RecurrentCell?.ContainingAssembly;
        declared = new(symbol => FlowCatalog.Domains.Aggregate(FlowValue.Unknown, (value, domain) => domain.Declared(symbol, value, this)));
        forwards = new(type => type.Find(known.SequenceModel) is null ? null : type.GetMembers().OfType<IMethodSymbol>().FirstOrDefault(method => method.Find(known.Forward) is not null));
        axes = new(symbol => DeclaredAxes.Of(symbol, known));
        drops = new(type => RandomLayers.Drops(type, this));
        ranges = new(symbol => DeclaredAxes.RangeOf(symbol, Facts));
        Summaries = new FlowSummaries(this);
        Layers = new LayerFacts(compilation, known);
        Rules = [.. FlowCatalog.Rules.Where(rule => rule.Descriptors.Any(IsWanted))];
    }

    public Compilation Compilation { get; }

    public KnownSymbols Known { get; }

    /// <summary>What attributes state.</summary>
    public FactReader Facts { get; }

    public FlowSummaries Summaries { get; }

    /// <summary>The rules that listen: all but those that are off and that no option turns on.</summary>
    public ImmutableArray<FlowRule> Rules { get; }

    /// <summary>Sizes that layers, cells and models declare.</summary>
    public LayerFacts Layers { get; }

    public bool IsRuntime(ISymbol? symbol) => symbol?.ContainingAssembly is { } assembly && SymbolEqualityComparer.Default.Equals(assembly, runtime);

    /// <summary>What its declaration says of a parameter, field or property.</summary>
    public FlowValue Declared(ISymbol symbol) => declared.Of(symbol);

    /// <summary>A constant with the name its author gave it.</summary>
    public FlowValue Constant(int value, string? label) => constants.GetOrAdd((value, label), static key => FlowValue.OfNumber(Axis.Of(key.Value, key.Label)));

    /// <summary>The ids that <c>[IdRange]</c> declares; null when it declares none.</summary>
    public IdsFact? RangeOf(ISymbol symbol) => ranges.Of(symbol.OriginalDefinition);

    /// <summary>Whether a model or cell draws random masks while it trains.</summary>
    public bool Drops(INamedTypeSymbol type) => drops.Of(type);

    /// <summary>The axes that <c>[Shape]</c> declares of a parameter, field, property or result; null when it declares none.</summary>
    public AxisList? AxesOf(ISymbol symbol) => !Facts.CanState(symbol) ? null : axes.Of(symbol.OriginalDefinition);

    /// <summary>The forward method of a model, or null when a type is none.</summary>
    public IMethodSymbol? ForwardOf(INamedTypeSymbol type) => !Facts.CanState(type) ? null : forwards.Of(type);

    /// <summary>Whether the compiler already complains: then what the analysis saw is not what its author means.</summary>
    public bool HasErrors(SyntaxNode body, CancellationToken token) =>
        body.ContainsDiagnostics
        || Compilation.GetSemanticModel(body.SyntaxTree).GetDiagnostics(body.Span, token)
            .Any(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error && diagnostic.Location.SourceSpan.IntersectsWith(body.Span));

    /// <summary>Whether some source text mentions a name, anywhere.</summary>
    public bool Mentions(SyntaxNode node, string name) => mentions.GetOrAdd((node, name), static key =>
        key.Node.DescendantTokens().Any(token => token.IsKind(SyntaxKind.IdentifierToken) && token.ValueText == key.Name));

    /// <summary>The method or property a place of the source is in.</summary>
    public ISymbol? OwnerOf(SyntaxNode place) => Compilation.GetSemanticModel(place.SyntaxTree).GetEnclosingSymbol(place.SpanStart);

    /// <summary>The body of a method of this compilation, or null when there is none to look into.</summary>
    public ControlFlowGraph? GraphOf(IMethodSymbol method, CancellationToken token)
    {
        if (graphs.TryGetValue(method, out ControlFlowGraph? graph))
            return graph;
        graph = Create(method, token);
        graphs.TryAdd(method, graph);
        return graph;
    }

    private bool IsWanted(DiagnosticDescriptor rule)
    {
        CompilationOptions options = Compilation.Options;
        return rule.IsEnabledByDefault || options.SpecificDiagnosticOptions.ContainsKey(rule.Id)
            || (options.SyntaxTreeOptionsProvider is { } files
                && (files.TryGetGlobalDiagnosticValue(rule.Id, CancellationToken.None, out _)
                    || Compilation.SyntaxTrees.Any(tree => files.TryGetDiagnosticValue(tree, rule.Id, CancellationToken.None, out _))));
    }

    private ControlFlowGraph? Create(IMethodSymbol method, CancellationToken token)
    {
        if (method.DeclaringSyntaxReferences.Length != 1 || method.IsAsync || method.IsAbstract || method.IsVirtual
            || (method.IsOverride && !method.IsSealed && !method.ContainingType.IsSealed)
            || method.DeclaringSyntaxReferences[0].SyntaxTree.FilePath.EndsWith(".g.cs", StringComparison.Ordinal)) // its author declared what it does
            return null;
        SyntaxNode syntax = method.DeclaringSyntaxReferences[0].GetSyntax(token);
        return Compilation.GetSemanticModel(syntax.SyntaxTree).GetOperation(syntax, token) switch
        {
            IMethodBodyOperation { Parent: null } body => ControlFlowGraph.Create(body, token),
            IConstructorBodyOperation { Parent: null } body => ControlFlowGraph.Create(body, token),
            IBlockOperation { Parent: null } body => ControlFlowGraph.Create(body, token),
            _ => null,
        };
    }
}
