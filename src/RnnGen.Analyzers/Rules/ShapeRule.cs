using System.Collections.Immutable;
using System.Globalization;
using System.Linq;
using Microsoft.CodeAnalysis;
using RnnGen.Analyzers.Flow;

namespace RnnGen.Analyzers;

/// <summary>RNN0201 to RNN0207: shapes that provably do not fit, each as the mistake it most likely is.</summary>
internal sealed class ShapeRule : FlowRule
{
    /// <summary>Diagnostic properties for the code fixes.</summary>
    internal const string Permutation = "Permutation", Axis = "Axis", Repair = "Repair", Name = "Name";

    public override ImmutableArray<DiagnosticDescriptor> Descriptors { get; } =
    [
        Analyzers.Descriptors.AxisOrder, Analyzers.Descriptors.AxisExtent, Analyzers.Descriptors.ReshapeMixes, Analyzers.Descriptors.Broadcast,
        Analyzers.Descriptors.FeatureExtent, Analyzers.Descriptors.StateShape, Analyzers.Descriptors.MaskShape,
    ];

    public override void OnCall(FlowCall call, FlowValue result, FlowReport report)
    {
        // One mistake, one diagnostic: what follows from the first is not worth a second.
        if (call.Mismatches is not [{ } mismatch, ..])
            return;
        string text = Text(mismatch.Argument.Operation ?? call.Operation);
        ImmutableDictionary<string, string?> properties = ImmutableDictionary<string, string?>.Empty;
        if (!mismatch.Permutation.IsDefaultOrEmpty)
            properties = properties.Add(Permutation, string.Join(",", mismatch.Permutation.Select(axis => axis.ToString(CultureInfo.InvariantCulture))));
        if (mismatch.Loop is { } loop)
            report.Add(Analyzers.Descriptors.AxisOrder, loop.Assigned, loop.Assigned.ToString(), mismatch.Actual.ToString(), mismatch.Expected + ", which the loop reads in its next round");
        else
            Report(call, mismatch, text, properties, report);
    }

    private static void Report(FlowCall call, AxisMismatch mismatch, string text, ImmutableDictionary<string, string?> properties, FlowReport report)
    {
        IOperation place = mismatch.Kind is MismatchKind.Reshape or MismatchKind.Count ? call.Operation : mismatch.Argument.Operation ?? call.Operation;
        string expected = mismatch.Expected.ToString(), actual = mismatch.Actual.ToString();
        switch (mismatch.Kind)
        {
            case MismatchKind.Order:
                report.Add(Analyzers.Descriptors.AxisOrder, place, properties, text, actual, expected);
                break;
            case MismatchKind.Reshape:
                string instead = mismatch.Permutation.IsDefaultOrEmpty ? "permute the axes before the reshape" : "write `Permute(" + string.Join(", ", mismatch.Permutation) + ")`";
                report.Add(Analyzers.Descriptors.ReshapeMixes, place, properties, actual, expected, instead);
                break;
            case MismatchKind.State:
                report.Add(
                    Analyzers.Descriptors.StateShape, place, mismatch.IsCertain ? null : DiagnosticSeverity.Warning, properties.Add(Repair, "InitialState"), text, actual,
                    expected + (mismatch.IsCertain ? "" : ", which is the constant for full batches only"));
                break;
            case MismatchKind.Mask:
                report.Add(Analyzers.Descriptors.MaskShape, place, properties, text, actual, expected);
                break;
            case MismatchKind.Features:
                report.Add(Analyzers.Descriptors.FeatureExtent, place, Named(mismatch, properties), text, actual, expected);
                break;
            case MismatchKind.Rank or MismatchKind.Length when mismatch.WouldBroadcast:
                report.Add(Analyzers.Descriptors.Broadcast, place, Stretched(mismatch, properties), text, actual, expected);
                break;
            default:
                report.Add(Analyzers.Descriptors.AxisExtent, place, HasStepsTooMany(mismatch) ? properties.Add(Repair, "GatherLast") : Stretched(mismatch, properties), text, actual, expected);
                break;
        }
    }

    /// <summary>The name of the constant that the axis at fault has on the other side.</summary>
    private static ImmutableDictionary<string, string?> Named(AxisMismatch mismatch, ImmutableDictionary<string, string?> properties) =>
        mismatch.Axis >= 0 && mismatch.Axis < mismatch.Expected.Rank && mismatch.Expected[mismatch.Axis] is { Extent.Constant: not null, Label: { } name }
            ? properties.Add(Name, name).Add(Axis, mismatch.Axis.ToString(CultureInfo.InvariantCulture))
            : properties;

    /// <summary>Whether there is a vector for every step where one for each sequence is wanted.</summary>
    private static bool HasStepsTooMany(AxisMismatch mismatch) => mismatch is { Kind: MismatchKind.Rank, Expected: { Rank: 2 } wanted, Actual: { Rank: 3 } actual }
        && actual[1].Role == AxisRole.Time && wanted[1].Role != AxisRole.Time && !wanted[0].ProvablyDiffers(actual[0]) && !wanted[1].ProvablyDiffers(actual[2]);

    /// <summary>The one axis of one element that one side has and the other has not.</summary>
    private static ImmutableDictionary<string, string?> Stretched(AxisMismatch mismatch, ImmutableDictionary<string, string?> properties)
    {
        AxisList expected = mismatch.Expected, actual = mismatch.Actual;
        (AxisList longer, AxisList shorter) = expected.Rank > actual.Rank ? (expected, actual) : (actual, expected);
        if (longer.Rank != shorter.Rank + 1)
            return properties;
        int[] fits = [.. Enumerable.Range(0, longer.Rank).Where(axis => longer[axis].IsOne && AxesAgree(longer.Without(axis), shorter))];
        return fits.Length == 1
            ? properties.Add(Repair, longer == actual ? "Squeeze" : "Unsqueeze").Add(Axis, fits[0].ToString(CultureInfo.InvariantCulture))
            : properties;
    }

    private static bool AxesAgree(AxisList left, AxisList right) =>
        Enumerable.Range(0, left.Rank).All(axis => left[axis].Extent is { } extent && extent.Equals(right[axis].Extent));

    /// <summary>An expression in one short line.</summary>
    internal static string Text(IOperation operation)
    {
        string text = string.Join(" ", operation.Syntax.ToString().Split(['\n', '\r', ' ', '\t'], System.StringSplitOptions.RemoveEmptyEntries));
        return text.Length <= 40 ? text : text.Substring(0, 37) + "...";
    }
}
