using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using RnnGen.Analyzers.Facts;

namespace RnnGen.Analyzers.Protocol;

/// <summary>Divides the calls of a method by whose gradients they are about, asks about each set, and keeps one mistake of each loop.</summary>
internal sealed class GradientProtocol(EventGraph graph, LocalValues locals, ProtocolTypes types)
{
    /// <summary>The mistakes, the most telling one of those that share a call.</summary>
    public IReadOnlyList<ProtocolFinding> Find()
    {
        if (graph.Abstention is not null)
            return [];
        List<ProtocolFinding> kept = [];
        foreach (ProtocolFinding finding in Candidates().OrderBy(finding => finding.Mistake).ThenBy(finding => finding.At))
            if (!kept.Any(other => other.Involved.Intersect(finding.Involved).Any()))
                kept.Add(finding);
        return kept;
    }

    private IEnumerable<ProtocolFinding> Candidates()
    {
        EventNode[] deciding = [.. graph.Nodes.Where(node => node.Fact is { Role: Role.Backward or Role.Step })];
        List<ISymbol> owners = [.. deciding.Select(OwnerOf).OfType<ISymbol>().Distinct<ISymbol>(SymbolEqualityComparer.Default)];
        if (owners.Count <= 1)
            return Ask(owners.FirstOrDefault());
        if (deciding.All(node => OwnerOf(node) is not null))
            return OtherModels(owners) is { } other ? [other] : owners.SelectMany(owner => Ask(owner));
        // Whose gradients some calls are about is not known: only a step that nothing can have clipped for is certain.
        return Ask(null).Where(finding => finding.Mistake == ProtocolMistake.NotClipped);
    }

    private IEnumerable<ProtocolFinding> Ask(ISymbol? owner)
    {
        int[] events = [.. Enumerable.Range(0, graph.Nodes.Count).Where(i => graph.Nodes[i].Fact is not null && IsAbout(graph.Nodes[i], owner))];
        bool isOfLibrary = events.Any(i => graph.Nodes[i] is { Fact.Role: Role.Step, Call: IInvocationOperation call } && types.IsProtocolObject(call.TargetMethod.ContainingType));
        return new GradientQueries(graph, events, isOfLibrary, locals).All();
    }

    // What is about another thing is certain only of two variables of this method, or of two that are both stepped; elsewhere two names can be one model.
    private bool IsAbout(EventNode node, ISymbol? owner)
    {
        if (owner is null || OwnerOf(node) is not { } other || Same(other, owner))
            return true;
        return node.Fact!.Role is not (Role.Backward or Role.Step) && !(other is ILocalSymbol && owner is ILocalSymbol && types.IsTrainable(((ILocalSymbol)other).Type));
    }

    /// <summary>Gradients of one model are computed, those of another are applied.</summary>
    private ProtocolFinding? OtherModels(List<ISymbol> owners)
    {
        ISymbol[] computed = [.. owners.Where(owner => !Any(owner, Role.Step))];
        ISymbol[] applied = [.. owners.Where(owner => !Any(owner, Role.Backward))];
        if (computed is not [ILocalSymbol] || applied is not [ILocalSymbol] || owners.Count != 2)
            return null;
        int backward = First(computed[0], Role.Backward), step = First(applied[0], Role.Step);
        return graph.Reach(backward, _ => false).Contains(step) ? new ProtocolFinding(ProtocolMistake.OtherModel, step, [backward, step], backward) : null;
    }

    private bool Any(ISymbol owner, Role role) => First(owner, role) >= 0;

    private int First(ISymbol owner, Role role) => Enumerable.Range(0, graph.Nodes.Count)
        .Where(i => graph.Nodes[i].Fact?.Role == role && Same(OwnerOf(graph.Nodes[i]), owner)).DefaultIfEmpty(-1).First();

    /// <summary>The owner of a call, unless it is only an object of the model that some caller hands over.</summary>
    private ISymbol? OwnerOf(EventNode node) => node.Owner is IParameterSymbol parameter && types.IsProtocolObject(parameter.Type) && !types.IsTrainable(parameter.Type) ? null : node.Owner;

    private static bool Same(ISymbol? left, ISymbol? right) => SymbolEqualityComparer.Default.Equals(left, right);
}
