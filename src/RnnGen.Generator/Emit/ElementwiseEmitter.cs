using System.Collections.Generic;
using System.Linq;
using RnnGen.Generator.Ir;
using RnnGen.Generator.Model;
using RnnGen.Generator.Planning;

namespace RnnGen.Generator.Emit;

/// <summary>Prints one fused elementwise loop as a method: loads, equations, stores, sixteen features at a time.</summary>
/// <param name="cell">The cell.</param>
/// <param name="kernel">The loop.</param>
/// <param name="overTime">Whether the steps run inside it, the first one first or last; null for a loop over given rows.</param>
internal sealed class ElementwiseEmitter(CellEmitter cell, ElementwiseKernel kernel, Direction? overTime)
{
    private readonly Namer namer = new(cell.DimensionNames.Concat(Namer.OfLoops).Concat(overTime is null ? [] : Namer.OfLoopsOverTime));

    private LaneText Values => new(namer, cell.Spec.Precision);

    /// <summary>The panels the loop touches, in the order of its parameters. Views of one panel are told apart by the numbers of their rows.</summary>
    public IReadOnlyList<Place> Panels { get; } =
        [.. Touched(kernel).GroupBy(p => overTime is null && CellEmitter.IsByNumber(p) ? (object)p.Buffer : p).Select(g => g.First())];

    /// <summary>The numbers of rows that the loop takes, by the views they are for.</summary>
    public IReadOnlyList<View> RowNumbers { get; } =
        overTime is null ? [.. Touched(kernel).Where(CellEmitter.IsByNumber).Select(p => p.View).Where(v => v != View.Running).Distinct().OrderBy(v => v)] : [];

    /// <summary>The panel that says how many rows there are.</summary>
    public Place Shape { get; } = ShapeOf([.. Touched(kernel).Where(p => !p.Buffer.Size.IsOne || kernel.Size.IsOne)]);

    /// <summary>Vector parameters the loop reads.</summary>
    public IReadOnlyList<int> Vectors { get; } = [.. KernelValues.VectorsOf(kernel)];

    /// <summary>Masks the loop draws.</summary>
    public IReadOnlyList<Value> Masks { get; } = [.. KernelValues.LeavesOf(kernel).Where(v => v.IsMask).Distinct().OrderBy(v => v.Id)];

    public void Emit(SourceWriter writer, IEnumerable<string> comment)
    {
        string element = cell.Element;
        foreach (string line in comment)
        {
            writer.Line("// " + line);
        }

        List<string> panelNames = [.. Panels.Select(Parameter)];
        List<string> vectorNames = [.. Vectors.Select(v => namer.Name(v, cell.Spec.Parameters[v].Name + "Row"))];
        string parameters = string.Join(", ", panelNames.Concat(vectorNames).Select(n => "in Panel<" + element + "> " + n)) + (Masks.Count > 0 ? ", RandomMasks masks" : "")
            + (overTime is null ? string.Concat(RowNumbers.Select(v => ", int " + RowNumber(v))) + ", int rows" : ", BatchPart steps, int begin, int end");
        string shape = Parameter(Shape);
        writer.Line("[MethodImpl(MethodImplOptions.AggressiveOptimization)]");
        using (writer.Block($"private static void {kernel.Name}({parameters})"))
        using (writer.Block($"for (int block = 0; block < {shape}.BlockCount; block++)"))
        {
            if (kernel.Size.Value % 16 != 0)
            {
                writer.Line($"int live = {cell.Size(kernel.Size)} - (16 * block);");
            }

            foreach (Place panel in Touched(kernel))
            {
                string row = overTime is null && CellEmitter.IsByNumber(panel) && panel.View != View.Running ? ", " + RowNumber(panel.View) : "";
                writer.Line($"ref {element} {Origin(panel)} = ref {Parameter(panel)}.Block({(IsScalar(panel.Buffer.Size) ? "0" : "block")}{row});");
            }

            foreach (int vector in Vectors)
            {
                writer.Line($"Lanes {Values.Local(Leaf(vector))} = " + (IsScalar(cell.Spec.Parameters[vector].Rows)
                    ? $"Lanes.Broadcast(ref {namer.Name(vector, "")}.Block(0), 0);"
                    : $"Lanes.Load(ref {namer.Name(vector, "")}.Block(block), 0);"));
            }

            foreach ((Value value, Place place) in kernel.Loads.Where(l => IsOneRow(l.Place)))
            {
                writer.Line($"Lanes {Values.Local(value)} = Lanes.{(IsScalar(place.Buffer.Size) ? "Broadcast" : "Load")}(ref {Origin(place)}, {Literals.Int(16 * place.Slot)});");
            }

            EmitRows(writer);
        }
    }

    private void EmitRows(SourceWriter writer)
    {
        if (overTime is null)
        {
            using (writer.Block("for (int row = 0; row < rows; row++)"))
            {
                EmitRow(writer);
            }

            return;
        }

        using (writer.Block(overTime == Direction.Forward ? "for (int t = begin; t < end; t++)" : "for (int t = end - 1; t >= begin; t--)"))
        {
            writer.Line("int first = steps.FirstRow(t), ranks = steps.RowsAt(t);");
            if (Touched(kernel).Any(p => p.View == View.Previous))
            {
                writer.Line("int before = steps.PreviousRow(t);");
            }

            using (writer.Block("for (int rank = 0; rank < ranks; rank++)"))
            {
                writer.Line("int row = first + rank;");
                EmitRow(writer);
            }
        }
    }

    private void EmitRow(SourceWriter writer)
    {
        if (kernel.Size.Columns is not { } columns)
        {
            EmitLoads(writer, kernel.Loads);
            EmitBody(writer);
            return;
        }

        // A matrix: its scalars once for each row, then column by column.
        EmitLoads(writer, kernel.Loads.Where(l => IsScalar(l.Place.Buffer.Size)));
        using (writer.Block($"for (int column = 0; column < {cell.Size(columns)}; column++)"))
        {
            EmitLoads(writer, kernel.Loads.Where(l => !IsScalar(l.Place.Buffer.Size)));
            EmitBody(writer);
        }
    }

    private void EmitLoads(SourceWriter writer, IEnumerable<(Value Value, Place Place)> loads)
    {
        foreach ((Value value, Place place) in loads.Where(l => !IsOneRow(l.Place)))
        {
            writer.Line($"Lanes {Values.Local(value)} = Lanes.{(IsScalar(place.Buffer.Size) ? "Broadcast" : "Load")}(ref {Origin(place)}, {Offset(place)});");
        }
    }

    private void EmitBody(SourceWriter writer)
    {
        foreach (Value mask in Masks)
        {
            string function = mask.Op == OpCode.ZoneoutMask ? "ZoneoutMask" : "DropoutMask", row = mask.Op == OpCode.SequenceMask ? "Sequence" : "Step";
            writer.Line($"Lanes {Values.Local(mask)} = Lanes.{function}(masks, masks.{row}(row), {Literals.Int(mask.Index)}, block, {Literals.Element(mask.Constant, cell.Spec.Precision)});");
        }

        var known = new HashSet<Value>(kernel.Loads.Select(l => l.Value).Concat(Vectors.Select(Leaf)).Concat(Masks));
        if (kernel.Loads.Any(l => !IsOneRow(l.Place)))
        {
            writer.Blank();
        }

        foreach (string line in Values.Lines(kernel, known))
        {
            writer.Line(line);
        }

        writer.Blank();
        foreach ((Value value, Place place) in kernel.Stores)
        {
            string store = kernel.Size.Value % 16 != 0 ? "StoreFirst" : "Store";
            string live = kernel.Size.Value % 16 != 0 ? ", live" : "";
            writer.Line($"{Values.Stored(value)}.{store}(ref {Origin(place)}, {Offset(place)}{live});");
        }

        foreach ((Value value, Place place) in kernel.Sums)
        {
            writer.Line(Values.Added(value, Origin(place), Offset(place), kernel.Size.Value % 16 != 0));
        }
    }

    private Value Leaf(int vector) => KernelValues.LeavesOf(kernel).First(v => v.Op == OpCode.Parameter && v.Index == vector);

    /// <summary>Name of the number of a view's first row.</summary>
    public static string RowNumber(View view) => view switch { View.Previous => "from", View.Current => "to", _ => "first" };

    private static IEnumerable<Place> Touched(ElementwiseKernel kernel) => kernel.Loads.Concat(kernel.Written).Select(l => l.Place with { Slot = 0 }).Distinct();

    private static Place ShapeOf(List<Place> places) => places.Find(p => p.Buffer.Extent != Extent.Single) ?? places[places.Count - 1];

    private string Parameter(Place place)
    {
        Place panel = overTime is null && CellEmitter.IsByNumber(place) ? Panels.First(p => CellEmitter.IsByNumber(p) && p.Buffer == place.Buffer) : place;
        return namer.Name(panel, overTime is null ? panel.Buffer.Name + "Rows" : PanelName(panel));
    }

    // Read once, not in every row.
    private static bool IsOneRow(Place place) => place.Buffer.Extent == Extent.Single;

    private bool IsScalar(Dimension size) => size.IsOne && !kernel.Size.IsOne;

    private string Origin(Place place) => namer.Name((place.Buffer, place.View), place.Buffer.Name + (place.View == View.Current ? "NextAt" : "At"));

    private static string PanelName(Place place) => place.Buffer.Name + (place.View == View.Current ? "NextRows" : "Rows");

    private string Offset(Place place)
    {
        string index = overTime is null ? "row" : place.View switch { View.Previous => "(before + rank)", View.Running => "rank", _ => "row" };
        string row = index + " * " + Literals.Int(16 * place.Buffer.PanelSlots);
        if (place.Buffer.Size.Columns is not null)
        {
            return $"({row}) + (16 * column)";
        }

        return place.Slot == 0 ? row : $"({row}) + {Literals.Int(16 * place.Slot)}";
    }
}
