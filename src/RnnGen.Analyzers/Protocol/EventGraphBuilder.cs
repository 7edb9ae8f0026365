using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;
using RnnGen.Analyzers.Facts;

namespace RnnGen.Analyzers.Protocol;

/// <summary>Builds the event graph of one control-flow graph.</summary>
internal sealed class EventGraphBuilder(Helpers helpers, ControlFlowGraph flow, OwnerResolver owners, int depth, CancellationToken token)
{
    private readonly EventGraph graph = new();
    private readonly int[] starts = new int[flow.Blocks.Length];
    private readonly int[] ends = new int[flow.Blocks.Length];

    /// <summary>Roles that make up the life of gradients.</summary>
    public static bool IsOfGradients(Role role) => role is Role.Backward or Role.Clip or Role.Accept or Role.Step or Role.Zero or Role.Unscale;

    public EventGraph Build()
    {
        foreach (BasicBlock block in flow.Blocks)
            starts[block.Ordinal] = graph.Add(new EventNode());
        foreach (BasicBlock block in flow.Blocks)
            ends[block.Ordinal] = block.IsReachable ? Walk(block) : starts[block.Ordinal];
        foreach (BasicBlock block in flow.Blocks)
            if (block.IsReachable)
                Leave(block);
        graph.Connect(graph.Entry, starts[0]);
        graph.Connect(ends[flow.Blocks.Length - 1], graph.Exit);
        return graph;
    }

    private int Walk(BasicBlock block)
    {
        token.ThrowIfCancellationRequested();
        int at = starts[block.Ordinal];
        foreach (IOperation operation in block.Operations)
            at = Walk(at, operation);
        return block.BranchValue is { } value ? Walk(at, value) : at;
    }

    /// <summary>Calls in the order they are made: arguments before the call that takes them.</summary>
    private int Walk(int at, IOperation operation)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        foreach (IOperation child in operation.ChildOperations)
            at = Walk(at, child);
        return operation is IInvocationOperation call ? Call(at, call) : at;
    }

    private int Call(int at, IInvocationOperation call)
    {
        ImmutableArray<RoleFact> roles = helpers.Facts.Of(call.TargetMethod).Roles;
        foreach (RoleFact fact in roles)
            if (IsOfGradients(fact.Role))
            {
                int node = graph.Add(new EventNode { Fact = fact, Call = call, Owner = owners.OfCall(call, fact.Role), IsCopy = helpers.ReturnsCopies(call.TargetMethod) });
                graph.Connect(at, node);
                at = node;
            }

        if (roles.Length == 0 && depth == 0 && helpers.HasEvents(call.TargetMethod, token))
            graph.Abstention ??= "`" + call.TargetMethod.Name + "` is too deep";
        if (roles.Any(fact => IsOfGradients(fact.Role)) || helpers.GraphOf(call.TargetMethod, flow, depth - 1, token) is not { HasEvents: true } helper)
            return at;
        graph.Abstention ??= helper.Abstention;
        return graph.Splice(at, helper, node => node with
        {
            Call = node.Fact is null ? null : call,
            Owner = node.Owner is null ? null : owners.Translate(node.Owner, call),
            Helper = node.Fact is null ? null : helper,
        });
    }

    private void Leave(BasicBlock block)
    {
        ControlFlowBranch?[] branches = [block.FallThroughSuccessor, block.ConditionalSuccessor];
        List<int> ways = [];
        foreach (ControlFlowBranch branch in branches.OfType<ControlFlowBranch>())
            if (Follow(block, branch) is { } way)
                ways.Add(way);
        if (block.BranchValue is { } condition && ways.Count == 2)
            graph.Branches.Add(new EventBranch(ends[block.Ordinal], condition, ways));
    }

    /// <summary>Connects a block with where a branch leads, through the finally regions it leaves.</summary>
    private int? Follow(BasicBlock block, ControlFlowBranch branch)
    {
        int from = ends[block.Ordinal];
        int? first = null;
        foreach (ControlFlowRegion region in branch.FinallyRegions)
        {
            graph.Connect(from, starts[region.FirstBlockOrdinal]);
            first ??= starts[region.FirstBlockOrdinal];
            from = ends[region.LastBlockOrdinal];
        }

        if (branch.Destination is not { } destination)
            return first;
        graph.Connect(from, starts[destination.Ordinal]);
        return first ?? starts[destination.Ordinal];
    }
}
