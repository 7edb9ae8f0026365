using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;

namespace RnnGen.Analyzers.Flow;

/// <summary>What the library's functions of any rank do with axes; functions of a fixed shape say it with <c>[Shape]</c>.</summary>
internal static class TensorFunctions
{
    /// <summary>The result of a member of a value whose axes are known; null when it says nothing about axes.</summary>
    public static FlowValue? Apply(FlowCall call, FlowValue self)
    {
        if (self.Axes is not { } axes)
            return null;
        switch (call.Member.Name)
        {
            case "Dims":
                return FlowValue.OfElements(axes.Axes.Select(FlowValue.OfNumber));
            case "Rank":
                return FlowValue.OfNumber(Axis.Of(axes.Rank));
            case "this[]" when call.Member.ContainingType.Name == "RecurrentState":
                return FlowValue.OfAxes(axes);
            case "Lengths" when axes.Rank >= 2:
                return FlowValue.OfAxes(AxisList.Of(axes[0]));
            case "Batch" when axes.Rank >= 2:
                return FlowValue.OfNumber(axes[0]);
            case "Steps" when axes.Rank >= 2:
                return FlowValue.OfNumber(axes[1]);
            case "Features" when axes.Rank >= 2:
                return FlowValue.OfNumber(axes[axes.Rank - 1]);
            case "Reshape":
                return Reshape(call, axes);
            case "Permute":
                return FlowValue.OfAxes(Permute(axes, ArgumentNumbers(call)));
            case "Transpose":
                return FlowValue.OfAxes(Transpose(axes, call));
            case "Squeeze":
                return AxisArgument(call, axes) is var squeezed && squeezed >= 0 ? FlowValue.OfAxes(axes.Without(squeezed)) : FlowValue.Unknown;
            case "Unsqueeze":
                return Number(call, "axis") is { } at && (at < 0 ? at + axes.Rank + 1 : at) is var place && place >= 0 && place <= axes.Rank
                    ? FlowValue.OfAxes(axes.Insert((int)place, Axis.Of(1))) : FlowValue.Unknown;
            case "Slice":
                return FlowValue.OfAxes(Slice(axes, call));
            case "Take":
                return AxisArgument(call, axes) is var taken && taken >= 0
                    ? FlowValue.OfAxes(axes.With(taken, call.Argument("indices")?.Value.Axes is { Rank: 1 } indices ? indices[0] : Axis.Unknown)) : FlowValue.Unknown;
            case "Select" or "Sum" or "Mean" or "Max" or "ArgMax" when call.Argument("axis") is not null:
                return AxisArgument(call, axes) is var reduced && reduced >= 0 ? FlowValue.OfAxes(axes.Without(reduced)) : FlowValue.Unknown;
            case "Softmax" or "LogSoftmax":
                return FlowValue.OfAxes(axes) with { Normalised = AxisArgument(call, axes) is var normalised && normalised >= 0 ? axes[normalised].Role : null };
            case "Reverse" or "Exp" or "Log" or "Sqrt" or "Abs" or "Tanh" or "Sigmoid" or "Relu":
                return FlowValue.OfAxes(axes);
            case "Where" or "MaskedFill" or "MaskedSoftmax":
                CheckMask(call, axes);
                return FlowValue.OfAxes(axes);
            case "MatMul":
                return FlowValue.OfAxes(Product(call, axes));
            case "ToArray" when call.Member.ContainingType?.Name == "Tokens":
                return FlowValue.OfAxes(axes);
            case "ToArray" or "ToDoubleArray" when axes.Count() is { } count:
                return FlowValue.OfAxes(AxisList.Of(new Axis(count)));
            case "ToArray2D" or "ToIds" or "ToTensor" or "Unwrap":
                return FlowValue.OfAxes(axes);
            default:
                return null;
        }
    }

    /// <summary>The result of a constructor, an operator or a static function; null when it says nothing about axes.</summary>
    public static FlowValue? Static(FlowCall call)
    {
        if (!call.IsLibrary)
            return null;
        if (call.Member is IMethodSymbol { MethodKind: MethodKind.Constructor, ContainingType.Name: "Tensor" } && call.Argument("dims") is { } dims)
            return FlowValue.OfAxes(Numbers(dims.Value));
        if (call.Member is IMethodSymbol { MethodKind: MethodKind.UserDefinedOperator } method)
            return method.Parameters.Length == 2 ? Elementwise.Apply(call) : call.Arguments.FirstOrDefault()?.Value is { } operand ? FlowValue.OfAxes(operand.Axes) : null;
        return (call.Member.ContainingType?.Name, call.Member.Name) switch
        {
            ("Tensor", "FromArray" or "FromDoubles") when call.Argument("dims") is { } given => FlowValue.OfAxes(Numbers(given.Value)),
            ("Tensor", "From") when call.Argument("values")?.Value.Axes is { } axes => FlowValue.OfAxes(axes),
            ("Tensor", "Concat" or "Stack") => FlowValue.OfAxes(Joined.Apply(call)),
            ("Sequence" or "Vectors" or "Tokens", "From" or "FromLeftPadded") => FlowValue.OfAxes((call.Argument("values") ?? call.Argument("ids"))?.Value.Axes),
            ("Sequences", "Tanh" or "Sigmoid" or "Relu" or "Dropout" or "Reverse") when call.Arguments.FirstOrDefault()?.Value.Axes is { } mapped => FlowValue.OfAxes(mapped),
            ("Losses" or "Metrics", "MeanSquaredError" or "Accuracy") => Elementwise.Apply(call),
            _ => null,
        };
    }

    /// <summary>A state is told by its first value: (B,H), or (B,...) of a matrix.</summary>
    public static AxisList? StateOf(FlowCall call) => call.Argument("values")?.Value.Elements is { Count: > 0 } values && values[0].Axes is { Rank: > 1 } axes
        ? AxisList.Of(axes[0], axes.Rank == 2 ? axes[1] : Axis.Unknown)
        : null;

    /// <summary>An integer that a member of an array or list gives.</summary>
    public static Axis? Number(FlowCall call) => (call.Member.Name, call.Receiver?.Value) switch
    {
        ("Length" or "Count", { Axes: { Rank: 1 } axes }) => axes[0],
        ("Length" or "Count", { Elements: { } elements }) => Axis.Of(elements.Count),
        ("GetLength", { Axes: { } axes }) when AxisArgument(call, axes) is var at && at >= 0 => axes[at],
        _ => null,
    };

    /// <summary>Lengths written one by one.</summary>
    public static AxisList? Numbers(FlowValue dims) =>
        dims.Elements is { } elements ? AxisList.Of(elements.Select(element => element.Number ?? Axis.Unknown)) : null;

    private static FlowValue Reshape(FlowCall call, AxisList axes)
    {
        if (call.Argument("newDims") is not { } argument || Numbers(argument.Value) is not { } wanted)
            return FlowValue.Unknown;
        int open = wanted.Axes.ToList().FindIndex(axis => axis.Extent?.Constant == -1);
        if (open >= 0)
            wanted = wanted.With(open, axes.Count() is { } count && wanted.Without(open).Count() is { } others ? new Axis(count.DivideBy(others)) : Axis.Unknown);
        if (ReshapeLaw.IsBroken(axes, wanted))
            call.Add(new AxisMismatch(MismatchKind.Reshape, call.Receiver!, wanted, axes, Permutation: ReshapeLaw.Permutation(axes, wanted)));
        else if (axes.Count() is { } before && wanted.Count() is { } after && (before - after).Constant is { } difference && difference != 0)
            call.Add(new AxisMismatch(MismatchKind.Count, call.Receiver!, wanted, axes));
        return FlowValue.OfAxes(wanted);
    }

    private static AxisList? Permute(AxisList axes, IReadOnlyList<long>? order) =>
        order is not null && order.Count == axes.Rank && order.Select(axes.Place).Distinct().Count() == axes.Rank && order.All(axis => axes.Place(axis) >= 0)
            ? AxisList.Of(order.Select(axis => axes[axes.Place(axis)])) : null;

    private static AxisList? Transpose(AxisList axes, FlowCall call)
    {
        if (call.Arguments.IsEmpty)
            return axes.Rank == 2 ? axes.Swap(0, 1) : null;
        return Number(call, "first") is { } first && Number(call, "second") is { } second && axes.Place(first) is var a && axes.Place(second) is var b && a >= 0 && b >= 0
            ? axes.Swap(a, b) : null;
    }

    private static AxisList? Slice(AxisList axes, FlowCall call)
    {
        int axis = AxisArgument(call, axes);
        return axis < 0 ? null : axes.With(axis, new Axis(call.Argument("count")?.Value.Number?.Extent, axes[axis].Name));
    }

    /// <summary>(..., m, k) times (..., k, n).</summary>
    private static AxisList? Product(FlowCall call, AxisList left)
    {
        if (call.Argument("right") is not { Value.Axes: { Rank: >= 2 } right } argument || left.Rank < 2)
            return null;
        Axis inner = left[left.Rank - 1], rows = right[right.Rank - 2];
        if (inner.ProvablyDiffers(rows) || CountOtherThings(inner, rows))
            call.Add(new AxisMismatch(MismatchKind.Features, argument, right.With(right.Rank - 2, inner), right, right.Rank - 2, Turned(right, inner)));
        else if (right.Rank > 2 && right.Rank == left.Rank && (left[0].ProvablyDiffers(right[0]) || CountOtherThings(left[0], right[0])))
            call.Add(new AxisMismatch(MismatchKind.Length, argument, right.With(0, left[0]), right, 0));
        return left.With(left.Rank - 1, right[right.Rank - 1]);
    }

    /// <summary>The order with the last two axes exchanged, when that is what the product needs.</summary>
    private static ImmutableArray<int> Turned(AxisList right, Axis inner) => right[right.Rank - 1].Extent is { } columns && columns.Equals(inner.Extent)
        ? [.. Enumerable.Range(0, right.Rank - 2), right.Rank - 1, right.Rank - 2]
        : default;

    /// <summary>Sums over steps on one side and over named features on the other are no product, whatever the numbers.</summary>
    private static bool CountOtherThings(Axis left, Axis right) =>
        (left.Role != AxisRole.Other && AxisRoles.IsFeatures(right.Name)) || (right.Role != AxisRole.Other && AxisRoles.IsFeatures(left.Name));

    /// <summary>A mask tells of sequences and steps: the first axis, and the one it is given for.</summary>
    private static void CheckMask(FlowCall call, AxisList axes)
    {
        if (call.Arguments.FirstOrDefault() is not { Value.Axes: { Rank: 2 } mask } argument || axes.Rank < 2)
            return;
        int steps = call.Member.Name == "MaskedSoftmax" ? axes.Rank - 1 : call.Argument("axis") is null ? 1 : AxisArgument(call, axes);
        if (steps >= 1 && (axes[0].ProvablyDiffers(mask[0]) || axes[steps].ProvablyDiffers(mask[1])))
            call.Add(new AxisMismatch(MismatchKind.Mask, argument, AxisList.Of(axes[0], axes[steps]), mask));
    }

    private static int AxisArgument(FlowCall call, AxisList axes) =>
        (Number(call, "axis") ?? Number(call, "dimension")) is { } axis ? axes.Place(axis) : -1;

    private static long? Number(FlowCall call, string parameter) => call.Argument(parameter)?.Value.Number?.Extent?.Constant;

    private static IReadOnlyList<long>? ArgumentNumbers(FlowCall call)
    {
        if (call.Arguments.FirstOrDefault()?.Value.Elements is not { } elements || elements.Any(element => element.Number?.Extent?.Constant is null))
            return null;
        return [.. elements.Select(element => element.Number!.Extent!.Constant!.Value)];
    }
}
