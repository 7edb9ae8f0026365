using System;
using System.Collections.Generic;
using System.Linq;
using RnnGen.Generator.Model;
using RnnGen.Generator.Planning;

namespace RnnGen.Generator.Emit;

/// <summary>The user's class: its parameters, its sizes and the way into the passes. Emitted even when the equations cannot be read.</summary>
internal sealed partial class CellEmitter
{
    private const string Kernels = "global::RnnGen.Kernels.";
    private const string Hidden = "[global::System.ComponentModel.EditorBrowsable(global::System.ComponentModel.EditorBrowsableState.Never)]";

    private string InputSize => Given.Count > 0 ? Literals.Int(Given[0].Size.Value) : "0";

    private int OutputSize => program?.Outputs[0].Buffer.Size.Value ?? (Spec.States.Count > 0 ? Spec.States[0].Size.Value : 0);

    // The cells of a layer are made by their model.
    private bool IsSeeded => !Spec.Type.HasConstructor && !Spec.Type.Header.StartsWith("private ", StringComparison.Ordinal);

    private void EmitSurface()
    {
        string span = "global::System.Span<" + Element + ">", panel = Kernels + "Panel<" + Element + ">";
        writer.Line($"[{Kernels}CellSizes({(HasOneInput ? InputSize : "0")}, {Literals.Int(OutputSize)}, global::RnnGen.Precision.{Spec.Precision})]");
        using (writer.Block($"{Spec.Type.Header} : {Kernels}RecurrentCell<{Element}>{(IsSeeded ? $", {Runtime}ISeeded<{Spec.Type.Name}>" : "")}"))
        {
            if (!Spec.Type.HasConstructor)
            {
                writer.Line($"/// <summary>A cell ({InputSize} to {Literals.Int(OutputSize)}) with freshly initialised parameters.</summary>");
                writer.Line("/// <param name=\"seed\">Seed of the initialisers: equal seeds give equal parameters.</param>");
                EmitEquationsAsRemarks();
                using (writer.Block($"public {Spec.Type.Name}(int seed = 0) : base(seed)"))
                {
                }

                if (IsSeeded)
                {
                    writer.Blank();
                    writer.Line($"static {Spec.Type.Name} {Runtime}ISeeded<{Spec.Type.Name}>.Create(int seed) => new(seed);");
                }
            }
            else
            {
                writer.Line("// The constructor is the user's own.");
            }

            EmitParameterProperties();
            EmitParts();
            EmitSizes();
            EmitInitialParameters();
            EmitInputsAndOutputs();
            writer.Blank();
            EmitDescriptions();
            writer.Blank();
            EmitOverrides(span, panel);
            EmitMemorySurface(span, panel);
        }
    }

    private void EmitEquationsAsRemarks()
    {
        if (program is null)
        {
            return;
        }

        writer.Line("/// <remarks>One step:");
        writer.Line("/// <code>");
        foreach (string equation in Equations())
        {
            writer.Line("/// " + equation.Replace("&", "&amp;").Replace("<", "&lt;").Replace(">", "&gt;"));
        }

        writer.Line("/// </code>");
        writer.Line("/// </remarks>");
    }

    private void EmitParameterProperties()
    {
        foreach ((ParameterSpec parameter, int i) in Declared.Parameters.Select((p, i) => (p, i)).Where(p => p.p.Member == p.p.Name))
        {
            writer.Blank();
            if (!Spec.DeclaresMembers)
            {
                string shape = parameter.IsMatrix ? $"({parameter.Rows.Text}, {parameter.Columns!.Text})" : $"({parameter.Rows.Text})";
                writer.Line($"/// <summary>{parameter.Name}, {shape}: a live view.</summary>");
            }

            string partial = Spec.DeclaresMembers ? "partial " : "";
            writer.Line($"{parameter.Modifiers} {partial}global::RnnGen.{parameter.Type} {Namer.Escape(parameter.Name)} => {(parameter.Blocks > 1 ? "BlockDiagonal" : parameter.Type)}At({Literals.Int(i)});".TrimStart());
        }
    }

    private void EmitSizes()
    {
        writer.Blank();
        writer.Line("/// <summary>Features per step that the cell reads.</summary>");
        writer.Line($"public override int InputSize => {InputSize};");
        writer.Blank();
        writer.Line("/// <summary>Features per step that the cell gives.</summary>");
        writer.Line($"public override int OutputSize => {Literals.Int(OutputSize)};");
        writer.Blank();
        writer.Line("/// <summary>Names of the carried states.</summary>");
        writer.Line($"public override global::System.Collections.Generic.IReadOnlyList<string> StateNames {{ get; }} = [{string.Join(", ", Spec.States.Select(s => Literals.Text(s.Name)))}];");
        writer.Blank();
        writer.Line("/// <summary>Sizes of the carried states.</summary>");
        writer.Line($"public override global::System.Collections.Generic.IReadOnlyList<int> StateSizes {{ get; }} = [{string.Join(", ", Spec.States.Select(s => Literals.Int(s.Size.Count)))}];");
        if (program is { Named.Count: > 0 })
        {
            writer.Blank();
            writer.Line("/// <summary>Names of the values of a step that can be read after a forward pass.</summary>");
            writer.Line($"public override global::System.Collections.Generic.IReadOnlyList<string> StepValueNames {{ get; }} = [{string.Join(", ", program.Named.Select(n => Literals.Text(n.Name)))}];");
        }

        if (Spec.States.Any(s => s.Size.Columns is not null))
        {
            writer.Blank();
            writer.Line("/// <summary>Columns of a state that is a matrix; 0 for a vector.</summary>");
            writer.Line(Hidden);
            string columns = string.Concat(Spec.States.Select((s, i) => s.Size.Columns is null ? "" : Literals.Int(i) + " => " + Literals.Int(s.Size.Slots) + ", "));
            writer.Line($"protected override int StateColumns(int state) => state switch {{ {columns}_ => 0 }};");
        }
    }

    private void EmitInitialParameters()
    {
        if (Declared.States.All(s => s.Initial is null))
        {
            return;
        }

        writer.Blank();
        writer.Line("/// <summary>The parameter a state begins as; -1 for zeros.</summary>");
        writer.Line(Hidden);
        string arms = string.Concat(Declared.States.Select((s, i) => s.Initial is null ? "" : Literals.Int(i) + " => " + Literals.Int(Declared.InitialOf(s)) + ", "));
        writer.Line($"protected override int InitialParameter(int state) => state switch {{ {arms}_ => -1 }};");
    }

    private void EmitParts()
    {
        foreach (PartSpec part in Declared.Parts)
        {
            string field = "part" + part.Name;
            writer.Blank();
            writer.Line($"private global::{part.Type}? {field};");
            writer.Blank();
            writer.Line($"{part.Modifiers} partial global::{part.Type} {Namer.Escape(part.Name)} => {field} ??= Part(new global::{part.Type}(Seed), {Literals.Int(part.First)});".TrimStart());
        }
    }

    private void EmitDescriptions()
    {
        string description = Kernels + "ParameterDescription";
        writer.Line("/// <summary>Where each parameter lies in the flat buffer, and how it begins.</summary>");
        writer.Line(Hidden);
        writer.Line($"public override global::System.Collections.Generic.IReadOnlyList<{description}> ParameterDescriptions {{ get; }} =");
        writer.Line("[");
        foreach ((ParameterSpec p, int i) in Declared.Parameters.Select((p, i) => (p, i)))
        {
            string layout = layouts.Of(split, i).Replace("ElementLayout", Kernels + "ElementLayout");
            string stored = p.StoredAs is null ? "" : $", StoredAs: {Literals.Text(p.StoredAs)}, Part: {Literals.Int(p.Part)}";
            writer.Line($"    new({Literals.Text(p.Member)}, {layout}, IsVector: {(p.IsMatrix ? "false" : "true")}, global::RnnGen.Init.{p.Init}, "
                + $"Gain: {Literals.Double(BitConverter.Int64BitsToDouble(p.GainBits))}, Value: {Literals.Double(BitConverter.Int64BitsToDouble(p.ValueBits))}{stored}{(p.Blocks > 1 ? ", Blocks: " + Literals.Int(p.Blocks) : "")}),");
        }

        writer.Line("];");
        writer.Blank();
        writer.Line("/// <summary>Elements of the flat parameter buffer.</summary>");
        writer.Line(Hidden);
        writer.Line($"public override int ParameterLength => {Literals.Int(layouts.Length)};");
    }

    private void EmitOverrides(string span, string panel)
    {
        string packing = Kernels + "Packing", inputs = Kernels + "CellInputs<" + Element + ">";
        Override($"int WorkspaceLength(int rows, int batch)", "Elements of workspace that a batch needs.", p => $"{p}.Buffers.Length(rows, batch)");
        Override($"{panel} StateSequence({span} workspace, int rows, int batch, int state)", "A state's initial rows, then its rows at every step.", p => StateSwitch(p, program!.States));
        Override($"{panel} StateGradient({span} workspace, int rows, int batch, int state)", "The gradient of a state that the backward pass carries.", p => StateSwitch(p, program!.Carries));
        Override($"{panel} Output({span} workspace, int rows, int batch)", "The cell's output at every step.", p => OutputExpression(p, 0));
        if (program is { Outputs.Count: > 1 })
        {
            Override($"{panel} OutputAt({span} workspace, int rows, int batch, int output)", "An output at every step.", p => OutputSwitch(p));
        }

        if (program is { Named.Count: > 0 })
        {
            Override($"{panel} StepValueRows({span} workspace, int rows, int batch, int value)", "A named value at every step.", NamedSwitch);
        }

        Override(
            $"void RunForward({packing} steps, {inputs} inputs, {span} workspace)",
            "Runs the equations over a packed batch.",
            p => $"{p}.Forward(\n        steps, inputs, new {p}.Parameters(ParameterValues),\n        new {p}.Buffers(workspace, steps.Rows, steps.Batch))",
            checkSteps: true);
        if (program is not null && HasBeforeSteps(program.Forward))
        {
            Override(
                $"void RunBeforeSteps({span} workspace)",
                "What the parameters alone decide, ahead of single steps.",
                p => $"{p}.BeforeSteps(new {p}.Parameters(ParameterValues), new {p}.Buffers(workspace, 1, 1))");
        }

        if (program is not null && HasSingleStep)
        {
            Override(
                $"void RunStep({packing} step, in {Kernels}StepInputs<{Element}> inputs, {span} workspace)",
                "Runs the equations over one step of one sequence.",
                p => $"{p}.Step(step, inputs, ParameterValues, workspace)");
        }

        Override(
            $"void RunBackward(\n    {packing} steps, {inputs} inputs, {Kernels}CellOutputs<{Element}> outputGradients,\n    {inputs} inputGradients, {span} workspace, global::System.Action<int>? beforeStep)",
            "Goes back through all steps, adding to the gradients of the parameters.",
            p => $"{p}.Backward(\n        steps, inputs, outputGradients, inputGradients,\n        new {p}.Parameters(ParameterValues),\n        new {p}.Parameters(ParameterGradients),\n        new {p}.Buffers(workspace, steps.Rows, steps.Batch), beforeStep)");
    }

    private void Override(string signature, string summary, Func<string, string> body, bool checkSteps = false)
    {
        writer.Blank();
        writer.Line($"/// <summary>{summary}</summary>");
        writer.Line(Hidden);
        string access = "protected override ";
        string passes = "global::RnnGen.Generated." + PassesName;
        if (program is null)
        {
            writer.Line($"{access}{signature} =>\n    throw new global::System.InvalidOperationException({Literals.Text($"The equations of {Spec.Type.Name} could not be compiled; the RNN diagnostics of the build say why.")});");
        }
        else if (checkSteps && Spec.TimeSteps > 0)
        {
            using (writer.Block(access + signature))
            {
                writer.Line($"ThrowIfLongerThan({Literals.Int(Spec.TimeSteps)}, steps);");
                writer.Line(body(passes) + ";");
            }
        }
        else
        {
            writer.Wrapped($"{access}{signature} =>\n    {body(passes)};");
        }
    }

    private string StateSwitch(string passes, IReadOnlyList<Planning.Buffer> panels)
    {
        string buffers = $"new {passes}.Buffers(workspace, rows, batch)";
        return panels.Count == 0
            ? "throw new global::System.ArgumentOutOfRangeException(nameof(state))"
            : panels.Count == 1
            ? $"{buffers}.{Name(panels[0])}"
            : "state switch\n    {\n" + string.Concat(panels.Select((b, i) => $"        {(i == panels.Count - 1 ? "_" : Literals.Int(i))} => {buffers}.{Name(b)},\n")) + "    }";
    }

    private string NamedSwitch(string passes)
    {
        string[] places = [.. program!.Named.Select(n => PlaceExpression(passes, n.Place)
            + (n.Place.Buffer.Slots > 1 ? $".Slots({Literals.Int(n.Place.Slot)}, 1)" : ""))];
        return places.Length == 1
            ? places[0]
            : "value switch\n    {\n" + string.Concat(places.Select((place, i) => $"        {(i == places.Length - 1 ? "_" : Literals.Int(i))} => {place},\n")) + "    }";
    }

    private string OutputSwitch(string passes) => "output switch\n    {\n"
        + string.Concat(program!.Outputs.Select((_, i) => $"        {(i == program.Outputs.Count - 1 ? "_" : Literals.Int(i))} => {OutputExpression(passes, i)},\n")) + "    }";

    private string OutputExpression(string passes, int index) => PlaceExpression(passes, program!.Outputs[index]);

    private string PlaceExpression(string passes, Place place)
    {
        string rows = place.View == View.Current ? ".Rows(batch, rows)" : "";
        return $"new {passes}.Buffers(workspace, rows, batch).{Name(place.Buffer)}{rows}";
    }
}
