using System.Collections.Generic;
using System.Linq;
using RnnGen.Generator.Model;
using RnnGen.Generator.Planning;

namespace RnnGen.Generator.Emit;

/// <summary>The parameters and the workspace as named panels.</summary>
internal sealed partial class CellEmitter
{
    private void EmitParameters()
    {
        writer.Line("// The parameters, or their gradients, in the flat buffer of their owner.");
        EmitParameters("public", "Parameters", _ => true);
    }

    private void EmitParameters(string access, string name, System.Func<string, bool> includes)
    {
        if (!Spec.Parameters.Any(p => includes(p.Name)) && !layouts.Groups.Any(g => includes(g.Group.Name)))
        {
            writer.Line($"{access} readonly ref struct {name}\n{{\n    public {name}(Span<{Element}> flat)\n    {{\n    }}\n}}");
            return;
        }

        using (writer.Block($"{access} readonly ref struct {name}(Span<{Element}> flat)"))
        {
            foreach ((WeightGroup group, int offset) in layouts.Groups.Where(g => includes(g.Group.Name)))
            {
                string members = group.Parameters.Count > 1 ? string.Join(" | ", group.Parameters.Select(p => Spec.Parameters[p].Name)) + " " : "";
                writer.Line($"public readonly Weights<{Element}> {Namer.Escape(group.Name)} = new(flat{From(offset)}, {Size(group.Rows)}, {Size(group.Depth)}, {Literals.Int(group.Parameters.Count)});"
                    + $" // {members}({group.Rows.Text}, {group.Depth.Text})");
            }

            foreach ((int parameter, int offset) in layouts.Tables.Where(t => includes(Spec.Parameters[t.Parameter].Name)))
            {
                ParameterSpec p = Spec.Parameters[parameter];
                writer.Line($"public readonly Span<{Element}> {Namer.Escape(p.Name)} = flat.Slice({Literals.Int(offset)}, Tables.Length({Size(p.Rows)}, {Size(p.Columns!)})); // ({p.Rows.Text}, {p.Columns!.Text}), row by row");
            }

            foreach ((int parameter, int offset) in layouts.Vectors.Where(v => includes(Spec.Parameters[v.Parameter].Name)))
            {
                ParameterSpec p = Spec.Parameters[parameter];
                writer.Line($"public readonly Panel<{Element}> {Namer.Escape(p.Name)} = new(flat{From(offset)}, {Size(p.Rows)}, 1, 1); // ({p.Rows.Text})");
            }
        }
    }

    private void EmitBuffers(Program program)
    {
        List<WeightRun> transposed = [.. Transposed(program)];
        writer.Line("// The workspace of one pass.");
        using (writer.Block("public readonly ref struct Buffers"))
        {
            foreach (Buffer buffer in BuffersInMemory)
            {
                string field = buffer.Extent == Extent.Batch ? $"public Panel<{Element}> {Name(buffer)} {{ get; private init; }}" : $"public readonly Panel<{Element}> {Name(buffer)};";
                writer.Line($"{field} // {ShapeText(buffer, RowsText(buffer))}{(buffer.Holds == buffer.Name ? "" : "  " + buffer.Holds)}");
            }

            if (transposed.Count > 0)
            {
                writer.Line($"public readonly Span<{Element}> transposes; // the weights again, transposed for the backward products");
            }

            writer.Blank();
            using (writer.Block($"public Buffers(Span<{Element}> workspace, int rows, int batch)"))
            {
                foreach (Buffer buffer in BuffersInMemory)
                {
                    writer.Line($"{Name(buffer)} = Panel<{Element}>.Take(ref workspace, {Size(buffer.Size)}, {Slots(buffer)}, {RowsExpression(buffer)});");
                }

                if (transposed.Count > 0)
                {
                    writer.Line("transposes = workspace;");
                }
            }

            writer.Blank();
            IEnumerable<string> lengths = BuffersInMemory
                .Select(b => $"Panel<{Element}>.Length({Size(b.Size)}, {Slots(b)}, {RowsExpression(b)})")
                .Concat(transposed.Select(r => $"Weights<{Element}>.TransposedLength({Size(r.Group.Rows)}, {Size(r.Group.Depth)}, {Literals.Int(r.Count)})"));
            writer.Line("public static int Length(int rows, int batch) => checked(");
            writer.Line("    " + string.Join("\n    + ", lengths) + ");");
            EmitBuffersOfPart(program);
        }
    }

    // (rows, 4 x H)
    private static string ShapeText(Buffer buffer, string rows)
    {
        string slots = buffer.Slots > 1 ? Literals.Int(buffer.Slots) + " x " : "";
        return $"({rows}, {slots}{(buffer.Size.Columns is { } columns ? buffer.Size.Text + ", " + columns.Text : buffer.Size.Text)})";
    }

    private static string From(int offset) => offset == 0 ? "" : "[" + Literals.Int(offset) + "..]";

    private string Slots(Buffer buffer) => buffer.Size.Columns is { } columns ? Size(columns) : Literals.Int(buffer.Slots);

    private static string RowsText(Buffer buffer) => buffer.Extent switch
    {
        Extent.Packed => "rows",
        Extent.StateSequence => "B + rows",
        Extent.Batch => "B",
        Extent.Columns => buffer.Columns!.Text,
        _ => "1",
    };

    private string RowsExpression(Buffer buffer) => buffer.Extent switch
    {
        Extent.Packed => "rows",
        Extent.StateSequence => "batch + rows",
        Extent.Batch => "batch",
        Extent.Columns => Size(buffer.Columns!),
        _ => "1",
    };
}
