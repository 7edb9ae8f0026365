using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using RnnGen.Generator.Ir;
using RnnGen.Generator.Model;
using RnnGen.Generator.Planning;

namespace RnnGen.Generator.Emit;

/// <summary>One kernel call per line, the equation above it.</summary>
internal sealed partial class CellEmitter
{
    private const string AdjointsOf = "adjoints of ";

    private readonly Dictionary<ElementwiseKernel, ElementwiseEmitter> elementwise = [];

    private void EmitKernels(IReadOnlyList<Kernel> kernels, bool inLoop)
    {
        foreach (Kernel kernel in Grouped(kernels))
        {
            EmitKernel(kernel, inLoop);
        }
    }

    private void EmitKernel(Kernel kernel, bool inLoop)
    {
        switch (kernel)
        {
            case BiasKernel bias:
                writer.Blank();
                writer.Line($"// {Describe(bias)}");
                EmitBias(bias);
                writer.Blank();
                break;
            case FillKernel fill:
                writer.Line($"// {SlotText(fill.Target, fill.Slots)} = bias");
                writer.Line($"Products.Fill({Panel(fill.Target, fill.Slots, inLoop)}, {Panel(fill.Target with { Buffer = fill.Bias }, fill.Slots, false)});");
                break;
            case ClearKernel clear:
                writer.Line($"{Panel(clear.Target, 1, inLoop)}.Clear();");
                break;
            case ProductKernel product:
                writer.Blank();
                writer.Line("// " + Describe(product));
                writer.Line(ProductCall(product, inLoop));
                break;
            case RowKernel { Value: { Op: OpCode.Row } row } gathered:
                writer.Blank();
                writer.Line("// " + printer.Equation(gathered.Target.Buffer.Name, row));
                string table = Spec.Parameters[row.Index].Name;
                writer.Line($"Tables.Gather({Parameter(table)}, steps, inputs.Tokens, {Panel(gathered.Target, 1, inLoop)}, {Literals.Text(table)});");
                break;
            case ScatterKernel scatter:
                string scattered = Spec.Parameters[scatter.Table].Name;
                writer.Blank();
                writer.Line($"// each row of d{scattered} += what the steps that read it give back");
                writer.Line($"Tables.Scatter(g.{Namer.Escape(scattered)}, steps, inputs.Tokens, b.{Name(scatter.Source)});");
                break;
            case RowKernel rows:
                writer.Blank();
                writer.Line("// " + EquationOf(rows));
                object[] places = [Panel(rows.Target, 1, inLoop), .. rows.Operands.Select(o => Panel(o, 1, inLoop))];
                foreach (string call in RowTable.Row(rows.Value.Op).Calls(rows.Value))
                {
                    writer.Line($"RowOperations.{string.Format(CultureInfo.InvariantCulture, call, places)};");
                }

                break;
            case RowGroup group:
                EmitRowGroup(group, inLoop);
                break;
            case ElementwiseKernel loop:
                ElementwiseEmitter emitter = For(loop);
                bool overTime = DirectionOf(loop) is not null;
                IEnumerable<string> arguments = emitter.Panels.Select(p => IsByNumber(p) && !overTime ? Whole(p.Buffer) : Panel(p, p.Buffer.Slots, inLoop))
                    .Concat(emitter.Vectors.Select(v => Parameter(Spec.Parameters[v].Name)));
                writer.Blank();
                string values = string.Join(", ", (IsBackward(loop) ? BackwardValues(loop) : ForwardValues(loop)).Select(v => v.Name ?? v.Label));
                if (values.Length > 0)
                {
                    writer.Line((IsBackward(loop) ? "// back through  " : "// ") + values);
                }

                string masks = emitter.Masks.Count == 0 ? "" : inLoop ? ", masks.From(first)" : ", masks";
                string range = overTime ? ", steps, begin, end" : string.Concat(emitter.RowNumbers.Select(v => RowNumberArgument(v, inLoop))) + RowCountArgument(emitter.Shape, inLoop);
                writer.Wrapped($"{loop.Name}({string.Join(", ", arguments)}{masks}{range});");
                break;
            case AttendKernel or PositionLoop or LaneSumKernel or SegmentSoftmaxKernel or SegmentSoftmaxGradientKernel or PositionProductKernel or PositionOuterKernel:
                EmitPositionKernel(kernel, inLoop);
                break;
            case OuterKernel outer:
                EmitOuter(outer);
                break;
            case RowSumKernel sum:
                writer.Blank();
                bool replacesSums = sum.Source.Holds.StartsWith(AdjointsOf, System.StringComparison.Ordinal) || WrittenBy(program!.Forward).Contains(sum.Source);
                using (writer.Block("if (steps.BeginsBackward)"))
                {
                    writer.Line($"b.{Name(sum.Sums)}.Clear();");
                }

                writer.Blank();
                writer.Line($"// gradients of vectors: the rows of {(replacesSums ? AdjointText(new Place(sum.Source, 0, View.Packed), sum.Source.Slots) : sum.Source.Holds)} summed");
                writer.Line($"Products.AddColumnSums(b.{Name(sum.Sums)}, {Panel(new Place(sum.Source, 0, View.Packed), sum.Source.Slots, false)});");
                break;
            case BeginSumsKernel begin:
                writer.Blank();
                writer.Line("// sums over the steps of each sequence");
                using (writer.Block("if (steps.BeginsBackward)"))
                {
                    foreach (Buffer sums in begin.Sums)
                    {
                        writer.Line($"b.{Name(sums)}.Clear();");
                    }
                }

                writer.Blank();
                break;
            case VectorGradientKernel vectors:
                if (vectors.Sums.IsSumOverSteps)
                {
                    writer.Blank();
                    writer.Line("// gradients of vectors: what each sequence has summed up");
                }

                using (writer.Block("if (steps.EndsBackward)"))
                {
                    foreach ((int slot, int parameter) in vectors.Terms)
                    {
                        writer.Line($"Products.AddColumnSums(g.{Namer.Escape(Spec.Parameters[parameter].Name)}, {Panel(new Place(vectors.Sums, slot, View.Packed), 1, false)});");
                    }
                }

                break;
        }
    }

    private void EmitBias(BiasKernel kernel)
    {
        if (kernel.Terms.Select(term => term.Slot).Distinct().Count() < kernel.Bias.Slots)
        {
            writer.Line($"{Own(kernel.Bias)}.Clear();");
        }

        var begun = new HashSet<int>();
        foreach ((int slot, int parameter) in kernel.Terms)
        {
            writer.Line($"Products.{(begun.Add(slot) ? "Set" : "Add")}Bias({Own(kernel.Bias)}, {Literals.Int(slot)}, {Parameter(Spec.Parameters[parameter].Name)});");
        }
    }

    private bool AreByNumber(ProductKernel product) => IsByNumber(product.Target) && IsByNumber(product.Operand);

    private string ProductCall(ProductKernel product, bool inLoop)
    {
        string target = Panel(product.Target, product.Slots, inLoop);
        string weights = product.Transposed ? TransposedName(product.Weights) : WeightsExpression(product.Weights, "w");
        string operand = Panel(product.Operand, product.OperandSlots, inLoop);
        if (inLoop && AreByNumber(product))
        {
            string bias = product.Start == ProductStart.Bias ? Panel(product.Target with { Buffer = product.Bias! }, product.Slots, false) : "bias: default";
            string start = product.Start == ProductStart.Add ? "" : $"{bias}, ";
            if (inSingleStep && !product.Transposed)
            {
                return $"Products.{(product.Start == ProductStart.Add ? "Add" : "Set")}({Numbered(product.Target, product.Slots)}, {start}{weights}, inputs.Narrow, {Numbered(product.Operand, product.OperandSlots)});";
            }

            return $"Products.{(product.Start == ProductStart.Add ? "Add" : "Set")}({Numbered(product.Target, product.Slots)}, {start}{weights}, {Numbered(product.Operand, product.OperandSlots)}, rows);";
        }

        return product.Start switch
        {
            ProductStart.Add => $"Products.Add({target}, {weights}, {operand});",
            ProductStart.Bias => $"Products.Set({target}, {Panel(product.Target with { Buffer = product.Bias! }, product.Slots, false)}, {weights}, {operand});",
            _ => $"Products.Set({target}, bias: default, {weights}, {operand});",
        };
    }

    private void EmitOuter(OuterKernel outer)
    {
        writer.Blank();
        if (outer.Sums is null)
        {
            writer.Line("// " + Describe(outer));
            writer.Line(OuterCall(outer));
            return;
        }

        using (writer.Block("if (steps.BeginsBackward)"))
        {
            writer.Line($"b.{Name(outer.Sums)}.Clear();");
        }

        writer.Blank();
        writer.Line("// " + Describe(outer) + "; a sum of its own until the first step");
        writer.Line(OuterCall(outer));
        using (writer.Block("if (steps.EndsBackward)"))
        {
            writer.Line($"Products.AddSums({WeightsExpression(outer.Weights, "g")}, b.{Name(outer.Sums)});");
        }
    }

    private string OuterCall(OuterKernel outer)
    {
        bool shifted = outer.Operand.View == View.Previous;
        string weights = outer.Sums is { } sums ? $"new Weights<{Element}>(b.{Name(sums)})" : WeightsExpression(outer.Weights, "g");
        string adjoint = Panel(outer.Adjoint, outer.Weights.Count, false);
        string operand = shifted ? "b." + Name(outer.Operand.Buffer) : Panel(outer.Operand, 1, false);
        string factors = outer.Transposed ? $"{operand}, {adjoint}" : $"{adjoint}, {operand}";
        string name = outer.Transposed && shifted ? "AddOuterTransposed" : "AddOuter";
        return $"Products.{name}({weights}, {factors}{(shifted ? ", steps.PreviousRows" : "")});";
    }

    private string Describe(OuterKernel outer)
    {
        string adjoint = AdjointText(outer.Adjoint, outer.Weights.Count), operand = OperandText(outer.Operand, 1);
        return $"d{WeightsText(outer.Weights, false)} += {(outer.Transposed ? $"{operand} * {adjoint}ᵀ" : $"{adjoint} * {operand}ᵀ")}, over all rows";
    }

    // biases: iSum b_ii + b_hi | fSum b_if + b_hf
    private string Describe(BiasKernel kernel)
    {
        string[] slots = [.. kernel.Bias.Holds.Replace("biases of ", "").Split('|').Select(s => s.Trim())];
        return "biases: " + string.Join(" | ", slots.Select((name, slot) =>
            name + " " + string.Join(" + ", kernel.Terms.Where(t => t.Slot == slot).Select(t => Spec.Parameters[t.Parameter].Name).DefaultIfEmpty("0"))));
    }

    private string Describe(ProductKernel product)
    {
        string target = SlotText(product.Target, product.Slots);
        string bias = product.Start == ProductStart.Bias ? "bias + " : "";
        string left = IsBackward(product) ? product.Target.Buffer.Name : target;
        return $"{left} {(product.Start == ProductStart.Add ? "+=" : "=")} {bias}{WeightsText(product.Weights, product.Transposed)} * {OperandText(product)}";
    }

    private static string SlotText(Place place, int slots) => slots == place.Buffer.Slots
        ? place.Buffer.Holds
        : string.Join(" | ", place.Buffer.Holds.Split('|').Skip(place.Slot).Take(slots).Select(s => s.Trim()));

    private string WeightsText(WeightRun run, bool transposed)
    {
        string names = string.Join(" | ", run.Group.Parameters.Skip(run.First).Take(run.Count).Select(p => Spec.Parameters[p].Name));
        return (run.Count > 1 ? "[" + names + "]" : names) + (transposed ? "ᵀ" : "");
    }

    private string OperandText(ProductKernel product) =>
        IsBackward(product) ? AdjointText(product.Operand, product.OperandSlots) : OperandText(product.Operand, product.OperandSlots);

    // A panel of sums holds their adjoints once the backward pass has been there.
    private static string AdjointText(Place place, int slots)
    {
        string text = string.Join(" | ", place.Buffer.Holds.Replace(AdjointsOf, "").Split('|').Skip(place.Slot).Take(slots).Select(s => "d" + s.Trim()));
        return slots > 1 ? "[" + text + "]" : text;
    }

    private static string OperandText(Place place, int slots)
    {
        string text = place.View == View.Current ? place.Buffer.Name + "Next" : SlotText(place, slots);
        return slots > 1 ? "[" + text + "]" : text.Contains(' ') ? "(" + text + ")" : text;
    }

    private string WeightsExpression(WeightRun run, string owner)
    {
        string group = owner == "w" ? Parameter(run.Group.Name) : owner + "." + Namer.Escape(run.Group.Name);
        return run.Count == run.Group.Parameters.Count ? group : $"{group}.Slots({Literals.Int(run.First)}, {Literals.Int(run.Count)})";
    }

    /// <summary>The rows and slots of a place as an expression.</summary>
    private string Panel(Place place, int slots, bool inLoop)
    {
        string panel = place.Buffer.IsExternal ? External(place.Buffer) : place.View is View.Positions or View.Pairs ? "m." + Name(place.Buffer) : Own(place.Buffer);
        string rows = (place.View, inLoop) switch
        {
            _ when place.Buffer.Extent == Extent.Single => "",
            (View.Packed, true) => ".Rows(first, rows)",
            (View.Previous, true) => ".Rows(from, rows)",
            (View.Current, true) => ".Rows(to, rows)",
            (View.Running, true) => ".Rows(0, rows)",
            (View.Positions, true) => ".Rows(0, positions)",
            (View.Pairs, true) => ".Rows(pair, positions)",
            (View.Current, false) => ".Rows(steps.Batch, steps.Rows)",
            _ => "",
        };
        string range = slots == place.Buffer.Slots ? "" : $".Slots({Literals.Int(place.Slot)}, {Literals.Int(slots)})";
        return panel + rows + range;
    }

    /// <summary>Whether a kernel can be told the rows of a step by number, so that they need no panel of their own.</summary>
    public static bool IsByNumber(Place place) =>
        place.Buffer.Extent != Extent.Single && place.View is View.Packed or View.Previous or View.Current or View.Running;

    private string Whole(Buffer buffer) => buffer.IsExternal ? External(buffer) : Own(buffer);

    // b.gates, first
    private string Numbered(Place place, int slots)
    {
        string range = slots == place.Buffer.Slots ? "" : $".Slots({Literals.Int(place.Slot)}, {Literals.Int(slots)})";
        return Whole(place.Buffer) + range + ", " + (place.View == View.Running ? "0" : ElementwiseEmitter.RowNumber(place.View));
    }

    private static string RowNumberArgument(View view, bool inLoop)
    {
        string name = ElementwiseEmitter.RowNumber(view);
        return inLoop ? ", " + name : $", {name}: {(view == View.Current ? "steps.Batch" : "0")}";
    }

    private string RowCountArgument(Place shape, bool inLoop) => (shape.Buffer.Extent, inLoop) switch
    {
        (Extent.Single, _) => ", rows: 1",
        (Extent.Columns, _) => $", rows: {Size(shape.Buffer.Columns!)}",
        (_, true) => ", rows",
        (Extent.Batch, _) => ", rows: steps.Batch",
        (Extent.Packed or Extent.StateSequence, _) => ", rows: steps.Rows",
        _ => $", rows: {Panel(shape, 1, false)}.RowCount",
    };

    private string External(Buffer buffer) =>
        buffer.Extent == Extent.Single ? Parameter(buffer.Name)
        : Spec.Memory is { } memory && buffer == MemoryProgram.Input(memory) ? MemoryName
        : Spec.Memory is not null && buffer == MemoryProgram.InputGradient(Spec.Memory) ? MemoryGradientName
        : Name(buffer);

    private string Name(Buffer buffer) => buffers.Name(buffer, buffer.Name);

    private static IEnumerable<Place?> Places(Kernel kernel) => kernel switch
    {
        ProductKernel p => [p.Target, p.Operand],
        ElementwiseKernel e => e.Loads.Concat(e.Written).Select(l => l.Place),
        RowKernel r => r.Operands.Append(r.Target),
        FillKernel f => [f.Target],
        ClearKernel c => [c.Target],
        AttendKernel a => a.Operands.Concat(a.Results),
        _ => [],
    };

    private ElementwiseEmitter For(ElementwiseKernel kernel)
    {
        if (!elementwise.TryGetValue(kernel, out ElementwiseEmitter? emitter))
        {
            emitter = new ElementwiseEmitter(this, kernel, DirectionOf(kernel));
            elementwise.Add(kernel, emitter);
        }

        return emitter;
    }

    private void EmitElementwise(Program program)
    {
        foreach (Pass pass in new[] { program.Forward, program.Backward })
        {
            foreach (Kernel kernel in new[] { pass.Once, pass.Before, pass.Loop, pass.After }.SelectMany(Grouped))
            {
                if (kernel is RowGroup group)
                {
                    writer.Blank();
                    For(group).Emit(writer, CommentOf(group));
                }
                else if (kernel is ElementwiseKernel loop)
                {
                    writer.Blank();
                    For(loop).Emit(writer, pass == program.Forward ? ForwardComment(loop) : BackwardComment(loop));
                }
            }
        }
    }

    private bool IsBackward(ProductKernel kernel) =>
        program!.Backward.Kernels.Any(k => ReferenceEquals(k, kernel));

    private static bool IsBackward(ElementwiseKernel kernel) => kernel.Name.StartsWith("Backward", System.StringComparison.Ordinal);
}
