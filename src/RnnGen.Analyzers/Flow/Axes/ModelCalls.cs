using Microsoft.CodeAnalysis;

namespace RnnGen.Analyzers.Flow;

/// <summary>
/// Calls of generated members of a model: their axes are those of its forward method, which its author wrote. The generated code itself is never
/// looked at: it can be older than what is being typed.
/// </summary>
internal static class ModelCalls
{
    /// <summary>The result of <c>model.Forward(...)</c>, <c>pass.Forward(...)</c> or <c>model.Predict(...)</c>; null for any other call.</summary>
    public static FlowValue? Apply(FlowCall call)
    {
        if (call.Member is not IMethodSymbol { Name: "Forward" or "Predict" } method || ForwardOf(method.ContainingType, call.Context) is not { } forward
            || SymbolEqualityComparer.Default.Equals(forward, method))
            return null;
        var unifier = new AxisUnifier(static _ => null, namesCount: false);
        foreach (FlowArgument argument in call.Arguments)
            if (argument is { Parameter: { } parameter, Value.Axes: { } actual } && parameter.Ordinal < forward.Parameters.Length
                && call.Context.AxesOf(forward.Parameters[parameter.Ordinal]) is { } wanted
                && unifier.Fit(argument, wanted, actual) is { } mismatch)
                call.Add(mismatch);
        if (call.Context.AxesOf(forward) is not { } declared)
            return null;
        FlowValue result = FlowValue.OfAxes(unifier.Resolve(declared, "c" + call.Syntax.SpanStart));
        return method.Name == "Predict" ? result : FlowValue.Unknown.WithMember(forward.Name, result);
    }

    private static IMethodSymbol? ForwardOf(INamedTypeSymbol? type, FlowContext context)
    {
        for (; type is not null; type = type.ContainingType)
            if (context.ForwardOf(type) is { } forward)
                return forward;
        return null;
    }
}
