using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using RnnGen.Analyzers.Facts;

namespace RnnGen.Analyzers.Protocol;

/// <summary>What went wrong in the life of gradients, most telling first.</summary>
internal enum ProtocolMistake
{
    Discarded,
    ClippedTooEarly,
    ClippedTooLate,
    ClippedScaled,
    ClippedElsewhere,
    ClippedPerMicroBatch,
    NotCleared,
    NotClipped,
    OtherModel,
}

/// <summary>A mistake, the call to show it at, and the calls that take part in it.</summary>
internal sealed record ProtocolFinding(ProtocolMistake Mistake, int At, IReadOnlyList<int> Involved, int? Related = null);

/// <summary>
/// Questions about the order of calls on one set of gradients, asked from each call. Something is missing only when it is missing on every
/// path, and in the wrong order only when it is so on every path: a conditional clip is a clip.
/// </summary>
internal sealed class GradientQueries(EventGraph graph, IReadOnlyList<int> events, bool isOfLibrary, LocalValues locals)
{
    public IEnumerable<ProtocolFinding> All()
    {
        var own = new HashSet<int>(events);
        bool Is(int node, Role role) => own.Contains(node) && graph.Nodes[node].Fact!.Role == role;
        bool isBackward(int n) => Is(n, Role.Backward);
        bool isStep(int n) => Is(n, Role.Step);
        bool isZero(int n) => Is(n, Role.Zero);
        bool isClip(int n) => (Is(n, Role.Clip) && IsEffective(n)) || Is(n, Role.Accept);
        foreach (int node in events)
            if (isBackward(node))
            {
                foreach (ProtocolFinding finding in Clipping(node, isBackward, isStep, isZero, isClip, n => Is(n, Role.Unscale)))
                    yield return finding;
                foreach (ProtocolFinding finding in Accumulation(node, isBackward, isStep, isZero, isClip))
                    yield return finding;
            }
            else if (isStep(node) && !graph.Nodes[node].Fact!.Clears && NotCleared(node, isBackward, isZero) is { } missing)
            {
                yield return missing;
            }
    }

    /// <summary>Gradients that reach a step without a clip, and clips at the wrong place.</summary>
    private IEnumerable<ProtocolFinding> Clipping(int backward, Func<int, bool> isBackward, Func<int, bool> isStep, Func<int, bool> isZero, Func<int, bool> isClip, Func<int, bool> isUnscale)
    {
        HashSet<int> before = graph.Reach(backward, n => isStep(n) || isZero(n));
        int[] steps = [.. before.Where(isStep).OrderBy(n => n)];
        if (graph.Nodes[backward].Fact!.IsScaled)
        {
            int[] clips = [.. graph.Reach(backward, n => isUnscale(n) || isStep(n)).Where(n => isClip(n) && !graph.Nodes[n].Fact!.Role.Equals(Role.Accept))];
            if (clips.Length > 0 && !graph.Reach(backward, n => isClip(n) || isStep(n)).Any(isUnscale) && !ThresholdIsScaled(clips[0]))
                yield return new ProtocolFinding(ProtocolMistake.ClippedScaled, clips[0], [backward, clips[0]], Lowest(graph.Reach(clips[0], isBackward).Where(isUnscale)) is >= 0 and var unscale ? unscale : null);
        }

        if (steps.Length == 0 || before.Any(isClip))
            yield break;
        int step = steps[0];
        if (before.FirstOrDefault(n => events.Contains(n) && graph.Nodes[n].Fact!.Role == Role.Clip) is > 0 and var copy)
        {
            yield return new ProtocolFinding(ProtocolMistake.ClippedElsewhere, copy, [backward, step, copy], step);
            yield break;
        }

        int late = Lowest(graph.Reach(step, n => isBackward(n) || isZero(n)).Where(n => isClip(n) && n > step));
        if (late >= 0)
        {
            yield return new ProtocolFinding(ProtocolMistake.ClippedTooLate, late, [backward, step, late], step);
            yield break;
        }

        int early = events.Where(n => isClip(n) && n < backward && graph.Reach(n, m => isBackward(m) || isStep(m)).Contains(backward)).DefaultIfEmpty(-1).Max();
        yield return early >= 0
            ? new ProtocolFinding(ProtocolMistake.ClippedTooEarly, early, [backward, step, early], backward)
            : new ProtocolFinding(ProtocolMistake.NotClipped, step, [backward, step], backward);
    }

    /// <summary>Gradients of several batches that are to be added up.</summary>
    private IEnumerable<ProtocolFinding> Accumulation(int backward, Func<int, bool> isBackward, Func<int, bool> isStep, Func<int, bool> isZero, Func<int, bool> isClip)
    {
        HashSet<int> next = graph.Reach(backward, n => isStep(n) || isZero(n));
        int[] zeros = [.. next.Where(isZero).OrderBy(n => n)];
        int[] steps = [.. next.Where(isStep).OrderBy(n => n)];
        if (steps.Length == 0)
        {
            int wiped = zeros.FirstOrDefault(zero => graph.Reach(zero, n => isBackward(n) || isStep(n)).Any(isStep));
            if (wiped > 0 && zeros.All(zero => zero == wiped || graph.Reach(zero, n => isBackward(n) || isStep(n)).Any(isStep)))
                yield return new ProtocolFinding(ProtocolMistake.Discarded, wiped, [backward, wiped], Lowest(graph.Reach(wiped, n => isBackward(n) || isStep(n)).Where(isStep)));
            yield break;
        }

        // Around the loop without a step: Zero wipes what the step, outside or under a counter, was to apply.
        int zeroed = Lowest(zeros.Where(zero => graph.Reach(zero, isStep).Contains(backward)));
        bool zeroIsConditional = next.Contains(backward);
        if (zeroed >= 0 && !zeroIsConditional && !steps.Any(step => step < zeroed && zeroed > backward) && IsCounted(backward, isStep, isZero))
            yield return new ProtocolFinding(ProtocolMistake.Discarded, zeroed, [backward, zeroed, steps[0]], steps[0]);

        int clip = Lowest(next.Where(n => isClip(n) && graph.Nodes[n].Fact!.Role == Role.Clip && graph.Reach(n, m => isStep(m) || isZero(m)).Contains(backward)));
        if (clip >= 0 && IsCounted(clip, isStep, isBackward) && !AlwaysSteps(clip, isStep, isBackward))
            yield return new ProtocolFinding(ProtocolMistake.ClippedPerMicroBatch, clip, [backward, clip, steps[0]], steps[0]);
    }

    private ProtocolFinding? NotCleared(int step, Func<int, bool> isBackward, Func<int, bool> isZero)
    {
        HashSet<int> next = graph.Reach(step, n => isZero(n) || isBackward(n));
        int backward = Lowest(next.Where(isBackward));
        return backward >= 0 && !next.Any(n => isZero(n) && IsInLoopOf(n, step, backward)) && !next.Any(n => graph.Nodes[n].Fact is { Role: Role.Step, Clears: true })
            ? new ProtocolFinding(ProtocolMistake.NotCleared, backward, [step, backward], step)
            : null;
    }

    /// <summary>Whether a clear happens in the rounds of the innermost loop around a step and the next backward pass, and not only in those of a loop around it.</summary>
    private bool IsInLoopOf(int zero, int step, int backward)
    {
        SyntaxNode? at = graph.Nodes[step].Call?.Syntax, first = graph.Nodes[backward].Call?.Syntax, clear = graph.Nodes[zero].Call?.Syntax;
        SyntaxNode? loop = at?.AncestorsAndSelf().FirstOrDefault(node => (node is CommonForEachStatementSyntax or ForStatementSyntax or WhileStatementSyntax or DoStatementSyntax) && first is not null && node.Span.Contains(first.Span));
        return loop is null || clear is null || loop.Span.Contains(clear.Span);
    }

    private bool AlwaysSteps(int from, Func<int, bool> isStep, Func<int, bool> isBackward) => !graph.Reach(from, n => isStep(n)).Any(isBackward);

    /// <summary>Whether every place where the way to a step and the way around it part counts something: a loop, or every k-th round.</summary>
    private bool IsCounted(int from, Func<int, bool> isStep, Func<int, bool> isRound)
    {
        HashSet<int> before = graph.Reach(from, n => isStep(n) || isRound(n));
        bool any = false;
        foreach (EventBranch branch in graph.Branches)
            if (branch.At == from || before.Contains(branch.At))
            {
                bool[] steps = [.. branch.Ways.Select(way => graph.Reach([way], n => isStep(n) || isRound(n)).Any(isStep))];
                if (!steps.Contains(true) || !steps.Contains(false))
                    continue;
                if (!Conditions.IsCount(branch.Condition, locals))
                    return false;
                any = true;
            }

        return any;
    }

    /// <summary>Whether a clip limits the gradients that are applied: a function that returns copies does not limit those of a model, nor when nobody takes the copies.</summary>
    private bool IsEffective(int node) => !graph.Nodes[node].IsCopy
        || (!isOfLibrary && graph.Nodes[node].Call is { Parent: not (IExpressionStatementOperation or IPropertyReferenceOperation { Property.Name: "Norm" }) });

    private bool ThresholdIsScaled(int clip) => graph.Nodes[clip].Call is IInvocationOperation call && call.Arguments.Any(argument =>
        argument.Value.DescendantsAndSelf().OfType<IBinaryOperation>().Any(product => product.OperatorKind == BinaryOperatorKind.Multiply && !product.ConstantValue.HasValue));

    private static int Lowest(IEnumerable<int> nodes) => nodes.DefaultIfEmpty(-1).Min();
}
