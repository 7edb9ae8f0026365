using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using RnnGen.Analyzers.Facts;

namespace RnnGen.Analyzers.Protocol;

/// <summary>
/// The calls of a method that have a role in training, and which of them can follow which. Nodes without a fact are places where paths
/// meet. Calls inside helper methods are part of the graph, with the place of the call that leads there.
/// </summary>
internal sealed class EventGraph
{
    private readonly List<EventNode> nodes = [];
    private readonly List<List<int>> next = [];

    public EventGraph()
    {
        Entry = Add(new EventNode());
        Exit = Add(new EventNode());
    }

    public IReadOnlyList<EventNode> Nodes => nodes;

    public int Entry { get; }

    public int Exit { get; }

    /// <summary>The method, when the graph is that of a helper.</summary>
    public IMethodSymbol? Method { get; set; }

    /// <summary>Where a path divides.</summary>
    public List<EventBranch> Branches { get; } = [];

    /// <summary>Why nothing can be said about the order of calls, or null: a lambda, or an object handed to code that nobody can see.</summary>
    public string? Abstention { get; set; }

    public bool HasEvents => nodes.Any(node => node.Fact is not null);

    public int Add(EventNode node)
    {
        nodes.Add(node);
        next.Add([]);
        return nodes.Count - 1;
    }

    public void Connect(int from, int to)
    {
        if (!next[from].Contains(to))
            next[from].Add(to);
    }

    public IReadOnlyList<int> After(int node) => next[node];

    /// <summary>Events that can come after a node, up to and with those at which to stop.</summary>
    public HashSet<int> Reach(int from, Func<int, bool> stop) => Reach(next[from], stop);

    /// <summary>Events on paths that begin at the given nodes, up to and with those at which to stop.</summary>
    public HashSet<int> Reach(IEnumerable<int> starts, Func<int, bool> stop)
    {
        var seen = new HashSet<int>();
        var open = new Stack<int>(starts);
        while (open.Count > 0)
        {
            int node = open.Pop();
            if (!seen.Add(node) || stop(node))
                continue;
            foreach (int following in next[node])
                open.Push(following);
        }

        return seen;
    }

    /// <summary>Puts a copy of a helper's graph in the place of a call.</summary>
    /// <param name="before">Node the call follows.</param>
    /// <param name="helper">Graph of the helper.</param>
    /// <param name="place">What each node becomes here.</param>
    /// <returns>Node that what comes after the call follows.</returns>
    public int Splice(int before, EventGraph helper, Func<EventNode, EventNode> place)
    {
        int offset = nodes.Count;
        foreach (EventNode node in helper.nodes)
            Add(place(node));
        for (int i = 0; i < helper.nodes.Count; i++)
            next[offset + i].AddRange(helper.next[i].Select(target => target + offset));
        Branches.AddRange(helper.Branches.Select(branch => branch.Shift(offset)));
        Connect(before, offset + helper.Entry);
        return offset + helper.Exit;
    }
}

/// <summary>A call with a role, or a place where paths meet.</summary>
internal sealed record EventNode
{
    public RoleFact? Fact { get; init; }

    /// <summary>The call as it stands in the method that is analysed.</summary>
    public IOperation? Call { get; init; }

    /// <summary>Whose gradients: a variable or member that holds the model; null when not known.</summary>
    public ISymbol? Owner { get; init; }

    /// <summary>The helper the call is made by, when it is not made in the method itself.</summary>
    public EventGraph? Helper { get; init; }

    /// <summary>Whether a clip returns new tensors and leaves those of a model as they are.</summary>
    public bool IsCopy { get; init; }
}

/// <summary>A condition that decides which way a path goes.</summary>
/// <param name="At">Node at whose end it is decided.</param>
/// <param name="Condition">The condition.</param>
/// <param name="Ways">Nodes the two ways begin with.</param>
internal sealed record EventBranch(int At, IOperation Condition, IReadOnlyList<int> Ways)
{
    public EventBranch Shift(int offset) => new(At + offset, Condition, [.. Ways.Select(way => way + offset)]);
}
