using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using RnnGen.Generator.Model;

namespace RnnGen.Generator.Reading;

/// <summary>The lines a step returns, matched to its states by name.</summary>
internal sealed record StepResult(IReadOnlyList<int> Lines, IReadOnlyList<SyntaxNode> Nodes)
{
    private const int MostOutputs = 4;

    public StepSpec? ToSpec(StepSignature signature, EquationLines lines, ICollection<Problem> problems)
    {
        IReadOnlyList<string>? names = NamesOf(signature, problems);
        if (names is null)
            return null;

        int output = signature.Output is { } marked
            ? names.ToList().IndexOf(marked)
            : System.Math.Max(names.ToList().FindIndex(name => !signature.Scores.Contains(name)), names.ToList().FindIndex(name => StateOf(signature, name) < 0 && !signature.Scores.Contains(name)));
        if (output >= 0 && signature.Scores.Contains(names[output]))
        {
            Refuse(signature, problems, "the output `" + names[output] + "` is one number for each position: the main output is a vector; scores are returned besides it");
            return null;
        }

        if (output < 0)
        {
            Refuse(signature, problems, "[Step(Output = \"" + signature.Output + "\")] names nothing that is returned; returned are " + Quoted(names));
            return null;
        }

        OutputSpec[] others = [.. names.Select((name, i) => new OutputSpec(name, Lines[i])).Where((other, i) => i != output && StateOf(signature, other.Name) < 0 && !signature.Scores.Contains(other.Name))];
        if (others.Length >= MostOutputs)
        {
            Refuse(signature, problems, "the step returns " + (others.Length + 1) + " outputs besides its states; at most " + MostOutputs + " can be read");
            return null;
        }

        return new StepSpec(
            signature.Method!.Name,
            lines.Lines.ToEquatableArray(),
            signature.States.Select(state => Lines[names.ToList().IndexOf(state.Name)]).ToEquatableArray(),
            Lines[output],
            names[output])
        {
            Scores = names.Select((name, i) => new ScoresSpec(name, Lines[i])).Where(scores => signature.Scores.Contains(scores.Name)).ToEquatableArray(),
            Others = others.ToEquatableArray(),
        };
    }

    /// <summary>Where the next value of a state is written.</summary>
    public Location Place(StepSignature signature, string state)
    {
        int index = signature.Returned.IndexOf(state);
        return Nodes[index >= 0 && index < Nodes.Count ? index : 0].GetLocation();
    }

    private IReadOnlyList<string>? NamesOf(StepSignature signature, ICollection<Problem> problems)
    {
        if (signature.Returned is [null])
        {
            if (signature.States.Count < 2)
                return [signature.States.Select(state => state.Name).DefaultIfEmpty("y").First()];
            Refuse(signature, problems, "the step returns one vector but has the states " + Quoted(signature.States.Select(state => state.Name)) + ": return a tuple with one named element each");
            return null;
        }

        if (signature.Returned.Contains(null))
        {
            Refuse(signature, problems, "name the elements of the returned tuple after the states, for example `(" + string.Join(", ", signature.States.Select(state => "Vector " + state.Name)) + ")`");
            return null;
        }

        if (signature.States.FirstOrDefault(state => !signature.Returned.Contains(state.Name)) is { } missing)
        {
            Refuse(signature, problems, "the next value of the state `" + missing.Name + "` is not returned; returned are " + Quoted(signature.Returned!));
            return null;
        }

        return [.. signature.Returned.Select(name => name!)];
    }

    private static int StateOf(StepSignature signature, string name) => signature.States.FindIndex(state => state.Name == name);

    private static string Quoted(IEnumerable<string?> names) => string.Join(", ", names.Select(name => "`" + name + "`"));

    private static void Refuse(StepSignature signature, ICollection<Problem> problems, string message) =>
        problems.Add(new Problem(ProblemKind.Result, signature.Method!.Place(), message));
}
