using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using RnnGen.Analyzers.Facts;
using RnnGen.Analyzers.Flow;

namespace RnnGen.Analyzers;

/// <summary>RNN0101, 0102, 0103, 0109, 0110, 0112, 0113: padding that takes part.</summary>
internal sealed class PaddingRule : FlowRule
{
    public override ImmutableArray<DiagnosticDescriptor> Descriptors { get; } =
    [
        Analyzers.Descriptors.PaddedLoss, Analyzers.Descriptors.UnmaskedCount, Analyzers.Descriptors.UnmaskedAttention, Analyzers.Descriptors.DroppedPadding,
        Analyzers.Descriptors.PaddedMetric, Analyzers.Descriptors.PaddedReversal, Analyzers.Descriptors.PaddedState,
    ];

    public override void OnCall(FlowCall call, FlowValue result, FlowReport report)
    {
        if (Find(call) is { } found && !PaddingDomain.IsFixed(call.Context.OwnerOf(call.Syntax), call.Context))
            report.Add(found.Rule, call.Operation, PaddingRepair.Of(found.Fact), found.Text);
    }

    public override void OnArithmetic(FlowArithmetic arithmetic, FlowValue result, FlowReport report)
    {
        if (arithmetic.Kind == BinaryOperatorKind.Divide && IsOverAll(arithmetic.Left, arithmetic.Right))
            report.Add(Analyzers.Descriptors.UnmaskedCount, arithmetic.Operation, Text(arithmetic.Left));
    }

    private static (DiagnosticDescriptor Rule, string Text, PaddingFact? Fact)? Find(FlowCall call)
    {
        if (call.Receiver is { Value.Padding: { IsPadded: true } fact } receiver && call.IsLibrary)
            switch (call.Member.ContainingType?.Name, call.Member.Name)
            {
                case ("Tensor", "Mean") when !fact.IsSummed && PaddedFunctions.ReducesSteps(call, receiver.Value, fact):
                    return (receiver.Value.Kind?.Kind == ValueKind.NllNats && !fact.IsZeroed ? Analyzers.Descriptors.PaddedLoss
                        : fact.IsUnwrapped ? Analyzers.Descriptors.DroppedPadding
                        : fact.IsZeroed ? Analyzers.Descriptors.UnmaskedCount : Analyzers.Descriptors.PaddedLoss, Text(receiver), fact);
                case ("Tensor", "Sum") when !fact.IsSummed && !fact.IsZeroed && receiver.Value.Kind?.Kind is ValueKind.NllNats or ValueKind.LogProb && PaddedFunctions.ReducesSteps(call, receiver.Value, fact):
                    return (Analyzers.Descriptors.PaddedLoss, Text(receiver), fact);
                case ("Tensor", "Reverse") when call.Argument("axis")?.Value.Number?.Extent?.Constant is { } axis && (receiver.Value.Axes?.Place(axis) ?? axis) == fact.AxisIn(receiver.Value.Axes) && !IsReversedTwice(call):
                    return (Analyzers.Descriptors.PaddedReversal, Text(receiver), fact);
                case ("TensorScan", "Final" or "States") when !fact.IsZeroed && fact.Side != Side.Left:
                    return (Analyzers.Descriptors.PaddedState, Text(receiver), fact);
            }

        if (call.Is("Tensor", "op_Division") && IsOverAll(call.Arguments[0], call.Arguments[1]))
            return (Analyzers.Descriptors.UnmaskedCount, Text(call.Arguments[0]), null);
        if (call.Is("Attention", "DotProduct") && !PaddedSources.IsGiven(call.Argument("lengths")) && call.Argument("keys") is { Value.Padding.IsPadded: true } keys)
            return (Analyzers.Descriptors.UnmaskedAttention, Text(keys), keys.Value.Padding);
        if (call.Is("Attention", "Softmax") && !PaddedSources.IsGiven(call.Argument("lengths")) && call.Argument("scores") is { Value: { Padding: { IsPadded: true } padded, Axes: { } axes } } scores && padded.AxisIn(axes) == axes.Rank - 1)
            return (Analyzers.Descriptors.UnmaskedAttention, Text(scores), padded);
        if (call.IsLibrary && call.Member.ContainingType?.Name is "Tokens" or "Sequence" && call.Member.Name == "From"
            && (call.Argument("values") ?? call.Argument("ids")) is { Value.Padding: { IsPadded: true, IsIgnored: false } } bare && !PaddedSources.IsGiven(call.Argument("lengths")) && call.Argument("mask") is null)
            return (Analyzers.Descriptors.DroppedPadding, Text(bare), bare.Value.Padding);
        return Counted(call);
    }

    /// <summary>A loss or metric over bare values that has no mask.</summary>
    private static (DiagnosticDescriptor Rule, string Text, PaddingFact? Fact)? Counted(FlowCall call)
    {
        bool isSquaredError = call.Is("Losses", "MeanSquaredError");
        if (call.Member is not IMethodSymbol method || (call.IsLibrary && !isSquaredError && call.Member.ContainingType?.Name != "Metrics"))
            return null;
        MethodFacts facts = call.Context.Facts.Of(method);
        bool isMetric = facts.Has(Role.Metric) || call.Is("Metrics", "Accuracy"), isLoss = facts.Has(Role.Loss) || isSquaredError;
        if ((!isMetric && !isLoss) || call.Arguments.Any(argument => argument.Value.Mask is not null || IsMask(argument) || argument.Operation?.Type is { } type && PaddedSources.IsCarrier(type, call.Context)))
            return null;
        return call.Arguments.FirstOrDefault(argument => argument.Value.Padding is { IsPadded: true, IsSummed: false }) is { } padded
            ? (isMetric ? Analyzers.Descriptors.PaddedMetric : Analyzers.Descriptors.PaddedLoss, Text(padded), padded.Value.Padding)
            : null;
    }

    private static bool IsMask(FlowArgument argument) =>
        PaddedSources.IsGiven(argument) && (argument.Parameter?.Name is "keep" or "mask" or "counted" or "lengths" or "weights" or "ignoreIndex" || argument.Parameter?.Type is IArrayTypeSymbol { ElementType.SpecialType: SpecialType.System_Boolean });

    /// <summary>A sum over real steps, divided by something that counts padding as well.</summary>
    private static bool IsOverAll(FlowArgument sum, FlowArgument count) => sum.Value.Padding is { IsSummed: true } fact
        && ((fact.Steps is { OnlySymbol: { } steps } && (count.Value.Number?.Extent ?? Counted(count.Value)) is { } extent && extent.DependsOn(steps))
            || count.Operation?.WithoutConversions() is IPropertyReferenceOperation { Property: { Name: "Count", ContainingType.Name: "Tensor" } });

    private static Polynomial? Counted(FlowValue count) => count.Padding is { IsCount: true } fact ? fact.Steps : null;

    private static bool IsReversedTwice(FlowCall call)
    {
        SyntaxNode outer = call.Syntax;
        while (outer.Parent is { } parent and not Microsoft.CodeAnalysis.CSharp.Syntax.StatementSyntax)
            outer = parent;
        string text = outer.ToString();
        return text.IndexOf("Reverse(", System.StringComparison.Ordinal) != text.LastIndexOf("Reverse(", System.StringComparison.Ordinal);
    }

    private static string Text(FlowArgument argument) => ShapeRule.Text(argument.Operation!);
}
