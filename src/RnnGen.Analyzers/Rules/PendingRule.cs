using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using RnnGen.Analyzers.Flow;

namespace RnnGen.Analyzers;

/// <summary>RNN0101, RNN0103 where a value that could still have been masked is used as it is.</summary>
internal sealed class PendingRule : FlowRule
{
    public override ImmutableArray<DiagnosticDescriptor> Descriptors { get; } = [Analyzers.Descriptors.PaddedLoss, Analyzers.Descriptors.UnmaskedAttention];

    public override void OnCall(FlowCall call, FlowValue result, FlowReport report)
    {
        if (!call.IsLibrary || PendingDomain.PassesOn(call) || call.Arguments.Any(argument => argument.Value.Mask is not null))
            return;
        if (call.Receiver?.Value.Pending is { } own && call.Member.Name is not ("PerToken" or "Dims" or "Rank" or "ToString" or "Where" or "MaskedFill"))
            Report(call, own, report);
        foreach (FlowArgument argument in call.Arguments)
            if (argument.Value.Pending is { } given)
                Report(call, given, report);
    }

    private static void Report(FlowCall call, PendingFact pending, FlowReport report)
    {
        if (!PaddingDomain.IsFixed(call.Context.OwnerOf(pending.Place), call.Context))
            report.Add(new FlowFinding(pending.Rule, pending.Place, PaddingRepair.Of(pending.Fact), [.. pending.Arguments], null));
    }
}
