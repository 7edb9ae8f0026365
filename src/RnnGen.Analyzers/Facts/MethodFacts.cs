using System.Collections.Immutable;
using System.Linq;

namespace RnnGen.Analyzers.Facts;

/// <summary>What is declared about a method.</summary>
/// <param name="Roles">What it does in training, in order.</param>
/// <param name="Result">About what it returns: attributes of the method and of its return value together.</param>
/// <param name="Policy">How gradients are limited in it.</param>
/// <param name="Bptt">How far back it reaches.</param>
internal sealed record MethodFacts(ImmutableArray<RoleFact> Roles, ValueFacts Result, PolicyFact? Policy, BpttFact? Bptt)
{
    public static MethodFacts None { get; } = new([], ValueFacts.None, null, null);

    public bool Has(Role role) => Roles.Any(fact => fact.Role == role);
}
