using System;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;

namespace RnnGen.Analyzers.Flow;

/// <summary>
/// One method, interpreted over its control-flow graph, from top to bottom. In a loop a worklist joins what is known at each block until nothing
/// more is forgotten; facts can only be forgotten, so it ends. The rules hear what happens in a block once, when what is known there is final.
/// </summary>
internal sealed class FlowRun
{
    private readonly FlowContext context;
    private readonly ISymbol owner;
    private readonly ControlFlowGraph graph;
    private readonly FlowState entry;
    private readonly FlowReport report;
    private readonly int depth;
    private readonly CancellationToken token;
    private readonly FlowState?[] states;
    private readonly FlowState?[] ends;
    private readonly FlowCalls calls = new();
    private readonly Func<object, FlowValue> initial;

    public FlowRun(FlowContext context, ISymbol owner, ControlFlowGraph graph, FlowState entry, FlowReport report, int depth, CancellationToken token)
    {
        (this.context, this.owner, this.graph, this.entry, this.report, this.depth, this.token) = (context, owner, graph, entry, report, depth, token);
        states = new FlowState?[graph.Blocks.Length];
        ends = new FlowState?[graph.Blocks.Length];
        initial = Initial;
        Variables = LocalUses.Of(graph);
    }

    /// <summary>What is returned; null when nothing is.</summary>
    public FlowValue? Returned { get; private set; }

    /// <summary>What variables hold at the end.</summary>
    public FlowState? Exit { get; private set; }

    /// <summary>How the variables of the method are written.</summary>
    public LocalUses Variables { get; }

    /// <summary>What is known when a method is entered and nobody said with what.</summary>
    public static FlowState Entry(FlowContext context, IMethodSymbol method, FlowState? captured)
    {
        FlowState state = captured?.Apart() ?? FlowState.Empty();
        foreach (IParameterSymbol parameter in method.Parameters)
            state.Set(parameter, context.Declared(parameter));
        return state;
    }

    public void Run()
    {
        states[0] = entry.Copy();
        foreach (BasicBlock block in graph.Blocks)
            if (IsHandler(block))
                states[block.Ordinal] = entry.Blank();
        for (int first = 0, last; first < graph.Blocks.Length; first = last + 1)
        {
            if (IsLoop(first, out last))
                Settle(first, last);
            for (int ordinal = first; ordinal <= last; ordinal++)
                Finish(graph.Blocks[ordinal], last);
        }

        Exit = ends[graph.Blocks.Length - 1];
        Loops();
        foreach (IMethodSymbol function in graph.LocalFunctions)
        {
            ControlFlowGraph body = graph.GetLocalFunctionControlFlowGraph(function, token);
            new FlowRun(context, function, body, Entry(context, function, null), report, depth + 1, token).Run();
        }

        var method = new FlowMethod(owner, graph.OriginalOperation, context);
        foreach (FlowRule rule in context.Rules)
            rule.OnEnd(method, report);
    }

    /// <summary>What a variable holds that nothing was written to yet.</summary>
    private FlowValue Initial(object key) => key is ISymbol symbol and (IFieldSymbol or IPropertySymbol or IParameterSymbol) ? context.Declared(symbol) : FlowValue.Unknown;

    /// <summary>Whether a block begins a loop, and the last block of it and of the loops it overlaps: nothing comes back to one of these from behind.</summary>
    private bool IsLoop(int first, out int last)
    {
        bool isLoop = false;
        last = first;
        for (int ordinal = first; ordinal <= last; ordinal++)
            foreach (ControlFlowBranch branch in graph.Blocks[ordinal].Predecessors)
                if (branch.Source.Ordinal >= ordinal)
                {
                    isLoop = true;
                    last = Math.Max(last, branch.Source.Ordinal);
                }

        return isLoop;
    }

    /// <summary>Goes through the blocks of a loop until what is known at each changes no more.</summary>
    private void Settle(int first, int last)
    {
        var open = new bool[last + 1];
        for (int ordinal = first; ordinal <= last; ordinal++)
            open[ordinal] = states[ordinal] is not null;
        for (int next = first; next <= last;)
        {
            int ordinal = next++;
            if (!open[ordinal])
                continue;
            open[ordinal] = false;
            token.ThrowIfCancellationRequested();
            BasicBlock block = graph.Blocks[ordinal];
            FlowState end = Interpret(block, states[ordinal]!.Copy(), isFinal: false);
            Follow(block.ConditionalSuccessor);
            Follow(block.FallThroughSuccessor);

            void Follow(ControlFlowBranch? branch)
            {
                if (branch?.Destination?.Ordinal is not { } target || target > last || !Enter(target, end, goesAround: target <= ordinal))
                    return;
                open[target] = true;
                next = Math.Min(next, target);
            }
        }
    }

    /// <summary>Goes through a block for the last time, and on to what lies behind its loop.</summary>
    private void Finish(BasicBlock block, int last)
    {
        if (states[block.Ordinal] is not { } start)
            return;
        token.ThrowIfCancellationRequested();
        FlowState end = Interpret(block, start, isFinal: true);
        ends[block.Ordinal] = end;
        Follow(block.ConditionalSuccessor);
        Follow(block.FallThroughSuccessor);

        void Follow(ControlFlowBranch? branch)
        {
            if (branch?.Destination is { } next && next.Ordinal > last)
                Enter(next.Ordinal, end, goesAround: false);
        }
    }

    /// <summary>The first block of a catch or finally clause: anything can have happened before it.</summary>
    private static bool IsHandler(BasicBlock block)
    {
        for (ControlFlowRegion? region = block.EnclosingRegion; region is not null && region.FirstBlockOrdinal == block.Ordinal; region = region.EnclosingRegion)
            if (region.Kind is ControlFlowRegionKind.Catch or ControlFlowRegionKind.Filter or ControlFlowRegionKind.FilterAndHandler or ControlFlowRegionKind.Finally)
                return true;
        return false;
    }

    private bool Enter(int ordinal, FlowState end, bool goesAround)
    {
        if (states[ordinal] is { } known)
            return known.Join(end, initial, goesAround);
        states[ordinal] = end.Copy();
        return true;
    }

    private FlowState Interpret(BasicBlock block, FlowState state, bool isFinal)
    {
        var evaluator = new Evaluator(context, graph, state, Variables, calls, isFinal ? report : null, depth, token);
        foreach (IOperation operation in block.Operations)
            evaluator.Evaluate(operation);
        if (block.BranchValue is { } value)
        {
            FlowValue result = evaluator.Evaluate(value);
            if (isFinal && block.FallThroughSuccessor?.Semantics == ControlFlowBranchSemantics.Return)
            {
                Returned = Returned is null ? result : FlowValue.Join(Returned, result);
                var returned = new FlowReturn(owner, result, value, context);
                foreach (FlowRule rule in context.Rules)
                    rule.OnReturn(returned, report);
            }
        }

        return state;
    }

    /// <summary>Tells the rules what each variable holds when a loop is entered and when it goes around.</summary>
    private void Loops()
    {
        foreach (BasicBlock head in graph.Blocks)
        {
            if (JoinOf(head, isBack: true) is not { } back || JoinOf(head, isBack: false) is not { } first)
                continue;
            foreach (object key in back.Keys)
                if (key is ISymbol variable && first.Get(key) is { } before && back.Get(key) is { } after && !before.Equals(after))
                {
                    var loop = new FlowLoop(variable, before, after, back.DefinitionOf(key));
                    foreach (FlowRule rule in context.Rules)
                        rule.OnLoop(loop, report);
                }
        }
    }

    /// <summary>What is known on the ways into a block from above, or on those that come back to it.</summary>
    private FlowState? JoinOf(BasicBlock head, bool isBack)
    {
        FlowState? joined = null;
        foreach (ControlFlowBranch branch in head.Predecessors)
            if (branch.Source.Ordinal >= head.Ordinal != isBack || ends[branch.Source.Ordinal] is not { } end)
                continue;
            else if (joined is null)
                joined = end.Copy();
            else
                joined.Join(end, initial, goesAround: false);
        return joined;
    }
}
