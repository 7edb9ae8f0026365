using System.Collections.Generic;
using System.Linq;
using RnnGen.Generator.Model;
using RnnGen.Generator.Planning;

namespace RnnGen.Generator.Emit;

/// <content>The workspace: every value, its gradient, and what layers keep.</content>
internal sealed partial class ModelEmitter
{
    private static string ValueName(int op) => "v" + Literals.Int(op + 1);

    private static string Memory(int op) => "memory" + Literals.Int(op + 1);

    private string ScratchName(Scratch scratch) => "scratch" + Literals.Int(plan!.Scratches.ToList().IndexOf(scratch) + 1);

    private string Value(ForwardSpec spec, int value) =>
        spec.IsParameter(value) ? $"run.Input({Literals.Int(value)})" : "b." + ValueName(value - spec.Parameters.Count);

    private string Gradient(ForwardSpec spec, int value) =>
        spec.IsParameter(value) ? $"run.InputGradient({Literals.Int(value)})" : "b.d" + ValueName(value - spec.Parameters.Count);

    private string Steps(int axis) => AxisCount == 1 ? "steps" : "steps" + Literals.Int(axis + 1);

    private int AxisCount => forward!.Parameters.Max(parameter => parameter.Axis) + 1;

    private string Rows(int axis) => axis < 0 ? "batch" : AxisCount == 1 ? "rows" : "rows" + Literals.Int(axis + 1);

    private void EmitBuffers(ForwardSpec spec, ModelPlan modelPlan)
    {
        var fields = new List<(string Type, string Name, string? Length, string Comment)>();
        for (int op = 0; op < spec.Ops.Count; op++)
        {
            ForwardOp item = spec.Ops[op];
            string length = Length(item.Axis, item.Size.Value), shape = $"({Rows(item.Axis)}, {item.Size.Text})";
            if (MemoryLength(item) is { } memory)
            {
                fields.Add((Span, Memory(op), memory, $"workspace of {LayerOf(item).Name}"));
            }

            fields.Add((Panel, ValueName(op), item.Code == ForwardCode.Scan ? null : length, $"{shape}  {TextOf(spec, item)}"));
            fields.Add((Panel, "d" + ValueName(op), length, $"{shape}  dL/d{ValueName(op)}"));
        }

        foreach (Scratch scratch in modelPlan.Scratches)
        {
            fields.Add((Panel, ScratchName(scratch), Length(scratch.Axis, scratch.Size), $"({Rows(scratch.Axis)}, {Literals.Int(scratch.Size)})  a gradient on its way to a sum"));
        }

        writer.Blank();
        writer.Line("// The workspace of one pass.");
        using (writer.Block("private readonly ref struct Buffers"))
        {
            foreach ((string type, string name, _, string comment) in fields)
            {
                writer.Line($"public readonly {type} {name}; // {comment}");
            }

            writer.Blank();
            using (writer.Block($"public Buffers({model.Type.Name} model, {Run} run)"))
            {
                EmitRows();
                writer.Line($"{Span} workspace = run.Workspace;");
                for (int i = 0; i < fields.Count; i++)
                {
                    (string type, string name, string? length, _) = fields[i];
                    if (type == Span)
                    {
                        writer.Line($"{name} = workspace[..{length}];");
                        writer.Line($"workspace = workspace[{length}..];");
                    }
                    else
                    {
                        writer.Line(length is null
                            ? $"{name} = {ScanOutput(spec, int.Parse(name[1..], System.Globalization.CultureInfo.InvariantCulture) - 1)};"
                            : $"{name} = {length.Replace(Panel + ".Length(", Panel + ".Take(ref workspace, ")};");
                    }
                }
            }

            writer.Blank();
            using (writer.Block($"public static int Length({model.Type.Name} model, {Run} run)"))
            {
                EmitRows();
                writer.Line("return checked(");
                writer.Line("    " + string.Join("\n    + ", fields.Where(f => f.Length is not null).Select(f => f.Length)) + ");");
            }
        }
    }

    private void EmitRows()
    {
        writer.Line("int batch = run.Batch;");
        for (int axis = 0; axis < AxisCount; axis++)
        {
            writer.Line($"int {Rows(axis)} = run.Axis({Literals.Int(axis)}).Rows;");
        }
    }

    private string Length(int axis, int size) => $"{Panel}.Length({Literals.Int(size)}, 1, {Rows(axis)})";

    private string? MemoryLength(ForwardOp op) => op.Code switch
    {
        ForwardCode.Apply => $"model.{Field(LayerOf(op))}.WorkspaceLength",
        ForwardCode.Scan => $"model.{Field(LayerOf(op))}.WorkspaceLength(run.Axis({Literals.Int(op.Axis)}))",
        _ => null,
    };

    private string ScanOutput(ForwardSpec spec, int op) =>
        $"model.{Field(LayerOf(spec.Ops[op]))}.Output({Memory(op)}, run.Axis({Literals.Int(spec.Ops[op].Axis)}))";
}
