using System.Collections.Immutable;
using System.Globalization;
using System.Linq;
using Microsoft.CodeAnalysis;
using RnnGen.Analyzers.Flow;

namespace RnnGen.Analyzers;

/// <summary>RNN0208: a softmax over the batch, or over time when the result goes into a loss over classes.</summary>
internal sealed class NormalisedAxisRule : FlowRule
{
    public override ImmutableArray<DiagnosticDescriptor> Descriptors { get; } = [Analyzers.Descriptors.NormalisedAxis];

    public override void OnCall(FlowCall call, FlowValue result, FlowReport report)
    {
        if (call.IsLibrary && call.Member.Name is "Softmax" or "LogSoftmax" && result is { Normalised: AxisRole.Batch, Axes.Rank: > 1 })
            report.Add(Analyzers.Descriptors.NormalisedAxis, call.Operation, Classes(result.Axes), ShapeRule.Text(call.Operation), "the sequences of a batch", "together: each then depends on the others");
        else if (Elementwise.IsLoss(call))
            foreach (FlowArgument argument in call.Arguments.Where(argument => argument.Value is { Normalised: AxisRole.Time, Axes.Rank: > 2 } && argument.Operation is not null))
                report.Add(Analyzers.Descriptors.NormalisedAxis, argument.Operation!, Classes(argument.Value.Axes!), ShapeRule.Text(argument.Operation!), "the steps of a sequence", "where the loss reads one distribution for each step: normalise the class axis");
    }

    /// <summary>The last axis that counts neither sequences nor steps, for the code fix.</summary>
    private static ImmutableDictionary<string, string?> Classes(AxisList axes)
    {
        int at = axes.Axes.ToList().FindLastIndex(axis => axis.Role == AxisRole.Other);
        return at < 0 ? ImmutableDictionary<string, string?>.Empty
            : ImmutableDictionary<string, string?>.Empty.Add(ShapeRule.Axis, (at == axes.Rank - 1 ? -1 : at).ToString(CultureInfo.InvariantCulture));
    }
}
