using System.Collections.Generic;
using System.Linq;
using RnnGen.Generator.Ir;
using RnnGen.Generator.Model;
using RnnGen.Generator.Planning;

namespace RnnGen.Generator.Emit;

/// <summary>Prints loops and sums of the same rows as one method: row by row, the blocks of features inside, scalars in variables.</summary>
/// <param name="cell">The cell.</param>
/// <param name="group">The kernels.</param>
/// <param name="inVariablesOnly">Buffers that nothing but this group would read: what they would hold stays in variables.</param>
internal sealed class RowGroupEmitter(CellEmitter cell, RowGroup group, ISet<Buffer> inVariablesOnly)
{
    private readonly Namer namer = new(cell.DimensionNames.Concat(Namer.OfLoops));

    /// <summary>The panels the method touches, in the order of its parameters.</summary>
    public IReadOnlyList<Place> Panels { get; } =
        [.. group.Places.Where(p => !inVariablesOnly.Contains(p.Buffer)).GroupBy(p => p.Buffer).Select(g => g.First())];

    /// <summary>The numbers of rows that the method takes, by the views they are for.</summary>
    public IReadOnlyList<View> RowNumbers { get; } =
        [.. group.Places.Where(p => CellEmitter.IsByNumber(p) && p.View != View.Running && !inVariablesOnly.Contains(p.Buffer)).Select(p => p.View).Distinct().OrderBy(v => v)];

    /// <summary>A panel that says how many rows there are.</summary>
    public Place Shape { get; } = group.Places.OrderBy(p => p.Buffer.Extent == Extent.Batch ? 1 : 0).First(p => p.Buffer.Extent is Extent.Packed or Extent.StateSequence or Extent.Batch);

    /// <summary>Vector parameters the method reads.</summary>
    public IReadOnlyList<int> Vectors { get; } = [.. group.Kernels.OfType<ElementwiseKernel>().SelectMany(KernelValues.VectorsOf).Distinct().OrderBy(i => i)];

    private LaneText Values => new(namer, cell.Spec.Precision);

    public void Emit(SourceWriter writer, IEnumerable<string> comment)
    {
        foreach (string line in comment)
        {
            writer.Line("// " + line);
        }

        IEnumerable<string> panels = Panels.Select(Parameter).Concat(Vectors.Select(VectorParameter)).Select(n => "in Panel<" + cell.Element + "> " + n).ToList();
        writer.Line("[MethodImpl(MethodImplOptions.AggressiveOptimization)]");
        using (writer.Block($"private static void {group.Name}({string.Join(", ", panels)}{string.Concat(RowNumbers.Select(v => ", int " + ElementwiseEmitter.RowNumber(v)))}, int rows)"))
        using (writer.Block("for (int row = 0; row < rows; row++)"))
        {
            var scalars = new HashSet<Value>();
            foreach (RowSection section in group.Sections)
            {
                writer.Blank();
                if (section.Loop is { Size.IsOne: true } scalar)
                {
                    EmitScalars(writer, scalar, scalars);
                }
                else
                {
                    EmitBlocks(writer, section, scalars);
                }
            }
        }
    }

    private void EmitScalars(SourceWriter writer, ElementwiseKernel kernel, HashSet<Value> scalars)
    {
        foreach (Value vector in VectorsOf(kernel))
        {
            if (scalars.Add(vector))
            {
                writer.Line($"Lanes {Values.Local(vector)} = Lanes.Broadcast(ref {VectorParameter(vector.Index)}.Block(0), 0);");
            }
        }

        foreach ((Value value, Place place) in kernel.Loads)
        {
            if (scalars.Add(value))
            {
                writer.Line($"Lanes {Values.Local(value)} = Lanes.Broadcast(ref {At(place)}, {Literals.Int(16 * place.Slot)});");
            }
        }

        foreach (string line in Values.Lines(kernel, scalars))
        {
            writer.Line(line);
        }

        foreach ((Value value, Place place) in kernel.Stores.Where(s => !inVariablesOnly.Contains(s.Place.Buffer)))
        {
            writer.Line($"{Values.Stored(value)}.StoreScalar(ref {At(place)}, {Literals.Int(16 * place.Slot)});");
        }
    }

    private void EmitBlocks(SourceWriter writer, RowSection section, HashSet<Value> scalars)
    {
        foreach (RowKernel sum in section.Sums)
        {
            writer.Line($"Lanes {Parts(sum)} = Lanes.Zero;");
        }

        // Scalars that no variable holds yet are read once a row.
        foreach ((Value value, Place place) in (section.Loop?.Loads ?? []).Where(l => IsScalar(l.Place, section)))
        {
            if (scalars.Add(value))
            {
                writer.Line($"Lanes {Values.Local(value)} = Lanes.Broadcast(ref {At(place)}, {Literals.Int(16 * place.Slot)});");
            }
        }

        using (writer.Block($"for (int block = 0; block < ({cell.Size(section.Size)} + 15) / 16; block++)"))
        {
            EmitOrigins(writer, section, scalars);
            var known = new HashSet<Value>(scalars);
            if (section.Loop is { } kernel)
            {
                EmitLoop(writer, kernel, known);
            }

            IEnumerable<(Value Operand, Place Place)> summed = section.Sums.SelectMany(s => s.Value.Operands.Zip(s.Operands, (v, p) => (v, p)));
            foreach ((Value operand, Place place) in summed)
            {
                Load(writer, operand, place, known);
            }

            writer.Blank();
            foreach (RowKernel sum in section.Sums)
            {
                string[] operands = [.. sum.Value.Operands.Select(o => Summed(o, section))];
                writer.Line(sum.Value.Op == OpCode.Dot
                    ? $"{Parts(sum)} = Lanes.MultiplyAdd({operands[0]}, {operands[1]}, {Parts(sum)});"
                    : $"{Parts(sum)} += {operands[0]};");
            }
        }

        writer.Blank();
        string single = cell.Spec.Precision == Precision.Single ? "(float)" : "";
        foreach (RowKernel sum in section.Sums)
        {
            writer.Line($"Lanes {Values.Local(sum.Value)} = Lanes.Create({single}Lanes.Sum({Parts(sum)}));");
            scalars.Add(sum.Value);
            if (!inVariablesOnly.Contains(sum.Target.Buffer))
            {
                writer.Line($"{Values.Local(sum.Value)}.StoreScalar(ref {At(sum.Target)}, {Literals.Int(16 * sum.Target.Slot)});");
            }
        }
    }

    private void EmitLoop(SourceWriter writer, ElementwiseKernel kernel, HashSet<Value> known)
    {
        bool isCut = kernel.Size.Value % 16 != 0;
        if (isCut)
        {
            writer.Line($"int live = {cell.Size(kernel.Size)} - (16 * block);");
        }

        foreach (Value vector in VectorsOf(kernel).Where(known.Add))
        {
            writer.Line($"Lanes {Values.Local(vector)} = " + (cell.Spec.Parameters[vector.Index].Rows.IsOne
                ? $"Lanes.Broadcast(ref {VectorParameter(vector.Index)}.Block(0), 0);"
                : $"Lanes.Load(ref {VectorParameter(vector.Index)}.Block(block), 0);"));
        }

        foreach ((Value value, Place place) in kernel.Loads)
        {
            Load(writer, value, place, known);
        }

        writer.Blank();
        foreach (string line in Values.Lines(kernel, known))
        {
            writer.Line(line);
        }

        writer.Blank();
        foreach ((Value value, Place place) in kernel.Stores)
        {
            known.Add(value);
            if (!inVariablesOnly.Contains(place.Buffer))
            {
                writer.Line($"{Values.Stored(value)}.{(isCut ? "StoreFirst" : "Store")}(ref {Origin(place)}, {Literals.Int(16 * place.Slot)}{(isCut ? ", live" : "")});");
            }
        }

        foreach ((Value value, Place place) in kernel.Sums)
        {
            writer.Line(Values.Added(value, Origin(place), Literals.Int(16 * place.Slot), isCut));
        }
    }

    private void Load(SourceWriter writer, Value value, Place place, HashSet<Value> known)
    {
        if (known.Add(value))
        {
            writer.Line($"Lanes {Values.Local(value)} = Lanes.Load(ref {Origin(place)}, {Literals.Int(16 * place.Slot)});");
        }
    }

    // Behind the last feature memory holds zeros, a variable whatever the equations make of them.
    private string Summed(Value operand, RowSection section) => Values.Local(operand)
        + (section.Size.Value % 16 != 0 && section.Loop is { } loop && loop.Written.Any(s => s.Value == operand) ? ".KeepFirst(live)" : "");

    private static IEnumerable<Value> VectorsOf(ElementwiseKernel kernel) =>
        KernelValues.LeavesOf(kernel).Where(v => v.Op == OpCode.Parameter).GroupBy(v => v.Index).Select(g => g.First()).OrderBy(v => v.Index);

    // ref float gatesAt = ref gatesRows.Block(block, first + row);
    private void EmitOrigins(SourceWriter writer, RowSection section, HashSet<Value> scalars)
    {
        IEnumerable<Place> read = (section.Loop?.Loads ?? []).Where(l => !scalars.Contains(l.Value)).Select(l => l.Place)
            .Concat(section.Sums.SelectMany(s => s.Operands)), written = (section.Loop?.Written ?? []).Select(s => s.Place);
        foreach (Place place in read.Concat(written).Where(p => !inVariablesOnly.Contains(p.Buffer)).Select(p => p with { Slot = 0 }).Distinct())
        {
            writer.Line($"ref {cell.Element} {Origin(place)} = ref {At(place, "block")};");
        }
    }

    private string Origin(Place place) => namer.Name((place.Buffer, place.View), place.Buffer.Name + (place.View == View.Current ? "NextAt" : "At"));

    // gatesRows.Block(block, first + row)
    private string At(Place place, string block = "0")
    {
        string row = place.Buffer.Extent == Extent.Single ? ""
            : place.View == View.Running ? ", row"
            : $", {ElementwiseEmitter.RowNumber(place.View)} + row";
        return $"{Parameter(place)}.Block({block}{row})";
    }

    private static bool IsScalar(Place place, RowSection section) => place.Buffer.Size.IsOne && !section.Size.IsOne;

    private string Parameter(Place place) => namer.Name(place.Buffer, place.Buffer.Name + "Rows");

    private string VectorParameter(int vector) => namer.Name(vector, cell.Spec.Parameters[vector].Name + "Row");

    private string Parts(RowKernel sum) => namer.Name(sum, Values.Local(sum.Value) + "Parts");
}
