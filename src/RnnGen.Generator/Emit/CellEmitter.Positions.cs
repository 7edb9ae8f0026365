using System.Collections.Generic;
using System.Linq;
using RnnGen.Generator.Planning;

namespace RnnGen.Generator.Emit;

/// <summary>What a step does over the positions of the memory.</summary>
internal sealed partial class CellEmitter
{
    /// <summary>Names that passes over a memory use themselves.</summary>
    private static readonly IReadOnlyList<string> NamesOfPositions = ["m", "memory", "segments", "positions", "pair", "Segments", "MemoryPacking", "MemoryBuffers", "ReadOnlySpan", "Unsafe"];

    private readonly List<(PositionLoop Loop, PositionEmitter Emitter)> positionLoops = [];

    private bool HasMemory => program?.Memory is not null;

    private string MemoryName => buffers.Name(MemoryProgram.Input(Spec.Memory!), Spec.Memory!.Name);

    private string MemoryGradientName => buffers.Name(MemoryProgram.InputGradient(Spec.Memory!), "d" + Spec.Memory!.Name);

    private void EmitMemoryPanels(bool backward)
    {
        if (!HasMemory)
        {
            return;
        }

        writer.Line("MemoryPacking memory = inputs.MemoryRows!;");
        writer.Line($"Panel<{Element}> {MemoryName} = inputs.Memory;");
        writer.Line("var m = new MemoryBuffers(inputs.MemoryWorkspace, memory.Rows, memory.Pairs);");
        if (backward)
        {
            writer.Line($"Panel<{Element}> {MemoryGradientName} = inputGradients.Memory;");
        }
    }

    // What is the same at every step; returns how many kernels of the pass that is.
    private int EmitHoistedPositions(Program program)
    {
        int count = program.Memory?.Before.Count ?? 0;
        if (count > 0)
        {
            using (writer.Block("if (!inputs.MemoryIsPrepared)"))
            {
                EmitKernels([.. program.Forward.Before.Take(count)], inLoop: false);
            }
        }

        return count;
    }

    // All steps add to them; returns how many kernels of the pass that is.
    private int EmitClearedPositions(Program program)
    {
        int count = program.Memory?.BeforeBackward.Count ?? 0;
        if (count > 0)
        {
            writer.Blank();
            using (writer.Block("if (steps.BeginsBackward)"))
            {
                EmitKernels(program.Memory!.BeforeBackward, inLoop: false);
            }
        }

        return count;
    }

    // Back through what is the same at every step: once, when all steps have added to it.
    private void EmitBackThroughPositions(Program program)
    {
        if (program.Memory is { AfterBackward.Count: > 0 } memory)
        {
            writer.Blank();
            using (writer.Block("if (steps.EndsBackward)"))
            {
                EmitKernels(memory.AfterBackward, inLoop: false);
            }
        }
    }

    private void EmitMemorySurface(string span, string panel)
    {
        if (Spec.Memory is not { } memory)
        {
            return;
        }

        List<(string Type, string StepType, string Name, string Shape, string StepShape)> arguments = [.. Arguments()];
        string state = Runtime + "RecurrentState", pass = Runtime + "CellPass<" + Element + ">", keys = Argument(memory);
        string sequences = string.Concat(arguments.Select(a => $"{Runtime}{a.Type} {a.Name}, ")) + $"{Runtime}Sequence {keys}";
        string packed = Packed(a => a);
        List<(string, string)> given = [.. arguments.Select(a => (a.Name, a.Shape)), (keys, $"What the steps attend over, (B,S,{memory.Size.Text}).")];
        writer.Blank();
        writer.Line($"/// <summary>Features of each position of {memory.Name}.</summary>");
        writer.Line($"public override int MemorySize => {Literals.Int(memory.Size.Value)};");
        writer.Blank();
        writer.Line("/// <summary>Runs a batch and keeps what backpropagation through time needs.</summary>");
        Params([.. given, ("initial", "States before the first step; zeros when null."), ("pass", "A pass from CreatePass, where two must live side by side; the cell's own, reused by the next call, when null.")]);
        writer.Line($"public {pass} Forward({sequences}, {state}? initial = null, {pass}? pass = null) =>");
        writer.Line($"    ForwardOver({packed}, {keys}, initial, pass);");
        writer.Blank();
        writer.Line("/// <summary>Runs a batch for its main output only, (B,T,H); padding is 0.</summary>");
        Params([.. given, ("initial", "States before the first step; zeros when null.")]);
        writer.Line($"public {Runtime}Sequence Scan({sequences}, {state}? initial = null) =>");
        writer.Line($"    ScanOver({packed}, {keys}, initial);");
        writer.Blank();
        writer.Line("/// <summary>One step of one or more sequences: the states after it, with the main output in their Output.</summary>");
        Params([("state", "States before the step, each (B,H)."), .. arguments.Select(a => (a.Name, a.StepShape)), ("prepared", "What the step attends over, from Prepare.")]);
        writer.Line($"public {state} Step({state} state, {string.Concat(arguments.Select(a => a.StepType + " " + a.Name + ", "))}{Runtime}PreparedMemory<{Element}> prepared) =>");
        writer.Line($"    StepOver(state, {PackedStep}, prepared);");
        writer.Blank();
        writer.Line("/// <summary>Name of the memory.</summary>");
        writer.Line(Hidden);
        writer.Line($"protected override string MemoryName => {Literals.Text(memory.Name)};");
        if (program?.Memory is not null)
        {
            Override("int MemoryWorkspaceLength(int positions, int pairs)", "Elements that a pass keeps of the positions.", p => $"{p}.MemoryBuffers.Length(positions, pairs)");
            EmitScores(program.Memory, span, panel);
        }
    }

    private void EmitScores(MemoryProgram memory, string span, string panel)
    {
        if (memory.Scores.Count == 0)
        {
            return;
        }

        writer.Blank();
        writer.Line("/// <summary>Names of the outputs that are one number for each position.</summary>");
        writer.Line($"public override global::System.Collections.Generic.IReadOnlyList<string> ScoresNames {{ get; }} = [{string.Join(", ", Spec.Step!.Scores.Select(s => Literals.Text(s.Name)))}];");
        Override(
            $"{panel} ScoresAt({span} workspace, int positions, int pairs, int output, bool gradient)",
            "An output of one number for each step and position, or its gradient.",
            p => "(output, gradient) switch\n    {\n" + string.Concat(memory.Scores.SelectMany((s, i) => new[]
            {
                $"        ({Literals.Int(i)}, false) => new {p}.MemoryBuffers(workspace, positions, pairs).{Name(s.Values.Buffer)},\n",
                $"        ({(i == memory.Scores.Count - 1 ? "_" : Literals.Int(i))}, {(i == memory.Scores.Count - 1 ? "_" : "true")}) => new {p}.MemoryBuffers(workspace, positions, pairs).{Name(s.Gradient.Buffer)},\n",
            })) + "    }");
    }

    private void EmitVisiblePositions(string t)
    {
        writer.Line("ReadOnlySpan<int> segments = memory.Segments(rows);");
        writer.Line($"int positions = memory.RowsAt({t});");
        if (program!.Memory!.Buffers.Any(b => b.Extent == Extent.Pairs))
        {
            writer.Line($"int pair = memory.FirstPair({t});");
        }
    }

    private void EmitPositionKernel(Kernel kernel, bool inLoop, AttendKernel? attend = null)
    {
        switch (kernel)
        {
            case AttendKernel cluster:
                writer.Blank();
                foreach (Kernel part in cluster.Cluster.Kernels)
                {
                    EmitPositionKernel(part, inLoop: true, cluster);
                }

                break;
            case PositionLoop loop:
                PositionEmitter emitter = EmitterOf(loop, inLoop, attend);
                string values = string.Join(", ", NamesOf(loop));
                if (values.Length > 0)
                {
                    writer.Line("// " + values);
                }

                writer.Line(inLoop ? emitter.Call : emitter.Call.Replace("(segments, ", "(memory.Starts, "));
                break;
            case LaneSumKernel sum:
                writer.Line($"Segments.SumLanes({Panel(sum.Target, 1, inLoop)});");
                break;
            case SegmentSoftmaxKernel softmax:
                writer.Line($"Segments.Softmax({Panel(softmax.Target, 1, inLoop)}, {Panel(softmax.Scores, 1, inLoop)}, {(inLoop ? "segments" : "memory.Starts")});");
                break;
            case SegmentSoftmaxGradientKernel back:
                writer.Line($"Segments.SoftmaxGradient({Panel(back.Target, 1, inLoop)}, {Panel(back.Weights, 1, inLoop)}, {Panel(back.Gradient, 1, inLoop)}, {(inLoop ? "segments" : "memory.Starts")});");
                break;
            case PositionProductKernel product:
                WeightRun run = RunOf(product.Parameter);
                string weights = product.Transposed ? TransposedName(run) : WeightsExpression(run, "w");
                string target = Panel(product.Target, 1, inLoop), operand = Panel(product.Operand, 1, inLoop);
                string bias = product.Start == ProductStart.Bias ? "w." + Namer.Escape(Spec.Parameters[product.Bias].Name) : "bias: default";
                writer.Blank();
                writer.Line($"// {product.Target.Buffer.Holds}");
                writer.Line(product.Start == ProductStart.Add ? $"Products.Add({target}, {weights}, {operand});" : $"Products.Set({target}, {bias}, {weights}, {operand});");
                break;
            case PositionOuterKernel outer:
                writer.Blank();
                writer.Line($"// d{Spec.Parameters[outer.Parameter].Name} += over {(inLoop ? "the positions the step sees" : "all positions")}");
                writer.Line($"Products.AddOuter({WeightsExpression(RunOf(outer.Parameter), "g")}, {Panel(outer.Left, 1, inLoop)}, {Panel(outer.Right, 1, inLoop)});");
                break;
        }
    }

    private static IEnumerable<string> NamesOf(PositionLoop loop) => loop.Computed.Concat(loop.Sinks.Select(s => s.Result))
        .Select(v => v.Name ?? v.Label).OfType<string>().Distinct();

    private WeightRun RunOf(int parameter)
    {
        WeightGroup group = program!.Groups.First(g => g.Parameters.Contains(parameter));
        return new WeightRun(group, group.Parameters.ToList().IndexOf(parameter), 1);
    }

    // Time loops that are unrolled call one method from several places.
    private PositionEmitter EmitterOf(PositionLoop loop, bool inLoop, AttendKernel? attend)
    {
        foreach ((PositionLoop known, PositionEmitter emitter) in positionLoops)
        {
            if (ReferenceEquals(known, loop))
            {
                return emitter;
            }
        }

        (string, int) Argument(Place place) => (Panel(place, 1, inLoop), place.Buffer.Slots);
        var created = new PositionEmitter(
            this, loop,
            value => Argument(attend!.Operands[attend.Cluster.Operands.ToList().IndexOf(value)]),
            value => Argument(attend!.Results[attend.Cluster.Results.ToList().IndexOf(value)]),
            place => Panel(place, 1, inLoop));
        positionLoops.Add((loop, created));
        return created;
    }

    private void EmitPositionLoops()
    {
        foreach ((PositionLoop loop, PositionEmitter emitter) in positionLoops)
        {
            writer.Blank();
            emitter.Emit(writer, loop.Computed.Where(v => v.Name is not null).Select(v => printer.Equation(v.Name!, v)));
        }
    }

    private IEnumerable<string> MemorySummary(MemoryProgram memory)
    {
        string hoisted = string.Join(", ", memory.Buffers.Where(b => memory.Before.Any(k => WritesTo(k, b))).Select(b => b.Holds));
        yield return $"Ahead of the time loop, for all positions of {Spec.Memory!.Name}: " + (hoisted.Length > 0 ? hoisted : "nothing");
        yield return "Kept for the backward pass, per step and position: " + string.Join(", ", memory.Buffers.Where(b => b.Extent == Extent.Pairs).Select(b => b.Size.Text + " " + b.Name).DefaultIfEmpty("nothing"))
            + "; what is elementwise over positions is computed again";
    }

    private static bool WritesTo(Kernel kernel, Planning.Buffer buffer) => kernel switch
    {
        PositionProductKernel product => product.Target.Buffer == buffer,
        PositionLoop loop => loop.Sinks.Any(s => s.Place?.Buffer == buffer),
        SegmentSoftmaxKernel softmax => softmax.Target.Buffer == buffer,
        _ => false,
    };

    private void EmitMemoryBuffers()
    {
        if (program!.Memory is not { } memory)
        {
            return;
        }

        writer.Blank();
        writer.Line("// What one pass keeps of the memory's positions; pairs are (step, position).");
        using (writer.Block("public readonly ref struct MemoryBuffers"))
        {
            foreach (Planning.Buffer buffer in memory.Buffers)
            {
                writer.Line($"public readonly Panel<{Element}> {Name(buffer)}; // ({PositionRows(buffer)}, {buffer.Size.Text})  {buffer.Holds}");
            }

            writer.Blank();
            using (writer.Block($"public MemoryBuffers(Span<{Element}> workspace, int positions, int pairs)"))
            {
                foreach (Planning.Buffer buffer in memory.Buffers)
                {
                    writer.Line($"{Name(buffer)} = Panel<{Element}>.Take(ref workspace, {Size(buffer.Size)}, 1, {PositionRows(buffer)});");
                }
            }

            writer.Blank();
            writer.Line("public static int Length(int positions, int pairs) => checked(");
            writer.Line("    " + string.Join("\n    + ", memory.Buffers.Select(b => $"Panel<{Element}>.Length({Size(b.Size)}, 1, {PositionRows(b)})").DefaultIfEmpty("0")) + ");");
        }
    }

    private static string PositionRows(Planning.Buffer buffer) => buffer.Extent == Extent.Pairs ? "pairs" : "positions";
}
