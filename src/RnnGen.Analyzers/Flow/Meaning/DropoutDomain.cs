using Microsoft.CodeAnalysis;

namespace RnnGen.Analyzers.Flow;

/// <summary>What came out of a run for training, of a model or cell that drops elements while it trains.</summary>
internal sealed class DropoutDomain : FlowDomain
{
    public override FlowValue Call(FlowCall call, FlowValue result)
    {
        if (call.Member is IMethodSymbol { Name: "Forward", IsStatic: false } && RandomLayers.TypeThatDrops(call.Member, call.Receiver?.Operation, call.Context) is { } type)
            return result with { Dropped = new DroppedFact(call.Syntax, type.Name) };
        bool passes = call.IsLibrary || (call.Member is IPropertySymbol property && call.Context.IsRuntime(property.Type));
        return passes && Given(call) is var dropped && dropped != result.Dropped ? result with { Dropped = dropped } : result;
    }

    /// <summary>The run for training that something a call is given came out of.</summary>
    public static DroppedFact? Given(FlowCall call)
    {
        if (call.Receiver?.Value.Dropped is { } own)
            return own;
        foreach (FlowArgument argument in call.Arguments)
            if (argument.Value.Dropped is { } dropped)
                return dropped;
        return null;
    }
}
