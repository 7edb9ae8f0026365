using System;
using System.Globalization;
using System.Linq;
using Microsoft.CodeAnalysis;
using RnnGen.Analyzers.Facts;

namespace RnnGen.Analyzers.Flow;

/// <summary>Masks and lengths: what they are true for, whose they are, and how many steps they were moved.</summary>
internal sealed class MaskDomain : FlowDomain
{
    public override FlowValue Declared(ISymbol symbol, FlowValue value, FlowContext context) =>
        context.Facts.Of(symbol).Roles.Any(role => role.Role == Role.Mask) ? value with { Mask = new MaskFact(IsLengths: false) } : value;

    public override FlowValue Call(FlowCall call, FlowValue result)
    {
        if (!call.IsLibrary)
            return call.Member is IMethodSymbol method && call.Context.Facts.Of(method).Has(Role.Mask) ? result with { Mask = result.Mask ?? new MaskFact(IsLengths: false) } : result;
        switch (call.Member.ContainingType?.Name, call.Member.Name)
        {
            case ("Masks", "Keep" or "KeepLeftPadded" or "Pad"):
                return result with
                {
                    Mask = new MaskFact(
                        false, call.Member.Name == "Pad" ? MaskPolarity.Pad : MaskPolarity.Keep, call.Argument("lengths")?.Value.Mask?.Lengths,
                        Side: call.Member.Name == "KeepLeftPadded" ? Side.Left : Side.Right),
                };
            case ("Masks", "FromIds"):
                return result with { Mask = new MaskFact(false, MaskPolarity.Keep, call.Argument("ids")?.Value.Padding?.Lengths, call.Argument("ids")?.Value.Source?.Shift ?? 0, call.Argument("ids")?.Value.Padding?.Side) { Source = call.Argument("ids")?.Value.Source?.Id } };
            case ("Masks", "Not"):
                return result with { Mask = call.Argument("mask")?.Value.Mask is { } mask ? mask with { Polarity = Opposite(mask.Polarity) } : null };
            case ("Masks", "Slice"):
                return result with { Mask = call.Argument("mask")?.Value.Mask is { } cut && call.Argument("start")?.Value.Number?.Extent?.Constant is { } start ? cut with { Shift = cut.Shift + (int)start } : null };
            case ("Masks", "ToTensor"):
                return result with { Mask = (call.Argument("mask")?.Value.Mask ?? new MaskFact(false)) with { IsNumber = true } };
            case (_, "Lengths"):
                return result with { Mask = new MaskFact(true, null, call.Receiver?.Value.Padding?.Lengths, Side: call.Receiver?.Value.Padding?.Side) };
            case ("Tensor", "Unsqueeze" or "Squeeze" or "Transpose" or "Permute" or "Reshape"):
                return result with { Mask = call.Receiver?.Value.Mask };
            default:
                return call.Member is IMethodSymbol { MethodKind: MethodKind.UserDefinedOperator } && call.Arguments.Length == 2 ? result with { Mask = Arithmetic(call) } : result;
        }
    }

    /// <summary>1 - m is the opposite mask; a mask times a large number pushes scores out of a softmax.</summary>
    private static MaskFact? Arithmetic(FlowCall call)
    {
        FlowArgument left = call.Arguments[0], right = call.Arguments[1];
        if (left.Value.Mask is { IsNumber: true } mask && Number(right) is { } factor)
            return call.Member.Name switch
            {
                "op_Multiply" => Math.Abs(factor) >= 100 ? mask with { IsAdditive = true } : mask,
                "op_Subtraction" => factor == 1 ? mask with { Polarity = Opposite(mask.Polarity) } : mask,
                _ => mask,
            };
        return right.Value.Mask is { IsNumber: true } other && Number(left) is { } number
            ? call.Member.Name == "op_Subtraction" && number == 1 ? other with { Polarity = Opposite(other.Polarity) } : call.Member.Name == "op_Multiply" && Math.Abs(number) >= 100 ? other with { IsAdditive = true } : other
            : null;
    }

    private static double? Number(FlowArgument argument) =>
        argument.Operation?.WithoutConversions().ConstantValue is { HasValue: true, Value: { } value } && value is int or double or float ? Convert.ToDouble(value, CultureInfo.InvariantCulture) : null;

    private static MaskPolarity? Opposite(MaskPolarity? polarity) => polarity switch { MaskPolarity.Keep => MaskPolarity.Pad, MaskPolarity.Pad => MaskPolarity.Keep, _ => null };
}
