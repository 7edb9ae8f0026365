using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;

namespace RnnGen.Analyzers.Flow;

/// <summary>Whether axes stand in the order that is wanted.</summary>
internal static class AxisOrder
{
    /// <summary>
    /// Whether a batch or time axis provably stands at the wrong place: another one stands where it belongs, and it, or the other one, belongs
    /// somewhere else.
    /// </summary>
    public static bool IsWrong(AxisList wanted, AxisList actual, bool namesCount)
    {
        if (wanted.Rank != actual.Rank)
            return false;
        for (int i = 0; i < wanted.Rank; i++)
        {
            AxisRole want = wanted[i].Role, have = actual[i].Role;
            if (want == have || want == AxisRole.Other)
                continue;
            if (have != AxisRole.Other && (actual.Axes.Any(axis => axis.Role == want) || wanted.Axes.Any(axis => axis.Role == have)))
                return true;
            if (have == AxisRole.Other && !actual[i].IsOne && Enumerable.Range(0, actual.Rank).Any(j => j != i && actual[j].Role == want && wanted[j].Role != want))
                return true;
        }

        return namesCount && IsNamePermutation(wanted, actual);
    }

    /// <summary>The order of the actual axes that gives the wanted ones; default when it is not unique.</summary>
    public static ImmutableArray<int> Permutation(AxisList wanted, AxisList actual)
    {
        if (wanted.Rank != actual.Rank)
            return default;
        var order = new int[wanted.Rank];
        List<int> free = [.. Enumerable.Range(0, actual.Rank)];
        List<int> open = [];
        for (int i = 0; i < order.Length; i++)
        {
            int[] fits = [.. free.Where(j => actual[j].Name is { } name && name == wanted[i].Name)];
            if (fits.Length == 0)
                fits = [.. free.Where(j => wanted[i].Role != AxisRole.Other && actual[j].Role == wanted[i].Role)];
            if (fits.Length == 1)
            {
                order[i] = fits[0];
                free.Remove(fits[0]);
            }
            else
            {
                open.Add(i);
            }
        }

        // What has no name of its own keeps its order.
        for (int i = 0; i < open.Count; i++)
            order[open[i]] = free[i];
        return [.. order];
    }

    private static bool IsNamePermutation(AxisList wanted, AxisList actual)
    {
        string?[] names = [.. wanted.Axes.Select(axis => axis.Name)], others = [.. actual.Axes.Select(axis => axis.Name)];
        return names.All(name => name is not null) && names.Distinct().Count() == names.Length && !names.SequenceEqual(others)
            && names.OrderBy(name => name, System.StringComparer.Ordinal).SequenceEqual(others.OrderBy(name => name, System.StringComparer.Ordinal));
    }
}
