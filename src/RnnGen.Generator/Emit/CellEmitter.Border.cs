using System.Collections.Generic;
using System.Linq;
using RnnGen.Generator.Model;
using RnnGen.Generator.Planning;

namespace RnnGen.Generator.Emit;

/// <summary>What comes in from the caller and goes out to him: inputs, outputs and their gradients.</summary>
internal sealed partial class CellEmitter
{
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
        EmitInputs(Border.Input, "inputs");
        EmitMemoryPanels(backward);
        if (!backward)
        {
            return;
        }

        foreach ((Place output, int i) in program!.Outputs.Select((o, i) => (o, i)))
        {
            writer.Line($"Panel<{Element}> {Name(Border.OutputGradient(Spec, i, output.Buffer.Size))} = outputGradients.{Positions[i]};");
        }

        EmitInputs(Border.InputGradient, "inputGradients");
    }

    private void EmitInputs(System.Func<CellSpec, int, Buffer> bufferOf, string owner)
    {
        for (int i = 0; i < Spec.Inputs.Count; i++)
        {
            if (Spec.Inputs[i].Kind == InputKind.Given)
            {
                writer.Line($"Panel<{Element}> {Name(bufferOf(Spec, i))} = {owner}.{InputPosition(i)};");
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
                writer.Line($"StepIndices.Fill(b.{Name(Border.Input(Spec, i))}, steps, inputs.StepsBehind);");
            }
        }
    }
}
