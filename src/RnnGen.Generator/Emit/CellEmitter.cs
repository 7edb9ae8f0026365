using System.Collections.Generic;
using System.Linq;
using RnnGen.Generator.Ir;
using RnnGen.Generator.Model;
using RnnGen.Generator.Passes;
using RnnGen.Generator.Planning;

namespace RnnGen.Generator.Emit;

/// <summary>Prints the file of one cell: its public half in the user's namespace, its passes in one of their own.</summary>
internal sealed partial class CellEmitter
{
    private readonly SourceWriter writer;
    private readonly Namer buffers;
    private readonly Program? program;
    private readonly Layouts layouts;
    private readonly Printer printer;
    private readonly SplitCell split;

    private CellEmitter(SourceWriter writer, SplitCell split, Program? program)
    {
        this.writer = writer;
        this.split = split;
        CellSpec spec = split.Compiled;
        Spec = spec;
        this.program = program;
        layouts = new Layouts(spec, program?.Groups ?? [.. spec.Parameters
            .Select((p, i) => (p, i)).Where(p => p.p.IsWeight)
            .Select(p => new WeightGroup(p.p.Name, [p.i], p.p.Rows, p.p.Columns!))]);
        printer = new Printer(spec);
        Dimensions = [.. AllDimensions().GroupBy(d => d.Text).Where(g => IsIdentifier(g.Key) && !Namer.IsReserved(g.Key) && g.Select(d => d.Value).Distinct().Count() == 1).Select(g => g.First())];
        buffers = new Namer(DimensionNames.Concat(Namer.OfPasses).Concat(spec.Memory is null ? [] : NamesOfPositions));
    }

    /// <summary>The cell over blocks of weights, which the program is about.</summary>
    public CellSpec Spec { get; }

    /// <summary>The cell as its author wrote it.</summary>
    private CellSpec Declared => split.Declared;

    /// <summary><c>float</c> or <c>double</c>.</summary>
    public string Element => Spec.Precision == Precision.Single ? "float" : "double";

    /// <summary>Names of sizes, which are constants of the generated code.</summary>
    public IEnumerable<string> DimensionNames => Dimensions.Select(d => d.Text);

    private List<Dimension> Dimensions { get; }

    private string PassesName => string.Concat(Spec.Type.HintName.Select(c => char.IsLetterOrDigit(c) ? c : '_')) + "Passes";

    /// <summary>A cell as part of a file.</summary>
    public static string Text(SplitCell split, Program? program)
    {
        var writer = new SourceWriter();
        new CellEmitter(writer, split, program).EmitFile();
        return writer.ToString();
    }

    /// <summary>A size by its name where it has one.</summary>
    public string Size(Dimension size) => Dimensions.Contains(size.Rows) ? size.Text : Literals.Int(size.Value);

    private void EmitFile()
    {
        if (Spec.Type.Namespace.Length > 0)
        {
            using (writer.Block("namespace " + Spec.Type.Namespace))
            {
                EmitType();
            }
        }
        else
        {
            EmitType();
        }

        if (program is not null)
        {
            writer.Blank();
            EmitPasses(program);
        }
    }

    private void EmitType() => EmitNested(writer, Spec.Type, 0, EmitSurface);

    public static void EmitNested(SourceWriter writer, TypeSpec type, int level, System.Action body)
    {
        if (level == type.Containing.Count)
        {
            body();
            return;
        }

        using (writer.Block(type.Containing[level]))
        {
            EmitNested(writer, type, level + 1, body);
        }
    }

    private void EmitPasses(Program program)
    {
        using (writer.Block("namespace RnnGen.Generated"))
        {
            writer.Line("using System;");
            writer.Line("using System.Runtime.CompilerServices;");
            writer.Line("using RnnGen.Kernels;");
            string lanes = Spec.Precision == Precision.Single ? "Lanes32" : "Lanes64";
            writer.Line($"using Lanes = RnnGen.Kernels.{lanes};");
            writer.Line($"using Products = RnnGen.Kernels.Products<{Element}, RnnGen.Kernels.{lanes}>;");
            if (new[] { program.Forward, program.Backward }.SelectMany(p => p.Kernels).Any(k => k is RowKernel))
            {
                writer.Line($"using RowOperations = RnnGen.Kernels.RowOperations<{Element}, RnnGen.Kernels.{lanes}>;");
            }

            if (HasMemory)
            {
                writer.Line($"using Segments = RnnGen.Kernels.Segments<{Element}, RnnGen.Kernels.{lanes}>;");
            }

            writer.Blank();
            foreach (string line in Summary(program))
            {
                writer.Wrapped("// " + line);
            }

            using (writer.Block("file static class " + PassesName))
            {
                foreach (Dimension dimension in Dimensions)
                {
                    writer.Line($"private const int {dimension.Text} = {Literals.Int(dimension.Value)};");
                }

                writer.Blank();
                EmitForward(program);
                writer.Blank();
                EmitBackward(program);
                EmitElementwise(program);
                EmitPositionLoops();
                writer.Blank();
                EmitParameters();
                writer.Blank();
                EmitBuffers(program);
                EmitMemoryBuffers();
            }
        }
    }

    private IEnumerable<string> Summary(Program program)
    {
        yield return "One step:";
        foreach (string equation in Equations())
        {
            yield return "    " + equation;
        }

        IEnumerable<string> Names(IEnumerable<ProductKernel> products) => products.Select(p => WeightsText(p.Weights, p.Transposed) + " * " + OperandText(p)).Distinct();
        IEnumerable<string> Rows(IEnumerable<Kernel> kernels) => kernels.OfType<RowKernel>().Select(r => printer.Definition(AsWritten(r.Value)));
        string hoisted = string.Join(", ", Names(program.Forward.Before.OfType<ProductKernel>()).Concat(Rows(program.Forward.Before)));
        string sequential = string.Join(", ", Names(program.Forward.Loop.OfType<ProductKernel>()).Concat(Rows(program.Forward.Loop)));
        IEnumerable<string> once = program.Forward.Once.SelectMany(k => k switch
        {
            ElementwiseKernel e => e.Stores.Select(s => printer.Definition(s.Value)),
            RowKernel r => [printer.Definition(r.Value)],
            ProductKernel p => [WeightsText(p.Weights, p.Transposed) + " * " + OperandText(p)],
            _ => Enumerable.Empty<string>(),
        });
        if (once.Any())
        {
            yield return "Once per pass: " + string.Join(", ", once);
        }

        if (RunsOverTime(program.Forward))
        {
            yield return "The states enter by elements" + (program.StateEntry == StateEntry.Linear ? ", linearly" : "") + ": each block of 16 features goes through all steps before the next";
        }

        yield return "Ahead of the time loop, all rows at once: " + (hoisted.Length > 0 ? hoisted : "nothing");
        yield return "Inside the time loop: " + (sequential.Length > 0 ? sequential : "no product");
        yield return "After it, for all rows at once: " + string.Join(", ", program.Backward.After.OfType<OuterKernel>().Select(o => "d" + WeightsText(o.Weights, false)).DefaultIfEmpty("nothing"));
        yield return "Kept for the backward pass, per row: " + string.Join(", ", program.Buffers
            .Where(b => b.Extent is Extent.Packed or Extent.StateSequence && (program.States.Contains(b) || WrittenBy(program.Forward).Contains(b)) && program.Backward.Loop.Concat(program.Backward.Before).Concat(program.Backward.After)
                .Any(k => (k is ElementwiseKernel e && e.Loads.Any(l => l.Place.Buffer == b)) || (k is RowKernel r && r.Operands.Any(o => o.Buffer == b))))
            .Select(b => b.Slots > 1 ? Literals.Int(b.Slots) + " x " + b.Size.Text + " " + b.Name : b.Size.Text + " " + b.Name));
        foreach (string line in program.Memory is { } memory ? MemorySummary(memory) : [])
        {
            yield return line;
        }
    }

    private static IEnumerable<Buffer> WrittenBy(Pass pass) => pass.Kernels.SelectMany(k => k switch
    {
        ProductKernel product => [product.Target.Buffer],
        ElementwiseKernel loop => loop.Written.Select(s => s.Place.Buffer),
        RowKernel rows => [rows.Target.Buffer],
        _ => Enumerable.Empty<Buffer>(),
    });

    /// <summary>The step's equations, one for each named value and each new state.</summary>
    private IEnumerable<string> Equations()
    {
        CellGraph graph = Lowering.AsWritten(Declared);
        var author = new Printer(Declared);
        foreach (Value value in CellGraph.Reachable(graph.ForwardRoots))
        {
            if (!value.IsLeaf && (value.Name is not null || graph.ForwardRoots.Contains(value)))
            {
                yield return author.Equation(value.Name ?? value.Label ?? Declared.Step!.Outputs.ElementAt(graph.Outputs.ToList().IndexOf(value)).Name, value);
            }
        }
    }

    private IEnumerable<Dimension> AllDimensions() => Spec.Inputs.Concat(Spec.States).SelectMany(v => v.Size.Columns is { } columns ? new[] { v.Size.Rows, columns } : [v.Size])
        .Concat(Spec.Parameters.Select(p => p.Rows)).Concat(Spec.Parameters.Select(p => p.Columns).OfType<Dimension>());

    private static bool IsIdentifier(string text) => text.Length > 0 && !char.IsDigit(text[0]) && text.All(c => char.IsLetterOrDigit(c) || c == '_');
}
