using System.Collections.Generic;
using System.Linq;
using RnnGen.Generator.Model;
using RnnGen.Generator.Planning;

namespace RnnGen.Generator.Emit;

/// <summary>What comes in from the caller and goes out to him: inputs, outputs and their gradients.</summary>
internal sealed partial class CellEmitter
{
    // Kernels that are told rows by number do not look whether a panel has them: the pass does, once.
    private const string AllRows = ".Rows(0, steps.Rows)";

    private static readonly string[] Positions = ["First", "Second", "Third", "Fourth"];

    /// <summary>The vectors and scalars that the caller gives, in the order of his arguments.</summary>
    private List<VariableSpec> Given => [.. Spec.Inputs.Where(input => input.Kind == InputKind.Given)];

    /// <summary>Whether the cell has the ordinary interface: one sequence of vectors in.</summary>
    private bool HasOneInput => Given.Count == 1 && Token is null;

    /// <summary>The token that the caller gives, or null.</summary>
    private VariableSpec? Token => Spec.Inputs.FirstOrDefault(input => input.Kind == InputKind.Token);

    private string InputPosition(int input) => Positions[Given.IndexOf(Spec.Inputs[input])];

    private string StepArguments(bool backward, string more = "") => backward
        ? $"Packing steps, CellInputs<{Element}> inputs, CellOutputs<{Element}> outputGradients, CellInputs<{Element}> inputGradients, Parameters w{more}, Buffers b"
        : $"Packing steps, CellInputs<{Element}> inputs, Parameters w, Buffers b";

    private static string StepValues(bool backward) => backward
        ? "steps, inputs, outputGradients, inputGradients, w, b"
        : "steps, inputs, w, b";

    /// <summary>Names for the panels that the caller brings.</summary>
    private void EmitPanels(bool backward)
    {
        HashSet<Buffer> stepwise = Spec.TimeSteps > 0 || IsLoopHere ? [.. ExternalsOf((backward ? program!.Backward : program!.Forward).Loop)] : [];
        EmitInputs(Border.Input, "inputs", stepwise);
        EmitMemoryPanels(backward);
        if (!backward)
        {
            return;
        }

        foreach ((Place output, int i) in program!.Outputs.Select((o, i) => (o, i)))
        {
            Buffer panel = Border.OutputGradient(Spec, i, output.Buffer.Size);
            writer.Line($"Panel<{Element}> {Name(panel)} = outputGradients.{Positions[i]}{(stepwise.Contains(panel) ? AllRows : "")};");
        }

        EmitInputs(Border.InputGradient, "inputGradients", stepwise);
    }

    /// <summary>The same for a time loop: only what it reads, and looked at once whether all rows are there.</summary>
    private void EmitPanelsOfLoop(IReadOnlyList<Kernel> loop, bool backward)
    {
        HashSet<Buffer> read = [.. ExternalsOf(loop)];
        IEnumerable<(Buffer Panel, string Owner, int Position)> panels = GivenPanels(Border.Input).Select((p, i) => (p, "inputs", i));
        if (backward)
        {
            panels = panels.Concat(OutputGradients().Select((p, i) => (p, "outputGradients", i))).Concat(GivenPanels(Border.InputGradient).Select((p, i) => (p, "inputGradients", i)));
        }

        foreach ((Buffer panel, string owner, int position) in panels.Where(p => read.Contains(p.Panel)))
        {
            writer.Line($"Panel<{Element}> {Name(panel)} = {owner}.{Positions[position]}{AllRows};");
        }
    }

    private static IEnumerable<Buffer> ExternalsOf(IEnumerable<Kernel> kernels) =>
        kernels.SelectMany(Places).Where(p => p is { Buffer: { IsExternal: true, Extent: not Extent.Single } }).Select(p => p!.Buffer);

    private IEnumerable<Buffer> GivenPanels(System.Func<CellSpec, int, Buffer> bufferOf) =>
        Spec.Inputs.Select((input, i) => (input, i)).Where(p => p.input.Kind == InputKind.Given).Select(p => bufferOf(Spec, p.i));

    private IEnumerable<Buffer> OutputGradients() => program!.Outputs.Select((output, i) => Border.OutputGradient(Spec, i, output.Buffer.Size));

    private void EmitInputs(System.Func<CellSpec, int, Buffer> bufferOf, string owner, HashSet<Buffer> stepwise)
    {
        for (int i = 0; i < Spec.Inputs.Count; i++)
        {
            if (Spec.Inputs[i].Kind == InputKind.Given)
            {
                writer.Line($"Panel<{Element}> {Name(bufferOf(Spec, i))} = {owner}.{InputPosition(i)}{(stepwise.Contains(bufferOf(Spec, i)) ? AllRows : "")};");
            }
        }
    }

    /// <summary>Fills the panels that follow from the batch alone.</summary>
    private void EmitOwnInputs()
    {
        for (int i = 0; i < Spec.Inputs.Count; i++)
        {
            if (Spec.Inputs[i].Kind == InputKind.StepIndex)
            {
                writer.Blank();
                writer.Line($"// {Spec.Inputs[i].Name} = index of the step in its sequence");
                writer.Line($"StepIndices.Fill({Own(Border.Input(Spec, i))}, steps, inputs.StepsBehind);");
            }
        }
    }
}
