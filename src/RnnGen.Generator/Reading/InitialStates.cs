using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using RnnGen.Generator.Model;

namespace RnnGen.Generator.Reading;

/// <summary><c>[State(H, Initial = nameof(h0))]</c>: whether there is such a parameter, and whether the state can begin as it.</summary>
internal static class InitialStates
{
    public static void Check(StepSignature signature, ParameterReader parameters, KnownSymbols known, ICollection<Problem> problems)
    {
        foreach ((IParameterSymbol parameter, (bool isState, int index)) in signature.Variables.Select(pair => (pair.Key, pair.Value)))
        {
            if (isState && signature.States[index] is { Initial: { } name } state && Misfit(state, name, parameters) is { } message)
                problems.Add(new Problem(ProblemKind.Declaration, parameter.Find(known.State)!.Place("Initial", parameter), message));
        }
    }

    private static string? Misfit(VariableSpec state, string name, ParameterReader parameters)
    {
        string asked = "the state `" + state.Name + "` (" + state.Size + ") begins as `" + name + "`";
        if (parameters.Specs.FirstOrDefault(spec => spec.Member == name) is not { } found)
            return asked + ", but the cell has no such parameter: declare `[Bias(" + state.Size.Text + ")] public partial Vector " + name + " { get; }` and write Initial = nameof(" + name + ")";
        bool isMatrix = state.Size.Columns is not null;
        if (found.IsTable || found.Blocks > 1 || found.IsScalar || found.IsMatrix != isMatrix)
            return asked + ": it must be " + (isMatrix ? "a [Weight] of full shape" : "a vector, such as a [Bias]");
        return found.Rows.Value == state.Size.Value && found.Columns?.Value == state.Size.Columns?.Value
            ? null
            : asked + ", which is (" + (found.IsMatrix ? found.Rows + ", " + found.Columns : found.Rows.ToString()) + ")";
    }
}
