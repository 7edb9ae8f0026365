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
    internal const string Permutation = "Permutation", Axis = "Axis", Repair = "Repair";

    public override ImmutableArray<DiagnosticDescriptor> Descriptors { get; } =
    [
        Analyzers.Descriptors.AxisOrder, Analyzers.Descriptors.AxisExtent, Analyzers.Descriptors.ReshapeMixes, Analyzers.Descriptors.Broadcast,
        Analyzers.Descriptors.FeatureExtent, Analyzers.Descriptors.StateShape, Analyzers.Descriptors.MaskShape,
    ];

    public override void OnCall(FlowCall call, FlowValue result, FlowReport report)
    {
        // One mistake, one diagnostic: what follows from the first is not worth a second.
        if (call.Mismatches.FirstOrDefault() is not { } mismatch)
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
                report.Add(Analyzers.Descriptors.StateShape, place, properties, text, actual, expected);
                break;
            case MismatchKind.Mask:
                report.Add(Analyzers.Descriptors.MaskShape, place, properties, text, actual, expected);
                break;
            case MismatchKind.Features:
                report.Add(Analyzers.Descriptors.FeatureExtent, place, properties, text, actual, expected);
                break;
            case MismatchKind.Rank or MismatchKind.Length when mismatch.WouldBroadcast:
                report.Add(Analyzers.Descriptors.Broadcast, place, properties, text, actual, expected);
                break;
            default:
                report.Add(Analyzers.Descriptors.AxisExtent, place, properties, text, actual, expected);
                break;
        }
    }

    /// <summary>An expression in one short line.</summary>
    private static string Text(IOperation operation)
    {
        string text = string.Join(" ", operation.Syntax.ToString().Split(['\n', '\r', ' ', '\t'], System.StringSplitOptions.RemoveEmptyEntries));
        return text.Length <= 40 ? text : text.Substring(0, 37) + "...";
    }
}
