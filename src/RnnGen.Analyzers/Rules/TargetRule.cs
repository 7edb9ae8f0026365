using System.Collections.Immutable;
using System.Globalization;
using Microsoft.CodeAnalysis;
using RnnGen.Analyzers.Facts;
using RnnGen.Analyzers.Flow;

namespace RnnGen.Analyzers;

/// <summary>RNN0605, RNN0606: what is predicted is the token that was read, or lies two steps ahead. RNN0603: it was read by looking ahead.</summary>
internal sealed class TargetRule : FlowRule
{
    public override ImmutableArray<DiagnosticDescriptor> Descriptors { get; } = [Analyzers.Descriptors.UnshiftedTargets, Analyzers.Descriptors.TwiceShiftedTargets, Analyzers.Descriptors.NotCausalUse];

    public override void OnCall(FlowCall call, FlowValue result, FlowReport report)
    {
        if (call.Member is not IMethodSymbol method || call.Arguments.Length < 2 || !IsLoss(call, method))
            return;
        FlowArgument scores = call.Arguments[0], targets = call.Argument("targets") ?? call.Arguments[1];
        if (scores.Value.Source is not { } read || targets.Value.Source is not { } wanted || read.Id != wanted.Id || targets.Operation is not { } place || IsIds(scores))
            return;
        int ahead = wanted.Shift - read.Shift + Shift(call, method, targets);
        if (read.ReadsAhead)
        {
            // What looks ahead may tag, or fill in, what it has read.
            if (ahead > 0)
                report.Add(Analyzers.Descriptors.NotCausalUse, scores.Operation ?? call.Operation, ShapeRule.Text(scores.Operation ?? call.Operation), "`" + ShapeRule.Text(place) + "` are those steps: they are read, not predicted");
            return;
        }

        if (ahead == 1 || IsReconstruction(call))
            return;
        if (ahead <= 0)
            report.Add(Analyzers.Descriptors.UnshiftedTargets, place, ShapeRule.Text(place));
        else
            report.Add(Analyzers.Descriptors.TwiceShiftedTargets, place, ShapeRule.Text(place), ahead.ToString(CultureInfo.InvariantCulture));
    }

    private static bool IsLoss(FlowCall call, IMethodSymbol method) =>
        call.IsLibrary ? call.Member.ContainingType?.Name == "Losses" && method.Name is "CrossEntropy" or "NegativeLogLikelihood" : call.Context.Facts.Of(method).Has(Role.Loss);

    /// <summary>Steps that the callee moves its targets by itself.</summary>
    private static int Shift(FlowCall call, IMethodSymbol method, FlowArgument targets) =>
        (targets.Parameter is { } parameter ? call.Context.Facts.Of(parameter).TargetShift : null) ?? call.Context.Facts.Of(method).Result.TargetShift ?? 0;

    /// <summary>Bare ids are no scores: the first argument of a loss of somebody else's can be anything.</summary>
    private static bool IsIds(FlowArgument scores) => scores.Operation?.Type is IArrayTypeSymbol or { Name: "Tokens" };

    private static bool IsReconstruction(FlowCall call)
    {
        for (ISymbol? owner = call.Context.OwnerOf(call.Syntax); owner is not null and not INamespaceSymbol; owner = owner.ContainingSymbol)
            if (call.Context.Facts.Has(owner, "Target"))
                return true;
        return false;
    }
}
