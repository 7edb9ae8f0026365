using System;
using System.Linq;
using Microsoft.CodeAnalysis;
using RnnGen.Analyzers.Facts;

namespace RnnGen.Analyzers.Flow;

/// <summary>Functions of two values of one shape: operators, squared errors.</summary>
internal static class Elementwise
{
    public static FlowValue? Apply(FlowCall call)
    {
        FlowArgument left = call.Arguments[0], right = call.Arguments[1];
        bool isLoss = IsLoss(call);
        if (left.Value.Axes is not { } a || right.Value.Axes is not { } b)
            return isLoss ? null : FlowValue.OfAxes(IsScalar(right) ? left.Value.Axes : IsScalar(left) ? right.Value.Axes : null);
        if (isLoss && call.Member.Name == "Accuracy" && a.Rank != b.Rank)
            return null;
        if (Mismatch(right, a, b) is { } mismatch)
            call.Add(mismatch);
        return isLoss ? null : FlowValue.OfAxes(AxisList.Join(a, b) ?? a);
    }

    /// <summary>Whether a call compares predictions with targets.</summary>
    public static bool IsLoss(FlowCall call) => call.Member is IMethodSymbol method && call.Context.Facts.Of(method) is var facts && (facts.Has(Role.Loss) || facts.Has(Role.Metric));

    /// <summary>In what way two values are not of one shape, or null.</summary>
    private static AxisMismatch? Mismatch(FlowArgument argument, AxisList wanted, AxisList actual)
    {
        bool broadcasts = Broadcasts(wanted, actual);
        if (wanted.Rank != actual.Rank)
            return new AxisMismatch(MismatchKind.Rank, argument, wanted, actual) { WouldBroadcast = broadcasts };
        if (AxisOrder.IsWrong(wanted, actual, namesCount: true))
            return new AxisMismatch(MismatchKind.Order, argument, wanted, actual, Permutation: AxisOrder.Permutation(wanted, actual));
        for (int i = 0; i < wanted.Rank; i++)
            if (wanted[i].ProvablyDiffers(actual[i]) || (broadcasts && IsOneAgainstSymbol(wanted[i], actual[i])))
                return new AxisMismatch(wanted[i].Role == AxisRole.Other && !wanted[i].IsOne && !actual[i].IsOne ? MismatchKind.Features : MismatchKind.Length, argument, wanted, actual, i) { WouldBroadcast = broadcasts };
        return null;
    }

    private static bool IsScalar(FlowArgument argument) => argument.Operation?.Type?.IsValueType == true || argument.Parameter?.Type.IsValueType == true;

    private static bool IsOneAgainstSymbol(Axis a, Axis b) => (a.IsOne && b.Extent is { Constant: null }) || (b.IsOne && a.Extent is { Constant: null });

    /// <summary>Whether a library that stretches axes of one element would find a common shape, larger than either side.</summary>
    public static bool Broadcasts(AxisList left, AxisList right)
    {
        int shared = Math.Min(left.Rank, right.Rank);
        return Enumerable.Range(1, shared).All(i => left[left.Rank - i] is var a && right[right.Rank - i] is var b
            && (a.IsOne || b.IsOne || (a.Extent is { } extent && extent.Equals(b.Extent))));
    }
}
