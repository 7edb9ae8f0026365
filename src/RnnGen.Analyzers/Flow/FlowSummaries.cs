using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;
using RnnGen.Generator;

namespace RnnGen.Analyzers.Flow;

/// <summary>What a method does with certain arguments.</summary>
/// <param name="Result">What it returns.</param>
/// <param name="Outs">What it leaves in its parameters, by position.</param>
/// <param name="Findings">Mistakes that it makes with these arguments, but not by itself.</param>
internal sealed record FlowSummary(FlowValue Result, ImmutableArray<FlowValue> Outs, ImmutableArray<FlowFinding> Findings);

/// <summary>
/// Summaries of methods of the compilation, made when they are called for: what comes out for what goes in. Three calls deep, then nothing is
/// known.
/// </summary>
internal sealed class FlowSummaries(FlowContext context)
{
    private const int MaxDepth = 3;
    private readonly ConcurrentDictionary<Key, FlowSummary> summaries = new();
    private readonly ConcurrentDictionary<ISymbol, ImmutableHashSet<(string, SyntaxTree, Microsoft.CodeAnalysis.Text.TextSpan)>> own = new(SymbolEqualityComparer.Default);

    /// <summary>The summary, or null when the body cannot be looked into.</summary>
    public FlowSummary? Of(IMethodSymbol method, IReadOnlyList<FlowValue> arguments, int depth, CancellationToken token)
    {
        method = method.OriginalDefinition;
        if (depth >= MaxDepth || context.IsRuntime(method) || context.GraphOf(method, token) is not { } graph)
            return null;
        var key = new Key(method, arguments.ToEquatableArray(), depth);
        if (!summaries.TryGetValue(key, out FlowSummary? summary))
        {
            var report = new FlowReport();
            FlowRun run = Run(method, graph, arguments, report, depth + 1, token);
            ImmutableHashSet<(string, SyntaxTree, Microsoft.CodeAnalysis.Text.TextSpan)> known = report.Findings.Count == 0 ? [] : OwnFindings(method, graph, depth + 1, token);
            summary = new FlowSummary(
                run.Returned ?? FlowValue.Unknown,
                [.. method.Parameters.Select(parameter => parameter.RefKind is RefKind.Out or RefKind.Ref ? run.Exit?.Get(parameter) ?? FlowValue.Unknown : FlowValue.Unknown)],
                [.. report.Findings.Where(finding => !known.Contains(finding.Key))]);
            summaries.TryAdd(key, summary);
        }

        return summary;
    }

    /// <summary>What a lambda or local function does with certain arguments.</summary>
    public FlowSummary? Of(FlowFunction function, IReadOnlyList<FlowValue> arguments, int depth, CancellationToken token)
    {
        if (depth >= MaxDepth || function.Method.IsAsync)
            return null;
        var report = new FlowReport();
        FlowRun run = Run(function.Method, function.Body, arguments, report, depth + 1, token, function.Captured);
        var alone = new FlowReport();
        if (report.Findings.Count > 0)
            new FlowRun(context, function.Method, function.Body, FlowRun.Entry(context, function.Method, function.Captured), alone, depth + 1, token).Run();
        return new FlowSummary(run.Returned ?? FlowValue.Unknown, [], [.. report.Findings.Where(finding => alone.Findings.All(other => other.Key != finding.Key))]);
    }

    private FlowRun Run(IMethodSymbol method, ControlFlowGraph graph, IReadOnlyList<FlowValue> arguments, FlowReport report, int depth, CancellationToken token, FlowState? captured = null)
    {
        FlowState entry = captured?.Apart() ?? FlowState.Empty();
        for (int i = 0; i < method.Parameters.Length; i++)
            entry.Set(method.Parameters[i], i < arguments.Count ? arguments[i] : FlowValue.Unknown);
        var run = new FlowRun(context, method, graph, entry, report, depth, token);
        run.Run();
        return run;
    }

    private ImmutableHashSet<(string, SyntaxTree, Microsoft.CodeAnalysis.Text.TextSpan)> OwnFindings(IMethodSymbol method, ControlFlowGraph graph, int depth, CancellationToken token)
    {
        if (own.TryGetValue(method, out var findings))
            return findings;
        var report = new FlowReport();
        new FlowRun(context, method, graph, FlowRun.Entry(context, method, null), report, depth, token).Run();
        findings = [.. report.Findings.Select(finding => finding.Key)];
        own.TryAdd(method, findings);
        return findings;
    }

    private sealed class Key(IMethodSymbol method, EquatableArray<FlowValue> arguments, int depth) : IEquatable<Key>
    {
        private readonly IMethodSymbol method = method;
        private readonly EquatableArray<FlowValue> arguments = arguments;
        private readonly int depth = depth;

        public bool Equals(Key? other) => other is not null && depth == other.depth && SymbolEqualityComparer.Default.Equals(method, other.method) && arguments.Equals(other.arguments);

        public override bool Equals(object? obj) => Equals(obj as Key);

        public override int GetHashCode() => SymbolEqualityComparer.Default.GetHashCode(method);
    }
}
