using System.Collections.Generic;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace RnnGen.Analyzers.Flow;

/// <summary>The calls of one method as they were last evaluated: with the same values they give the same, and blocks are gone through several times.</summary>
internal sealed class FlowCalls
{
    private readonly Dictionary<IOperation, Evaluated> evaluated = [];

    /// <summary>What a call gave when it last saw these values; null when it has not seen them.</summary>
    public Evaluated? Find(IOperation operation, ISymbol member, FlowArgument? receiver, ImmutableArray<FlowArgument> arguments, FlowValue? known) =>
        evaluated.TryGetValue(operation, out Evaluated? last) && SymbolEqualityComparer.Default.Equals(last.Member, member)
        && Same(last.Known, known) && Same(last.Call.Receiver?.Value, receiver?.Value) && Same(last.Call.Arguments, arguments)
            ? last
            : null;

    /// <summary>Remembers a call.</summary>
    public void Keep(Evaluated call) => evaluated[call.Call.Operation] = call;

    private static bool Same(ImmutableArray<FlowArgument> left, ImmutableArray<FlowArgument> right)
    {
        if (left.Length != right.Length)
            return false;
        for (int i = 0; i < left.Length; i++)
            if (!Same(left[i].Value, right[i].Value))
                return false;
        return true;
    }

    private static bool Same(FlowValue? left, FlowValue? right) => ReferenceEquals(left, right) || (left is not null && left.Equals(right));

    /// <summary>A call with what came of it.</summary>
    /// <param name="Call">The call and what went in.</param>
    /// <param name="Member">The method or property as it is called, with its type arguments.</param>
    /// <param name="Known">What was known of the result beforehand.</param>
    /// <param name="Summary">What its body does, if there is one to look into.</param>
    /// <param name="Result">The result.</param>
    public sealed record Evaluated(FlowCall Call, ISymbol Member, FlowValue? Known, FlowSummary? Summary, FlowValue Result);
}
