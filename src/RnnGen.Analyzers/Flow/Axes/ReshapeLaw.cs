using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;

namespace RnnGen.Analyzers.Flow;

/// <summary>
/// A reshape keeps the elements in their row-major order. It means what it says when the new axes are splits and merges of adjacent old ones in
/// their order; otherwise elements of different sequences, steps or features change places, and a transpose was wanted.
/// </summary>
internal static class ReshapeLaw
{
    /// <summary>Whether a reshape provably mixes up axes. Unknown lengths, and bare numbers without any name, are given the benefit of the doubt.</summary>
    public static bool IsBroken(AxisList from, AxisList to)
    {
        Axis[] old = [.. from.Axes.Where(axis => !axis.IsOne)], wanted = [.. to.Axes.Where(axis => !axis.IsOne)];
        if (old.Concat(wanted).Any(axis => axis.Extent is null))
            return false;
        int i = 0, j = 0;
        while (i < old.Length && j < wanted.Length)
        {
            if (FirstGroup(old, i, wanted, j) is not { } group)
                return false;
            if (IsBroken(old, i, group.Old, wanted, j, group.New))
                return true;
            (i, j) = (group.Old, group.New);
        }

        return false;
    }

    /// <summary>The order of the old axes that gives the new ones; default when there is none, or more than one.</summary>
    public static ImmutableArray<int> Permutation(AxisList from, AxisList to)
    {
        if (from.Rank != to.Rank)
            return default;
        var order = new int[to.Rank];
        List<int> free = [.. Enumerable.Range(0, from.Rank)];
        for (int i = 0; i < order.Length; i++)
        {
            int[] fits = [.. free.Where(j => from[j].Extent is { } extent && extent.Equals(to[i].Extent))];
            if (fits.Length > 1)
                fits = [.. fits.Where(j => from[j].Name == to[i].Name)];
            if (fits.Length != 1)
                return default;
            order[i] = fits[0];
            free.Remove(fits[0]);
        }

        return [.. order];
    }

    /// <summary>The fewest adjacent axes on both sides that hold the same number of elements.</summary>
    private static (int Old, int New)? FirstGroup(Axis[] old, int i, Axis[] wanted, int j)
    {
        for (int size = 2; size <= old.Length - i + wanted.Length - j; size++)
            for (int m = 1; m < size; m++)
                if (i + m <= old.Length && j + size - m <= wanted.Length && Product(old, i, i + m).Equals(Product(wanted, j, j + size - m)))
                    return (i + m, j + size - m);
        return null;
    }

    private static bool IsBroken(Axis[] old, int i, int oldEnd, Axis[] wanted, int j, int newEnd)
    {
        if (oldEnd - i == 1 && newEnd - j == 1)
            return old[i].Role != AxisRole.Other && wanted[j].Role != AxisRole.Other && old[i].Role != wanted[j].Role;
        if (oldEnd - i == 1 || newEnd - j == 1)
            return false;
        Axis[] before = [.. old.Skip(i).Take(oldEnd - i)], after = [.. wanted.Skip(j).Take(newEnd - j)];
        return before.Concat(after).Any(axis => axis.Name is not null) && (IsShuffled(before, after) || !MovesFactors(before, after));
    }

    /// <summary>The same lengths in another order.</summary>
    private static bool IsShuffled(Axis[] before, Axis[] after)
    {
        List<Polynomial> left = [.. before.Select(axis => axis.Extent!)];
        return after.All(axis => left.Remove(axis.Extent!)) && left.Count == 0;
    }

    /// <summary>Whether neighbours only hand a whole factor on to each other: (T, 2*F) to (2*T, F).</summary>
    private static bool MovesFactors(Axis[] before, Axis[] after) => before.Length == after.Length && before.Zip(after, static (old, wanted) =>
        IsWholeMultiple(old.Extent!, wanted.Extent!) || IsWholeMultiple(wanted.Extent!, old.Extent!)).All(static moves => moves);

    private static bool IsWholeMultiple(Polynomial large, Polynomial small) => large.DivideBy(small)?.Constant is not null;

    private static Polynomial Product(Axis[] axes, int first, int end) => axes.Skip(first).Take(end - first).Aggregate(Polynomial.One, static (product, axis) => product * axis.Extent!);
}
