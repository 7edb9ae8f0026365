using System.Linq;
using RnnGen.Generator;

namespace RnnGen.Analyzers.Flow;

/// <summary>Tensors put one behind the other along an axis, or stacked along a new one.</summary>
internal static class Joined
{
    public static AxisList? Apply(FlowCall call)
    {
        if (call.Argument("axis")?.Value.Number?.Extent?.Constant is not { } at || call.Argument("parts")?.Value.Elements is not { Count: > 0 } parts
            || parts.Any(part => part.Axes is null))
            return null;
        AxisList first = parts[0].Axes!;
        if (parts.Any(part => part.Axes!.Rank != first.Rank))
            return Refuse(call, parts, first, MismatchKind.Rank);
        if (call.Member.Name == "Stack")
            return (at < 0 ? at + first.Rank + 1 : at) is var place && place >= 0 && place <= first.Rank ? first.Insert((int)place, Axis.Of(parts.Count)) : null;
        int axis = first.Place(at);
        if (axis < 0)
            return null;
        if (parts.Any(part => Enumerable.Range(0, first.Rank).Any(i => i != axis && first[i].ProvablyDiffers(part.Axes![i]))))
            return Refuse(call, parts, first, MismatchKind.Length);
        return first.With(axis, new Axis(
            parts.Any(part => part.Axes![axis].Extent is null) ? null : parts.Aggregate(Polynomial.Of(0), (sum, part) => sum + part.Axes![axis].Extent!),
            parts.Select(part => part.Axes![axis].Name).Distinct().Count() == 1 && first[axis].Role != AxisRole.Other ? first[axis].Name : null));
    }

    private static AxisList? Refuse(FlowCall call, EquatableArray<FlowValue> parts, AxisList first, MismatchKind kind)
    {
        AxisList other = parts.First(part => part.Axes!.Rank != first.Rank || Enumerable.Range(0, first.Rank).Any(i => first[i].ProvablyDiffers(part.Axes[i]))).Axes!;
        call.Add(new AxisMismatch(kind, call.Argument("parts")!, first, other));
        return null;
    }
}
