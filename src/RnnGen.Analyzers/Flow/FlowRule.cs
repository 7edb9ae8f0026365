using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace RnnGen.Analyzers.Flow;

/// <summary>
/// Listens to what happens in a method and reports mistakes. Events come once, after everything about the method is known. A rule has no
/// state of its own: one instance serves all methods of all compilations, at the same time.
/// </summary>
internal abstract class FlowRule
{
    /// <summary>What it reports.</summary>
    public abstract ImmutableArray<DiagnosticDescriptor> Descriptors { get; }

    public virtual void OnCall(FlowCall call, FlowValue result, FlowReport report)
    {
    }

    public virtual void OnArithmetic(FlowArithmetic arithmetic, FlowValue result, FlowReport report)
    {
    }

    public virtual void OnElement(FlowElement element, FlowValue result, FlowReport report)
    {
    }

    public virtual void OnReturn(FlowReturn returned, FlowReport report)
    {
    }

    public virtual void OnAssigned(FlowAssignment assignment, FlowReport report)
    {
    }

    public virtual void OnLoop(FlowLoop loop, FlowReport report)
    {
    }

    public virtual void OnEnd(FlowMethod method, FlowReport report)
    {
    }
}
