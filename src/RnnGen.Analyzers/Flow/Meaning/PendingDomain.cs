using System.Linq;
using Microsoft.CodeAnalysis;
using RnnGen.Generator;

namespace RnnGen.Analyzers.Flow;

/// <summary>
/// Mistakes that are ones only if a value is used as it is: a softmax over padded positions, which a mask may still follow, and losses of
/// padded tokens, of which the single tokens may be masked.
/// </summary>
internal sealed class PendingDomain : FlowDomain
{
    public override FlowValue Call(FlowCall call, FlowValue result)
    {
        if (!call.IsLibrary)
            return result;
        PendingFact? pending = PassesOn(call) ? (call.Receiver ?? call.Arguments.FirstOrDefault())?.Value.Pending : Begins(call);
        return pending == result.Pending ? result : result with { Pending = pending };
    }

    /// <summary>Whether a call gives the same numbers in another order or scale.</summary>
    public static bool PassesOn(FlowCall call) =>
        (call.Receiver is not null && call.Member.ContainingType?.Name == "Tensor" && call.Member.Name is "Permute" or "Transpose" or "Squeeze" or "Unsqueeze" or "Slice")
        || call.Is("Tensor", "op_Division");

    private static PendingFact? Begins(FlowCall call)
    {
        if (call.Is("Tensor", "Softmax") && call.Receiver?.Value is { Padding: { IsPadded: true } fact, Axes: { } axes }
            && call.Argument("axis")?.Value.Number?.Extent?.Constant is { } axis && fact.AxisIn(axes) is var steps and >= 0 && axes.Place(axis) == steps)
            return new PendingFact(Descriptors.UnmaskedAttention, call.Syntax, new[] { call.Receiver.Operation!.Syntax.ToString() }.ToEquatableArray(), fact);
        if (call.Member.ContainingType?.Name == "Losses" && call.Member.Name is "CrossEntropy" or "NegativeLogLikelihood"
            && call.Argument("targets") is { Value.Padding: { IsPadded: true, IsIgnored: false }, Operation.Type: IArrayTypeSymbol }
            && call.Argument("keep") is null && !PaddedSources.IsGiven(call.Argument("ignoreIndex")))
            return new PendingFact(Descriptors.PaddedLoss, call.Syntax, new[] { call.Argument("targets")!.Operation!.Syntax.ToString() }.ToEquatableArray(), call.Argument("targets")!.Value.Padding!);
        return null;
    }
}
