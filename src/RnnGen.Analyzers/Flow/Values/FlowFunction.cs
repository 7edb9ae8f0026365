using System;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;

namespace RnnGen.Analyzers.Flow;

/// <summary>A lambda or local function, with what was known of the variables around it where it was written.</summary>
internal sealed class FlowFunction(IMethodSymbol method, ControlFlowGraph body, FlowState captured) : IEquatable<FlowFunction>
{
    public IMethodSymbol Method { get; } = method;

    public ControlFlowGraph Body { get; } = body;

    public FlowState Captured { get; } = captured;

    public bool Equals(FlowFunction? other) => other is not null && SymbolEqualityComparer.Default.Equals(Method, other.Method) && Captured.SameValues(other.Captured);

    public override bool Equals(object? obj) => Equals(obj as FlowFunction);

    public override int GetHashCode() => SymbolEqualityComparer.Default.GetHashCode(Method);
}
