using System.Linq;

namespace RnnGen.Analyzers.Flow;

/// <summary>Sums over single sequences that are 0 where a sequence has no real position. Whatever is added to them is taken for a guard.</summary>
internal sealed class EmptyRowDomain : FlowDomain
{
    public override FlowValue Call(FlowCall call, FlowValue result)
    {
        if (!call.IsLibrary)
            return result;
        RowFact? row = Of(call);
        return row == result.Row ? result : result with { Row = row };
    }

    private static RowFact? Of(FlowCall call)
    {
        if (call.Is("Tensor", "op_Multiply"))
            return call.Arguments.Any(argument => argument.Value.Row == RowFact.Exponential) && call.Arguments.Any(IsMask) ? RowFact.MaskedExponential : null;
        if (call.Member.ContainingType?.Name != "Tensor" || call.Receiver?.Value is not { } self)
            return null;
        switch (call.Member.Name)
        {
            case "Exp":
                return RowFact.Exponential;
            case "Where" or "MaskedFill" when self.Row == RowFact.Exponential && (call.Argument("otherwise") ?? call.Argument("value"))?.Operation?.WithoutConversions().ConstantValue is { HasValue: true, Value: 0 or 0.0 or 0f }:
                return RowFact.MaskedExponential;
            case "Sum" when call.Argument("axis") is not null:
                return self.Row == RowFact.MaskedExponential ? RowFact.Partition : self.Mask is { IsNumber: true, IsAdditive: false } ? RowFact.Count : null;
            case "Permute" or "Transpose" or "Squeeze" or "Unsqueeze" or "Reshape" or "Slice":
                return self.Row;
            default:
                return null;
        }
    }

    private static bool IsMask(FlowArgument argument) => argument.Value.Mask is { IsNumber: true, IsAdditive: false };
}
