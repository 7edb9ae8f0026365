using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using RnnGen.Analyzers.Facts;
using RnnGen.Analyzers.Flow;

namespace RnnGen.Analyzers;

/// <summary>RNN0603 where a value is used: what has read the steps to come is given to something that is declared causal, or is to generate.</summary>
internal sealed class CausalUseRule : FlowRule
{
    public override ImmutableArray<DiagnosticDescriptor> Descriptors { get; } = [Analyzers.Descriptors.NotCausalUse];

    public override void OnCall(FlowCall call, FlowValue result, FlowReport report)
    {
        if (call.Member is not IMethodSymbol method)
            return;
        foreach (FlowArgument argument in call.Arguments)
            if (argument is { Parameter: { } parameter, Operation: { } place })
                if (ReadsAhead(argument.Value) && call.Context.Facts.Of(parameter).Direction == Direction.Causal)
                    report.Add(Analyzers.Descriptors.NotCausalUse, place, ShapeRule.Text(place), "`" + parameter.Name + "` is declared causal");
                else if (ModelLayers.HasBothDirections(place.WithoutConversions().Type, call.Context) && call.Context.Facts.Of(method).Has(Role.Generate))
                    report.Add(Analyzers.Descriptors.NotCausalUse, place, ShapeRule.Text(place), "`" + method.Name + "` writes new sequences: there are no such steps yet");
    }

    public override void OnReturn(FlowReturn returned, FlowReport report)
    {
        if (ReadsAhead(returned.Value) && returned.Owner is IMethodSymbol method && returned.Context.Facts.Of(method).Result.Direction == Direction.Causal)
            report.Add(Analyzers.Descriptors.NotCausalUse, returned.Operation, ShapeRule.Text(returned.Operation), "`" + method.Name + "` is declared causal");
    }

    private static bool ReadsAhead(FlowValue value) => value.Looks == Direction.Both || value.Source is { ReadsAhead: true };
}
