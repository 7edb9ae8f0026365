using System.Collections.Generic;
using System.Linq;
using RnnGen.Generator.Model;

namespace RnnGen.Generator.Emit;

/// <summary>The typed entry points of a cell that reads anything but one sequence of vectors, and the names of what goes in and comes out.</summary>
internal sealed partial class CellEmitter
{
    private const string Runtime = "global::RnnGen.";
    private const string ListOf = "global::System.Collections.Generic.IReadOnlyList";

    private void EmitInputsAndOutputs()
    {
        if (!HasOneInput)
        {
            EmitList("string", "InputNames", "Names of the vectors and scalars that the cell reads at every step.", Given.Select(i => Literals.Text(i.Name)));
            EmitList("int", "InputSizes", "Their features per step.", Given.Select(i => Literals.Int(i.Size.Value)));
        }

        if (Token is { } token)
        {
            writer.Blank();
            writer.Line("/// <summary>Name of the token input.</summary>");
            writer.Line(Hidden);
            writer.Line($"protected override string? TokenInput => {Literals.Text(token.Name)};");
        }

        if (program is { Outputs.Count: > 1 })
        {
            EmitList("string", "OutputNames", "Names of the outputs, the main one first.", Spec.Step!.Outputs.Select(o => Literals.Text(o.Name)));
            EmitList("int", "OutputSizes", "Their features per step.", program.Outputs.Select(o => Literals.Int(o.Buffer.Size.Value)));
        }

        if (!HasOneInput && Spec.Memory is null)
        {
            EmitEntryPoints();
        }
    }

    private void EmitList(string type, string name, string summary, IEnumerable<string> items)
    {
        writer.Blank();
        writer.Line($"/// <summary>{summary}</summary>");
        writer.Line($"public override {ListOf}<{type}> {name} {{ get; }} = [{string.Join(", ", items)}];");
    }

    private void EmitEntryPoints()
    {
        List<(string Type, string StepType, string Name, string Shape, string StepShape)> arguments = [.. Arguments()];
        string sequences = string.Join(", ", arguments.Select(a => $"{Runtime}{a.Type} {a.Name}"));
        string state = Runtime + "RecurrentState", pass = Runtime + "CellPass<" + Element + ">";
        string packed = Packed(a => a);

        writer.Blank();
        writer.Line("/// <summary>Runs a batch and keeps what backpropagation through time needs.</summary>");
        Params(arguments.Select(a => (a.Name, a.Shape)));
        Params([("initial", "States before the first step; zeros when null."), ("pass", "A pass from CreatePass, where two must live side by side; the cell's own, reused by the next call, when null.")]);
        writer.Line($"public {pass} Forward({sequences}, {state}? initial = null, {pass}? pass = null) =>");
        writer.Line($"    Forward({packed}, initial, pass);");
        writer.Blank();
        writer.Line("/// <summary>Runs a batch for its main output only, (B,T,H); padding is 0.</summary>");
        Params(arguments.Select(a => (a.Name, a.Shape)));
        Params([("initial", "States before the first step; zeros when null.")]);
        writer.Line($"public {Runtime}Sequence Scan({sequences}, {state}? initial = null) =>");
        writer.Line($"    Scan({packed}, initial);");
        writer.Blank();
        writer.Line("/// <summary>One step of one or more sequences: the states after it, with the main output in their Output.</summary>");
        Params([("state", "States before the step, each (B,H).")]);
        Params(arguments.Select(a => (a.Name, a.StepShape)));
        writer.Line($"public {state} Step({state} state, {string.Join(", ", arguments.Select(a => a.StepType + " " + a.Name))}) =>");
        writer.Line($"    Step(state, {PackedStep});");
    }

    // In the order of the step's parameters.
    private IEnumerable<(string Type, string StepType, string Name, string Shape, string StepShape)> Arguments() =>
        Spec.Inputs.Where(input => input.Kind != InputKind.StepIndex).Select(input => input.Kind == InputKind.Token
            ? ("Tokens", "int[]", Argument(input), "(B,T).", "One id for each sequence, (B).")
            : ("Sequence", "float[]", Argument(input), $"(B,T,{input.Size.Text}).", $"Row-major (B,{input.Size.Text})."));

    // One step of each argument.
    private string PackedStep => Packed(name => Token is { } token && name == Argument(token)
        ? $"OneStep(state, {name})"
        : $"OneStep(state, {name}, {Literals.Int(Given.FindIndex(input => Argument(input) == name))})");

    private string Packed(System.Func<string, string> of)
    {
        IEnumerable<string> sequences = Given.Select(input => of(Argument(input)));
        return $"new {Kernels}CellArguments({string.Join(", ", Token is null ? sequences : sequences.DefaultIfEmpty("null").Append("Tokens: " + of(Argument(Token))))})";
    }

    private string Argument(VariableSpec input) =>
        CallerNames.Of(input.Name, Spec.Inputs.Select(other => other.Name).Append(Spec.Memory?.Name ?? ""), "initial", "state", "pass", "prepared");

    private void Params(IEnumerable<(string Name, string Text)> parameters)
    {
        foreach ((string name, string text) in parameters)
        {
            writer.Line($"/// <param name=\"{name.TrimStart('@')}\">{text.Replace("&", "&amp;").Replace("<", "&lt;").Replace(">", "&gt;")}</param>");
        }
    }
}
