using System;
using System.Linq;
using Microsoft.CodeAnalysis;

namespace RnnGen.Analyzers.Flow;

/// <summary>What functions of tensors do with padding.</summary>
internal static class PaddedFunctions
{
    /// <summary>The result of a tensor function or operator; null when padding is no matter to it.</summary>
    public static FlowValue? Apply(FlowCall call, FlowValue result)
    {
        if (call.Member is IMethodSymbol { MethodKind: MethodKind.UserDefinedOperator } && call.Member.ContainingType.Name is "Tensor" or "Sequence")
            return call.Arguments.Length == 2 ? Operator(call, result) : result with { Padding = call.Arguments[0].Value.Padding };
        if (call.Member.ContainingType?.Name == "Attention")
            return result with { Padding = call.Arguments.FirstOrDefault()?.Value.Padding };
        if (call.Member is IMethodSymbol { Name: "CrossEntropy" or "NegativeLogLikelihood" } && call.Argument("targets") is { } targets)
            return result with { Padding = Losses(call, targets) };
        if (call.Member.ContainingType?.Name == "TokenLosses" && call.Receiver?.Value.Padding is { } losses)
            return call.Member.Name == "PerToken" ? Keep(result, losses) : result;
        return call.Member.ContainingType?.Name == "Tensor" && call.Receiver?.Value is { Padding: { } fact } self ? Function(call, self, fact, result) : null;
    }

    /// <summary>Whether a reduction goes over the steps: over everything, or along that axis or the sequences.</summary>
    public static bool ReducesSteps(FlowCall call, FlowValue self, PaddingFact fact)
    {
        if (call.Argument("axis") is not { } axis)
            return true;
        if (axis.Value.Number?.Extent?.Constant is not { } number)
            return false;
        int steps = fact.AxisIn(self.Axes), place = self.Axes?.Place(number) ?? (int)number;
        return steps >= 0 && (place == steps || place == (steps == 0 ? 1 : 0));
    }

    private static FlowValue Function(FlowCall call, FlowValue self, PaddingFact fact, FlowValue result)
    {
        switch (call.Member.Name)
        {
            case "Sqrt" or "Abs" or "Tanh" or "Relu" or "Permute" or "Transpose" or "Squeeze" or "Unsqueeze" or "Take":
                return Keep(result, fact);
            case "Exp" or "Log" or "Sigmoid" or "Softmax" or "LogSoftmax":
                return Keep(result, fact with { IsZeroed = false });
            case "MatMul":
                return MatMul(call, result, fact);
            case "Reshape" or "ToIds" or "ArgMax":
                return result with { Padding = call.Member.Name == "Reshape" ? fact : Keep(result, fact with { IsZeroed = false }).Padding };
            case "Reverse":
                return Keep(result, fact with { Side = null });
            case "Slice":
                return fact.AxisIn(self.Axes) is var steps && steps >= 0 && result.Axes is { } axes && steps < axes.Rank
                    ? result with { Padding = fact with { Steps = axes[steps].Extent } } : Keep(result, fact);
            case "Select":
                return call.Argument("axis")?.Value.Number?.Extent?.Constant is { } axis && fact.AxisIn(self.Axes) != (self.Axes?.Place(axis) ?? axis) ? Keep(result, fact) : result;
            case "Where" or "MaskedFill":
                return result with { Padding = IsZero(call.Argument("otherwise") ?? call.Argument("value")) ? fact with { IsZeroed = true } : null };
            case "Sum" when ReducesSteps(call, self, fact):
                return result with { Padding = fact.IsZeroed ? fact with { IsSummed = true } : null };
            case "Sum" or "Mean" or "Max" when !ReducesSteps(call, self, fact):
                return Keep(result, fact);
            default:
                return result;
        }
    }

    private static FlowValue Operator(FlowCall call, FlowValue result)
    {
        FlowValue left = call.Arguments[0].Value, right = call.Arguments[1].Value;
        if ((left.Mask ?? right.Mask) is { } mask && (left.Padding is null || right.Padding is null || left.Mask is not null || right.Mask is not null))
        {
            PaddingFact? data = left.Mask is null ? left.Padding : right.Mask is null ? right.Padding : null;
            return result with { Padding = data is null || mask.IsAdditive ? null : call.Member.Name == "op_Multiply" ? data with { IsZeroed = true } : data };
        }

        if ((left.Padding ?? right.Padding) is not { } fact)
            return result;
        bool both = IsZeroed(left) && IsZeroed(right);
        bool zeroed = call.Member.Name switch
        {
            "op_Multiply" => IsZeroed(left) || IsZeroed(right),
            "op_Division" => IsZeroed(left),
            _ => both || (IsZeroed(left) && IsZero(call.Arguments[1])) || (IsZeroed(right) && IsZero(call.Arguments[0])),
        };
        return result with { Padding = fact with { IsZeroed = zeroed, IsUnwrapped = fact.IsUnwrapped || right.Padding?.IsUnwrapped == true } };
    }

    /// <summary>The positions of the right factor's last axis, as scores have them, else those of the left one.</summary>
    private static FlowValue MatMul(FlowCall call, FlowValue result, PaddingFact left)
    {
        PaddingFact? right = call.Argument("right")?.Value.Padding;
        return right is { IsPadded: true, Steps: { } steps } && result.Axes is { } axes && steps.Equals(axes[axes.Rank - 1].Extent)
            ? result with { Padding = right with { IsZeroed = right.IsZeroed } }
            : Keep(result, left);
    }

    private static PaddingFact? Losses(FlowCall call, FlowArgument targets)
    {
        PaddingFact? fact = targets.Value.Padding ?? call.Arguments[0].Value.Padding;
        return fact is null ? null : fact with { IsZeroed = fact.IsIgnored || call.Argument("keep") is not null, Steps = targets.Value.Axes is { Rank: 2 } axes ? axes[1].Extent : fact.Steps };
    }

    /// <summary>The fact goes on as long as the padded axis is there.</summary>
    private static FlowValue Keep(FlowValue result, PaddingFact fact) => result with { Padding = fact.AxisIn(result.Axes) >= 0 ? fact : null };

    private static bool IsZeroed(FlowValue value) => value.Padding is { IsZeroed: true };

    private static bool IsZero(FlowArgument? argument) => argument?.Operation?.WithoutConversions().ConstantValue is { HasValue: true, Value: { } value } && value is int or double or float && Convert.ToDouble(value, System.Globalization.CultureInfo.InvariantCulture) == 0;
}
