using System;
using System.Collections.Generic;
using System.Linq;

namespace RnnGen.Analyzers.Flow;

/// <summary>
/// Fits arguments to declared axes. A symbol of the declaration stands for whatever the first argument has there; later ones must agree, and
/// the result is written with what was found.
/// </summary>
/// <param name="known">What is known of a symbol before any argument: sizes of the layer the call belongs to.</param>
/// <param name="namesCount">Whether axes of the same name are the same axis on both sides, as in one project.</param>
internal sealed class AxisUnifier(Func<Symbol, Axis?> known, bool namesCount)
{
    private Dictionary<Symbol, Axis>? bound;

    /// <summary>The same knowledge, to be added to without effect on this one.</summary>
    public AxisUnifier Fork()
    {
        return new AxisUnifier(known, namesCount) { bound = bound is null ? null : new(bound) };
    }

    /// <summary>The first way in which an argument provably does not fit, or null.</summary>
    public AxisMismatch? Fit(FlowArgument argument, AxisList wanted, AxisList actual, bool isState = false)
    {
        if (wanted.Rank != actual.Rank)
            return new AxisMismatch(MismatchKind.Rank, argument, Shown(wanted), actual);
        if (AxisOrder.IsWrong(wanted, actual, namesCount))
            return new AxisMismatch(MismatchKind.Order, argument, Shown(wanted), actual, Permutation: AxisOrder.Permutation(wanted, actual));
        for (int i = 0; i < wanted.Rank; i++)
            if (Differs(wanted[i], actual[i], isState) is { } certain)
                return new AxisMismatch(
                    wanted[i].Role == AxisRole.Other ? MismatchKind.Features : MismatchKind.Length,
                    argument, Shown(wanted), actual, i, IsCertain: certain);
        for (int i = 0; i < wanted.Rank; i++)
            Bind(wanted[i], actual[i]);
        return null;
    }

    /// <summary>Declared axes written with what the symbols stand for here.</summary>
    /// <param name="declared">The declared axes.</param>
    /// <param name="origin">Names symbols that stand for nothing known.</param>
    public AxisList Resolve(AxisList declared, string origin) => AxisList.Of(declared.Axes.Select(axis => Resolve(axis, origin)));

    private Axis Resolve(Axis axis, string origin)
    {
        if (axis.Extent is null || axis.Extent.Constant is not null)
            return axis;
        if (axis.Extent.Single is { } single)
            return ValueOf(single) ?? Axis.Of(single with { Origin = origin });
        Polynomial? extent = axis.Extent.Substitute(symbol => ValueOf(symbol) is { } value ? value.Extent : Polynomial.Of(symbol with { Origin = origin }));
        return new Axis(extent, axis.Extent.OnlySymbol is { } only ? ValueOf(only)?.Label ?? (extent is null ? only.Name : null) : null);
    }

    private Axis? ValueOf(Symbol symbol) => bound is not null && bound.TryGetValue(symbol, out Axis? axis) ? axis : known(symbol);

    /// <summary>Null when the axis may fit; whether the difference is certain otherwise.</summary>
    private bool? Differs(Axis wanted, Axis actual, bool isState)
    {
        if (wanted.Extent is null || actual.Extent is null)
            return null;
        Polynomial? extent = wanted.Extent.Substitute(symbol => ValueOf(symbol)?.Extent);
        if (extent is null)
            return null;
        var needed = new Axis(extent, wanted.Extent.Single is { } single ? ValueOf(single)?.Label : wanted.Label);
        if (needed.ProvablyDiffers(actual) || (isState && Roles(wanted, needed, actual)))
            return true;
        return isState && wanted.Role == AxisRole.Batch && extent.OnlySymbol is not null && actual.Extent.Constant is > 1 ? false : null;
    }

    /// <summary>A state with one row for each step is as wrong as can be, whatever the numbers.</summary>
    private static bool Roles(Axis wanted, Axis needed, Axis actual) =>
        wanted.Role == AxisRole.Batch && needed.Role == AxisRole.Batch && actual.Role == AxisRole.Time;

    private void Bind(Axis wanted, Axis actual)
    {
        if (wanted.Extent?.OnlySymbol is not { } symbol || (ValueOf(symbol) is { } old && old.Extent is not null))
            return;
        (long factor, long offset) = wanted.Extent.Linear();
        Polynomial? extent = actual.Extent is { } given ? (given - Polynomial.Of(offset)).DivideBy(factor) : null;
        (bound ??= [])[symbol] = new Axis(extent, factor == 1 && offset == 0 ? actual.Label : extent is null ? symbol.Name : actual.Label);
    }

    private AxisList Shown(AxisList wanted) => AxisList.Of(wanted.Axes.Select(axis =>
        axis.Extent?.OnlySymbol is { } && axis.Extent.Substitute(symbol => ValueOf(symbol)?.Extent) is { } extent
            ? new Axis(extent, extent.Constant is not null ? axis.Extent.ToString() : null)
            : axis));
}
