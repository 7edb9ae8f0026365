using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using RnnGen.Analyzers.Facts;
using RnnGen.Analyzers.Flow;

namespace RnnGen.Analyzers;

/// <summary>RNN0104, RNN0604: the step that is stored last is read as if it were the last one.</summary>
internal sealed class PaddedEndRule : FlowRule
{
    public override ImmutableArray<DiagnosticDescriptor> Descriptors { get; } = [Analyzers.Descriptors.PaddedLastStep, Analyzers.Descriptors.BackwardEnd];

    public override void OnCall(FlowCall call, FlowValue result, FlowReport report)
    {
        if (!call.IsLibrary || call.Member.ContainingType?.Name != "Tensor" || call.Receiver is not { Value: var self } receiver || StepsAxis(self) is not { } steps || !ReadsLast(call, self, steps))
            return;
        if (self.Looks == Direction.Both && !IsHalf(self))
            report.Add(Analyzers.Descriptors.BackwardEnd, call.Operation, ShapeRule.Text(receiver.Operation!));
        else if (self.Padding is { IsPadded: true } fact && fact.Side != Side.Left && !PaddingDomain.IsFixed(call.Context.OwnerOf(call.Syntax), call.Context))
            report.Add(Analyzers.Descriptors.PaddedLastStep, call.Operation, PaddingRepair.Of(fact), ShapeRule.Text(receiver.Operation!));
    }

    private static int? StepsAxis(FlowValue self) => self.Padding is { IsPadded: true } fact ? fact.AxisIn(self.Axes)
        : self.Looks == Direction.Both && self.Axes is { Rank: 3 } axes ? axes[0].Role == AxisRole.Time ? 0 : 1
        : null;

    private static bool ReadsLast(FlowCall call, FlowValue self, int steps)
    {
        Polynomial? extent = self.Axes is { } axes && steps >= 0 && steps < axes.Rank ? axes[steps].Extent : null;
        switch (call.Member.Name)
        {
            case "Select" or "Slice":
                if (call.Argument("axis")?.Value.Number?.Extent?.Constant is not { } axis || (self.Axes?.Place(axis) ?? axis) != steps)
                    return false;
                return call.Member.Name == "Select" ? IsLast(call.Argument("index"), extent)
                    : call.Argument("count")?.Value.Number?.Extent?.Constant == 1 && IsLast(call.Argument("start"), extent);
            case "this[]":
                return call.Arguments.Length >= 2 && steps < call.Arguments.Length && IsLast(call.Arguments[steps], extent);
            default:
                return false;
        }
    }

    private static bool IsLast(FlowArgument? index, Polynomial? extent) => index?.Value.Number?.Extent is { } at
        && extent?.Constant != 1 && (at.Constant == -1 || (extent is not null && (extent - at).Constant == 1));

    /// <summary>Whether one direction was cut out: its features are not those of both.</summary>
    private static bool IsHalf(FlowValue self) => self.Axes is null;
}
