using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using RnnGen.Generator.Ir;
using RnnGen.Generator.Planning;

namespace RnnGen.Generator.Emit;

/// <summary>
/// Prints one loop over the positions of each sequence as a method: block by block of sixteen features, sequence by sequence, position by
/// position. A vector of the step is read once per sequence; sums stay in registers as long as their loop runs.
/// </summary>
internal sealed class PositionEmitter
{
    private readonly CellEmitter cell;
    private readonly PositionLoop loop;
    private readonly Namer namer;
    private readonly List<(PanelKey Key, string Name, string Argument)> panels = [];
    private readonly bool isPartial;
    private readonly int blocks;

    /// <param name="cell">The cell's emitter.</param>
    /// <param name="loop">The loop.</param>
    /// <param name="operand">The panel of a vector of the step, as an argument, and its slots.</param>
    /// <param name="result">The panel of a sum over positions, as an argument, and its slots.</param>
    /// <param name="panel">The panel of a place, as an argument.</param>
    public PositionEmitter(
        CellEmitter cell, PositionLoop loop, System.Func<Value, (string Argument, int Slots)> operand, System.Func<Value, (string Argument, int Slots)> result,
        System.Func<Place, string> panel)
    {
        this.cell = cell;
        this.loop = loop;
        namer = new Namer(cell.DimensionNames.Concat(Namer.OfLoops).Concat(["segments", "sequence"]));
        isPartial = loop.Size.Value % 16 != 0;
        blocks = (loop.Size.Value + 15) / 16;
        foreach (PositionLoad load in loop.Loads)
        {
            AddPanel(Key(load), load.Source ?? load.Value, load.Reading switch
            {
                ReadAs.Step or ReadAs.StepNumber => operand(load.Source!).Argument,
                ReadAs.Parameter or ReadAs.ParameterNumber => "w." + Namer.Escape(cell.Spec.Parameters[load.Source!.Index].Name),
                _ => panel(load.Place!),
            });
            StepSlots[Key(load)] = load.Reading is ReadAs.Step or ReadAs.StepNumber ? operand(load.Source!).Slots : 1;
        }

        foreach (Sink sink in loop.Sinks)
        {
            AddPanel(Key(sink), sink.Result, sink.Kind switch
            {
                SinkKind.SegmentSum => result(sink.Result).Argument,
                SinkKind.ColumnSum => "g." + Namer.Escape(cell.Spec.Parameters[sink.Parameter].Name),
                _ => panel(sink.Place!),
            }, sink.Kind == SinkKind.ColumnSum ? "d" + cell.Spec.Parameters[sink.Parameter].Name : null);
            StepSlots[Key(sink)] = sink.Kind == SinkKind.SegmentSum ? result(sink.Result).Slots : 1;
        }
    }

    private Dictionary<PanelKey, int> StepSlots { get; } = [];

    /// <summary>The call, given the segments.</summary>
    public string Call => $"{loop.Name}(segments, {string.Join(", ", panels.Select(p => p.Argument))});";

    public void Emit(SourceWriter writer, IEnumerable<string> comment)
    {
        foreach (string line in comment)
        {
            writer.Line("// " + line);
        }

        writer.Line("[MethodImpl(MethodImplOptions.AggressiveOptimization)]");
        string parameters = string.Concat(panels.Select(p => $", Panel<{cell.Element}> {p.Name}"));
        using (writer.Block($"private static void {loop.Name}(ReadOnlySpan<int> segments{parameters})"))
        using (writer.Block($"for (int block = 0; block < {Literals.Int(blocks)}; block++)"))
        {
            EmitBlock(writer);
        }
    }

    private void EmitBlock(SourceWriter writer)
    {
        if (isPartial)
        {
            writer.Line($"int live = {cell.Size(loop.Size)} - (16 * block);");
        }

        foreach ((PanelKey key, string name, _) in panels)
        {
            writer.Line($"ref {cell.Element} {Origin(key)} = ref {name}.Block({(key.IsNumber ? "0" : "block")});");
        }

        foreach (PositionLoad load in loop.Loads.Where(l => l.Reading is ReadAs.Parameter))
        {
            writer.Line($"Lanes {Local(load.Value)} = Lanes.Load(ref {Origin(Key(load))}, 0);");
        }

        foreach (PositionLoad load in loop.Loads.Where(l => l.Reading is ReadAs.ParameterNumber))
        {
            writer.Line($"Lanes {Local(load.Value)} = {Origin(Key(load))};");
        }

        List<Sink> columns = [.. loop.Sinks.Where(s => s.Kind == SinkKind.ColumnSum)];
        foreach (Sink sink in columns)
        {
            writer.Line($"Lanes {Sum(sink)} = Lanes.Load(ref {Origin(Key(sink))}, 0);");
        }

        using (writer.Block("for (int sequence = 0; sequence + 1 < segments.Length; sequence++)"))
        {
            EmitSequence(writer);
        }

        foreach (Sink sink in columns)
        {
            Store(writer, Sum(sink), Origin(Key(sink)), "0");
        }
    }

    private void EmitSequence(SourceWriter writer)
    {
        foreach (PositionLoad load in loop.Loads.Where(l => l.Reading is ReadAs.Step or ReadAs.StepNumber))
        {
            string offset = "sequence * " + Literals.Int(16 * StepSlots[Key(load)]);
            writer.Line(load.Reading == ReadAs.Step
                ? $"Lanes {Local(load.Value)} = Lanes.Load(ref {Origin(Key(load))}, {offset});"
                : $"Lanes {Local(load.Value)} = Unsafe.Add(ref {Origin(Key(load))}, {offset});");
        }

        List<Sink> sums = [.. loop.Sinks.Where(s => s.Kind == SinkKind.SegmentSum)];
        foreach (Sink sink in sums)
        {
            writer.Line($"Lanes {Sum(sink)} = Lanes.Zero;");
        }

        using (writer.Block("for (int row = segments[sequence]; row < segments[sequence + 1]; row++)"))
        {
            EmitPosition(writer);
        }

        foreach (Sink sink in sums)
        {
            Store(writer, Sum(sink), Origin(Key(sink)), "sequence * " + Literals.Int(16 * StepSlots[Key(sink)]));
        }
    }

    private void EmitPosition(SourceWriter writer)
    {
        foreach (PositionLoad load in loop.Loads.Where(l => l.Reading is ReadAs.Rows or ReadAs.Number))
        {
            writer.Line(load.Reading == ReadAs.Rows
                ? $"Lanes {Local(load.Value)} = Lanes.Load(ref {Origin(Key(load))}, row * 16);"
                : $"Lanes {Local(load.Value)} = Unsafe.Add(ref {Origin(Key(load))}, row * 16);");
        }

        var known = new HashSet<Value>(loop.Loads.Select(l => l.Value));
        foreach (Value value in loop.Computed)
        {
            writer.Line($"Lanes {Local(value)} = {Expression(value, 0, known)};");
            known.Add(value);
        }

        foreach (Sink sink in loop.Sinks)
        {
            string value = Expression(sink.Value, 0, known), origin = Origin(Key(sink));
            switch (sink.Kind)
            {
                case SinkKind.Store:
                    Store(writer, value, origin, "row * 16");
                    break;
                case SinkKind.Accumulate:
                    Store(writer, $"(Lanes.Load(ref {origin}, row * 16) + {value})", origin, "row * 16");
                    break;
                case SinkKind.LaneSum:
                    string lanes = isPartial ? $"{value}.KeepFirst(live)" : value;
                    writer.Line(blocks == 1
                        ? $"{lanes}.Store(ref {origin}, row * 16);"
                        : $"((block == 0 ? Lanes.Zero : Lanes.Load(ref {origin}, row * 16)) + {lanes}).Store(ref {origin}, row * 16);");
                    break;
                default:
                    writer.Line($"{Sum(sink)} += {value};");
                    break;
            }
        }
    }

    private void Store(SourceWriter writer, string value, string origin, string offset) =>
        writer.Line(isPartial ? $"{value}.StoreFirst(ref {origin}, {offset}, live);" : $"{value}.Store(ref {origin}, {offset});");

    private static PanelKey Key(PositionLoad load) => new(
        load.Place?.Buffer, load.Place?.View, load.Place is null ? load.Source : null, null, load.Reading is ReadAs.Number or ReadAs.StepNumber or ReadAs.ParameterNumber);

    private static PanelKey Key(Sink sink) => sink.Place is { } place
        ? new(place.Buffer, place.View, null, null, sink.Kind == SinkKind.LaneSum)
        : new(null, null, sink.Result, sink.Kind, false);

    private void AddPanel(PanelKey key, Value value, string argument, string? wish = null)
    {
        if (panels.All(p => !p.Key.Equals(key)))
        {
            panels.Add((key, namer.Name((key, "panel"), (wish ?? value.Name ?? value.Label ?? "u") + "Rows"), argument));
        }
    }

    private string Local(Value value) => namer.Name(value, value.Name ?? value.Label ?? "u");

    private string Sum(Sink sink) => namer.Name((sink, "sum"), (sink.Kind == SinkKind.ColumnSum ? "d" + cell.Spec.Parameters[sink.Parameter].Name : sink.Result.Name ?? sink.Result.Label ?? "u") + "Sum");

    private string Origin(PanelKey key) => namer.Name((key, "origin"), panels.First(p => p.Key.Equals(key)).Name.Replace("Rows", "At"));

    private string Expression(Value value, int minimum, HashSet<Value> known)
    {
        if (known.Contains(value))
        {
            return Local(value);
        }

        if (value.IsConstant)
        {
            return Literals.Element(value.Constant, cell.Spec.Precision);
        }

        OpRow row = OpTable.Row(value.Op);
        bool call = row.Precedence == 4;
        object[] operands = [.. value.Operands.Select((o, i) => (object)(call && o.IsConstant && value.Operands[0].IsConstant
            ? "Lanes.Create(" + Expression(o, 0, known) + ")"
            : Expression(o, call ? 0 : row.Precedence + i, known)))];
        string text = string.Format(CultureInfo.InvariantCulture, row.Code, operands);
        return row.Precedence < minimum ? "(" + text + ")" : text;
    }

    /// <summary>A panel of the loop: a place, a vector of the step or a parameter that is read, or a sum that is written.</summary>
    private sealed record PanelKey(Planning.Buffer? Buffer, View? View, Value? Value, SinkKind? Kind, bool IsNumber);
}
