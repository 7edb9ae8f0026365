using System.Collections.Generic;
using System.Linq;
using RnnGen.Generator;

namespace RnnGen.Analyzers.Flow;

/// <summary>The axes of a value, outermost first. Their number is always known.</summary>
internal sealed record AxisList(EquatableArray<Axis> Axes)
{
    public int Rank => Axes.Count;

    public Axis this[int axis] => Axes[axis];

    public static AxisList Of(params IEnumerable<Axis> axes) => new(axes.ToEquatableArray());

    public static AxisList Unknown(int rank) => Of(Enumerable.Repeat(Axis.Unknown, rank));

    /// <summary>An axis counted from the front, or from the end when negative; -1 when there is none.</summary>
    public int Place(long axis) => axis < 0 ? (axis + Rank >= 0 ? (int)axis + Rank : -1) : axis < Rank ? (int)axis : -1;

    public AxisList Without(int axis) => Of(Axes.Where((_, i) => i != axis));

    public AxisList With(int axis, Axis value) => Of(Axes.Select((old, i) => i == axis ? value : old));

    public AxisList Insert(int axis, Axis value) => Of([.. Axes.Take(axis), value, .. Axes.Skip(axis)]);

    public AxisList Swap(int first, int second) => Of(Axes.Select((old, i) => i == first ? Axes[second] : i == second ? Axes[first] : old));

    /// <summary>All elements; null when one length is not known.</summary>
    public Polynomial? Count() => Product(0, Rank);

    /// <summary>Elements of adjacent axes.</summary>
    public Polynomial? Product(int first, int end)
    {
        Polynomial product = Polynomial.One;
        for (int axis = first; axis < end; axis++)
        {
            if (Axes[axis].Extent is not { } extent)
                return null;
            product *= extent;
        }

        return product;
    }

    /// <summary>What two values have in common, or null when their ranks differ.</summary>
    public static AxisList? Join(AxisList? left, AxisList? right) =>
        left is null || right is null || left.Rank != right.Rank ? null
        : left == right ? left
        : IsReordered(left, right) ? null
        : Of(left.Axes.Zip(right.Axes, Axis.Join));

    /// <summary>Whether a batch axis of one list stands where the other has a time axis.</summary>
    public static bool IsReordered(AxisList left, AxisList right) => left.Rank == right.Rank
        && left.Axes.Zip(right.Axes, static (a, b) => a.Role != b.Role && a.Role != AxisRole.Other && b.Role != AxisRole.Other).Any(static differs => differs);

    public override string ToString() => "(" + string.Join(", ", Axes.Select(axis => axis.ToString())) + ")";
}
