using System.Collections.Immutable;
using System.Globalization;
using System.Linq;
using Microsoft.CodeAnalysis;
using RnnGen.Analyzers.Facts;
using RnnGen.Analyzers.Flow;

namespace RnnGen.Analyzers;

/// <summary>RNN0106, 0107, 0108: masks that are true for the wrong positions.</summary>
internal sealed class MaskRule : FlowRule
{
    public override ImmutableArray<DiagnosticDescriptor> Descriptors { get; } = [Analyzers.Descriptors.MaskPolarity, Analyzers.Descriptors.MaskShift, Analyzers.Descriptors.PaddingSide];

    public override void OnCall(FlowCall call, FlowValue result, FlowReport report)
    {
        if (!call.IsLibrary)
            return;
        if (Mask(call) is { Value.Mask: { } mask, Operation: { } place } argument)
        {
            if (Polarity(call, argument, mask) is { } wrong)
                report.Add(Analyzers.Descriptors.MaskPolarity, place, ShapeRule.Text(place), wrong == Flow.MaskPolarity.Pad ? "true for padding" : "true for real positions", wrong == Flow.MaskPolarity.Pad ? "true for real positions" : "true for padding", "use Masks.Not");
            else if (Data(call)?.Value.Padding is { Side: { } lies } data && mask.Side is { } taken && lies != taken && IsSame(data.Lengths, mask.Lengths))
                report.Add(Analyzers.Descriptors.PaddingSide, place, ShapeRule.Text(Data(call)!.Operation!), Name(lies), Name(taken));
            else if (call.Argument("targets") is { Value: { Source: { } source, Padding: var padding } } && (mask.Source == source.Id || (mask.Source is null && mask.Lengths is { } whose && whose == padding?.Lengths)) && source.Shift != mask.Shift)
                report.Add(Analyzers.Descriptors.MaskShift, place, ShapeRule.Text(place), Steps(mask.Shift), Steps(source.Shift));
        }

        if (call.Is("Tensor", "op_Addition") && call.Arguments.Any(a => a.Value.Mask is { IsNumber: true, IsAdditive: false }) && call.Arguments.FirstOrDefault(a => a.Value is { Mask: null, Padding.IsPadded: true }) is not null)
            report.Add(Analyzers.Descriptors.MaskPolarity, call.Operation, ShapeRule.Text(call.Arguments.First(a => a.Value.Mask is not null).Operation!), "a mask of zeros and ones", "a mask that hides", "use MaskedSoftmax, or Where with negative infinity");
        Side(call, report);
    }

    /// <summary>Functions that take padding to be on one side.</summary>
    private static void Side(FlowCall call, FlowReport report)
    {
        Side? lies = (Data(call) ?? call.Receiver)?.Value.Padding is { IsPadded: true } fact ? fact.Side : null;
        Side? taken = (call.Member.ContainingType?.Name, call.Member.Name) switch
        {
            ("Tensor", "GatherLast") => Facts.Side.Right,
            ("Tokens" or "Sequence", "From") when PaddedSources.IsGiven(call.Argument("lengths")) => Facts.Side.Right,
            ("Tokens" or "Sequence", "FromLeftPadded") => Facts.Side.Left,
            (_, "ScanBatchFirst" or "ScanTimeMajor") when PaddedSources.IsGiven(call.Argument("lengths")) => Facts.Side.Right,
            _ => null,
        };
        if (lies is { } side && taken is { } wanted && side != wanted)
            report.Add(Analyzers.Descriptors.PaddingSide, call.Operation, ShapeRule.Text((Data(call) ?? call.Receiver)!.Operation!), Name(side), Name(wanted));
    }

    private static FlowArgument? Mask(FlowCall call) => call.Arguments.FirstOrDefault(argument =>
        argument.Parameter?.Name is "keep" or "mask" or "counted" && argument.Value.Mask is { IsLengths: false, IsNumber: false } && call.Member.ContainingType?.Name != "Masks");

    private static MaskPolarity? Polarity(FlowCall call, FlowArgument argument, MaskFact mask)
    {
        MaskPolarity wanted = call.Member.Name == "MaskedFill" ? Flow.MaskPolarity.Pad : Flow.MaskPolarity.Keep;
        return mask.Polarity is { } polarity && polarity != wanted && argument.Parameter is not null ? polarity : null;
    }

    private static FlowArgument? Data(FlowCall call) =>
        call.Argument("targets") ?? call.Argument("values") ?? call.Argument("ids") ?? call.Argument("input") ?? call.Argument("losses") ?? call.Argument("predicted") ?? (call.Member.ContainingType?.Name == "Tensor" ? call.Receiver : null);

    private static bool IsSame(string? left, string? right) => left is null || right is null || left == right;

    private static string Name(Side side) => side == Facts.Side.Left ? "left" : "right";

    private static string Steps(int shift) => shift.ToString(CultureInfo.InvariantCulture) + (shift == 1 ? " step" : " steps");
}
