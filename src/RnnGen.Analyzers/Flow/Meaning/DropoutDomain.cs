using System.Linq;
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
        return passes ? result with { Dropped = call.Receiver?.Value.Dropped ?? call.Arguments.Select(argument => argument.Value.Dropped).FirstOrDefault(dropped => dropped is not null) } : result;
    }
}
