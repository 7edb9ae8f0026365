using System.Collections.Immutable;
using System.Globalization;
using System.Linq;
using Microsoft.CodeAnalysis;
using RnnGen.Analyzers.Flow;

namespace RnnGen.Analyzers;

/// <summary>RNN0205, RNN0804: ids that a table has no row for, targets that are no class, classes that are no target, and ids of padding.</summary>
internal sealed class IdRangeRule : FlowRule
{
    /// <summary>The id that losses do not count.</summary>
    private const long Ignored = -100;

    public override ImmutableArray<DiagnosticDescriptor> Descriptors { get; } = [Analyzers.Descriptors.FeatureExtent, Analyzers.Descriptors.PadId];

    public override void OnCall(FlowCall call, FlowValue result, FlowReport report)
    {
        foreach (FlowArgument argument in call.Arguments)
            if (RowsFor(call, argument) is { } rows && argument is { Operation: { } place } && IdsDomain.RangeOf(argument.Value) is { } ids)
                Read(place, ids, rows, report);
        if (call.IsLibrary && call.Member.ContainingType?.Name is "Losses" or "Metrics" && call.Argument("targets") is { Operation: { } targets } wanted && Classes(call.Arguments[0].Value) is { } classes)
            Scored(targets, call.Arguments[0].Value, wanted.Value, classes, report);
        PadIds.Check(call, report);
    }

    /// <summary>Ids that are looked up in a table.</summary>
    private static void Read(IOperation place, IdsFact ids, Polynomial rows, FlowReport report)
    {
        if (ids.Pad is { } pad && rows.Constant is { } count && (pad < 0 || pad >= count))
        {
            // That padding is read at all is the same mistake.
            if (ids.ReadAt is { } readAt)
                report.Withdraw(Analyzers.Descriptors.DroppedPadding, readAt);
            report.Add(Analyzers.Descriptors.PadId, place, DiagnosticSeverity.Error, ImmutableDictionary<string, string?>.Empty, $"`{ShapeRule.Text(place)}` is filled up with {Text(pad)}, which is read as an id", $"the table has rows 0 to {Text(count - 1)}");
        }
        else
        {
            Outside(place, ids, rows, "ids", report);
        }
    }

    private static bool Outside(IOperation place, IdsFact ids, Polynomial count, string what, FlowReport report)
    {
        bool isAbove = ids.High is { } high && (high - count).Constant >= 0, isBelow = ids.Low?.Constant < 0 && ids.Low.Constant != Ignored;
        if (isAbove || isBelow)
            report.Add(
                Analyzers.Descriptors.FeatureExtent, place, ids.IsExact ? null : DiagnosticSeverity.Warning, ImmutableDictionary<string, string?>.Empty, ShapeRule.Text(place),
                $"{what} {ids.Low?.ToString() ?? "?"} to {ids.High?.ToString() ?? "?"}", $"{what} 0 to {count - Polynomial.One}");
        return isAbove || isBelow;
    }

    /// <summary>Targets of a loss or metric over so many classes.</summary>
    private static void Scored(IOperation place, FlowValue scores, FlowValue targets, Polynomial classes, FlowReport report)
    {
        if (IdsDomain.RangeOf(targets) is not { } ids || Outside(place, ids with { Pad = null }, classes, "classes", report) || ids.Moved == 0)
            return;
        bool fitBefore = ids.High is { } high ? (classes - high).Constant == 1 - ids.Moved
            : targets.Source is { } wanted && scores.Source is { Rows: { } rows } read && wanted.Id == read.Id && classes.Constant == rows;
        if (fitBefore)
            report.Add(
                Analyzers.Descriptors.FeatureExtent, place, DiagnosticSeverity.Warning, ImmutableDictionary<string, string?>.Empty, ShapeRule.Text(place),
                $"the ids with {Text(ids.Moved)} added", $"every class 0 to {classes - Polynomial.One} as it is: each is trained as another one");
    }

    /// <summary>Rows of the table that an argument is looked up in; null when it is not.</summary>
    private static Polynomial? RowsFor(FlowCall call, FlowArgument argument)
    {
        if (call.Is("Embedding", "Lookup"))
            return LayerFacts.SizeOf(call.Receiver?.Value ?? FlowValue.Unknown, "V")?.Extent;
        if (call.Member is not IMethodSymbol { Name: "Forward" or "Predict" or "Step" } method || argument.Parameter is not { } parameter || !IsIds(parameter.Type) || method.Parameters.Count(other => IsIds(other.Type)) != 1)
            return null;
        return ModelLayers.OnlySize(method.ContainingType, "Embedding", 0, call.Context) is { } rows ? Polynomial.Of(rows) : null;
    }

    private static bool IsIds(ITypeSymbol type) => type.Name == "Tokens" || type is IArrayTypeSymbol { ElementType.SpecialType: SpecialType.System_Int32 };

    private static Polynomial? Classes(FlowValue scores) =>
        (scores.Axes is { Rank: > 1 } axes ? axes[axes.Rank - 1].Extent : null) ?? (scores.Source?.Classes is { } classes ? Polynomial.Of(classes) : null);

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
