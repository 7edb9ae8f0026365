using System;
using System.Collections.Immutable;
using System.Globalization;
using Microsoft.CodeAnalysis;
using RnnGen.Analyzers.Facts;
using RnnGen.Analyzers.Flow;

namespace RnnGen.Analyzers;

/// <summary>RNN0501, RNN0502: losses that are given another kind of number than they want. RNN0506: what is normalised already, normalised again.</summary>
internal sealed class ValueKindRule : FlowRule
{
    public override ImmutableArray<DiagnosticDescriptor> Descriptors { get; } = [Analyzers.Descriptors.DoubleSoftmax, Analyzers.Descriptors.NotLogarithms, Analyzers.Descriptors.RedundantLogSoftmax];

    public override void OnCall(FlowCall call, FlowValue result, FlowReport report)
    {
        foreach (FlowArgument argument in call.Arguments)
            if (argument is { Parameter: { } parameter, Value.Kind: { } given, Operation: { } place } && call.Context.Facts.Of(parameter).Kind is { } wanted)
                switch (wanted, given.Kind)
                {
                    case (ValueKind.Logits, ValueKind.Prob):
                        report.Add(Analyzers.Descriptors.DoubleSoftmax, place, ShapeRule.Text(place), Floor(argument.Value.Axes));
                        break;
                    case (ValueKind.Logits, ValueKind.LogProb) when argument.Value.Normalised is null or AxisRole.Other:
                        report.Add(Analyzers.Descriptors.RedundantLogSoftmax, place, ShapeRule.Text(place), "`" + call.Member.Name + "` normalises them once more: give it the raw scores, or take NegativeLogLikelihood");
                        break;
                    case (ValueKind.LogProb, ValueKind.Logits or ValueKind.Prob):
                        report.Add(Analyzers.Descriptors.NotLogarithms, place, ShapeRule.Text(place), given.Kind == ValueKind.Logits ? "raw scores" : "probabilities");
                        break;
                }

        if (call.Is("Tensor", "LogSoftmax") && call.Receiver is { Value: { Kind.Kind: ValueKind.LogProb } self, Operation: { } source } && (self.Normalised is null || self.Normalised == result.Normalised))
            report.Add(Analyzers.Descriptors.RedundantLogSoftmax, call.Operation, ShapeRule.Text(source), "normalising them again changes nothing");
    }

    /// <summary>The least a cross-entropy of probabilities can be: one class has 1, the others 0, so ln(e + V - 1) - 1.</summary>
    private static string Floor(AxisList? axes) => axes is { Rank: > 0 } && axes[axes.Rank - 1].Extent?.Constant is { } classes and > 1
        ? string.Format(CultureInfo.InvariantCulture, " (with {0} classes the loss cannot fall below {1:0.000})", classes, LeastLoss(classes))
        : "";

    internal static double LeastLoss(long classes) => Math.Log(Math.E + classes - 1) - 1;
}
