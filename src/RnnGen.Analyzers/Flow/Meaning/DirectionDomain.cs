using Microsoft.CodeAnalysis;
using RnnGen.Analyzers.Facts;

namespace RnnGen.Analyzers.Flow;

/// <summary>Which values were made by reading steps to come as well.</summary>
internal sealed class DirectionDomain : FlowDomain
{
    public override FlowValue Declared(ISymbol symbol, FlowValue value, FlowContext context) =>
        context.Facts.Of(symbol).Direction is { } direction ? value with { Looks = direction } : value;

    public override FlowValue Call(FlowCall call, FlowValue result)
    {
        ValueFacts facts = call.Member is IMethodSymbol method ? call.Context.Facts.Of(method).Result : call.Context.Facts.Of(call.Member);
        if (facts.Direction is { } declared)
            return result with { Looks = declared };
        if (!call.IsLibrary)
            return result;
        if (call.Member.ContainingType?.Name == "Bidirectional" && call.Member.Name is "Scan" or "ScanBatchFirst" or "ScanTimeMajor")
            return result with { Looks = Direction.Both, Members = Outputs(result) };
        return call.Member.Name is "Outputs" or "ToTensor" or "Unwrap" && call.Receiver?.Value.Looks is var looks && looks != result.Looks ? result with { Looks = looks } : result;
    }

    private static FlowMembers? Outputs(FlowValue result) =>
        result.Members?["Outputs"] is { } outputs ? result.Members.With("Outputs", outputs with { Looks = Direction.Both }) : result.Members;
}
