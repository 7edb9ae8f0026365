using System.Collections.Generic;
using System.Linq;
using RnnGen.Generator.Planning;

namespace RnnGen.Generator.Emit;

/// <summary>One step of one sequence, for streams: the kernels of the forward pass on rows whose numbers are known, without loops, parts or panels of rows.</summary>
internal sealed partial class CellEmitter
{
    // Streams feed one sequence of vectors.
    private bool HasSingleStep => HasOneInput && !HasMemory;

    // Products of a single step can read rounded weights.
    private bool inSingleStep;

    // What code written since it was last cleared reads or writes of the workspace and of the parameters.
    private readonly HashSet<Buffer> ownUsed = [];
    private readonly HashSet<string> parametersUsed = [];

    private void EmitSingleStep(Pass pass)
    {
        if (!HasSingleStep)
        {
            return;
        }

        List<Kernel> before = [.. pass.Before.Where(k => k is not BiasKernel)];
        List<Kernel> kernels = [.. before, .. pass.Loop, .. pass.After];
        bool overTime = RunsOverTime(pass);
        EmitBeforeSteps(pass);
        writer.Blank();
        writer.Line("// One step of one sequence: from row 0 of the states to row 1.");
        writer.Line("[MethodImpl(MethodImplOptions.AggressiveOptimization)]");
        using (writer.Block($"public static void Step(Packing steps, in StepInputs<{Element}> inputs, Span<{Element}> parameters, Span<{Element}> workspace)"))
        {
            writer.Line("StepParameters w = new(parameters);");
            writer.Line("StepBuffers b = new(workspace);");
            ownUsed.Clear();
            parametersUsed.Clear();
            EmitRowNumbers([.. kernels.Where(k => DirectionOf(k) is null)], overTime);
            EmitPanels(backward: false);
            EmitOwnInputs();
            EmitMasks(kernels);
            EmitTransposes(pass, areWritten: true);
            inSingleStep = true;
            EmitKernels(before, inLoop: true);
            EmitKernels(pass.Loop, inLoop: !overTime);
            EmitKernels(pass.After, inLoop: true);
            inSingleStep = false;
        }

        EmitStepMemory(needsTransposes: Transposed(pass).Any());
    }

    /// <summary>A buffer of the workspace as an expression.</summary>
    private string Own(Buffer buffer)
    {
        ownUsed.Add(buffer);
        return "b." + Name(buffer);
    }

    /// <summary>A parameter, or weights that are multiplied together, as an expression.</summary>
    private string Parameter(string name)
    {
        parametersUsed.Add(name);
        return "w." + Namer.Escape(name);
    }

    // Only what a step touches: what lies on the stack is cleared at each call.
    private void EmitStepMemory(bool needsTransposes)
    {
        writer.Blank();
        writer.Line("// Of the parameters, what a single step reads.");
        EmitParameters("private", "StepParameters", parametersUsed.Contains);
        writer.Blank();
        writer.Line("// Of the workspace, what a single step reads and writes.");
        using (writer.Block("private readonly ref struct StepBuffers"))
        {
            foreach (Buffer buffer in BuffersInMemory.Where(ownUsed.Contains))
            {
                writer.Line($"public readonly Panel<{Element}> {Name(buffer)}; // {ShapeText(buffer, buffer.Extent == Extent.Columns ? buffer.Columns!.Text : RowsOfStep(buffer))}");
            }

            if (needsTransposes)
            {
                writer.Line($"public readonly Span<{Element}> transposes;");
            }

            writer.Blank();
            using (writer.Block($"public StepBuffers(Span<{Element}> workspace)"))
            {
                foreach (Buffer buffer in BuffersInMemory.TakeWhile(b => needsTransposes || BuffersInMemory.SkipWhile(other => other != b).Any(ownUsed.Contains)))
                {
                    string shape = $"{Size(buffer.Size)}, {Slots(buffer)}, {RowsOfStep(buffer)}";
                    writer.Line(ownUsed.Contains(buffer)
                        ? $"{Name(buffer)} = Panel<{Element}>.Take(ref workspace, {shape});"
                        : $"workspace = workspace[Panel<{Element}>.Length({shape})..]; // {Name(buffer)}");
                }

                if (needsTransposes)
                {
                    writer.Line("transposes = workspace;");
                }
            }
        }
    }

    private string RowsOfStep(Buffer buffer) => buffer.Extent switch
    {
        Extent.StateSequence => "2",
        Extent.Columns => Size(buffer.Columns!),
        _ => "1",
    };

    // Sums of biases and what else no row of an input or a state enters.
    private static List<Kernel> BeforeSteps(Pass pass) => [.. pass.Once, .. pass.Before.Where(k => k is BiasKernel)];

    private bool HasBeforeSteps(Pass pass) => HasSingleStep && (BeforeSteps(pass).Count > 0 || Transposed(pass).Any());

    private void EmitBeforeSteps(Pass pass)
    {
        if (!HasBeforeSteps(pass))
        {
            return;
        }

        writer.Blank();
        writer.Line("// What the parameters alone decide, ahead of single steps.");
        using (writer.Block("public static void BeforeSteps(in Parameters w, in Buffers b)"))
        {
            EmitTransposes(pass);
            EmitKernels(BeforeSteps(pass), inLoop: false);
        }
    }

    private void EmitRowNumbers(IReadOnlyList<Kernel> kernels, bool overTime)
    {
        List<string> constants = [.. RowNumbersOf(kernels).OrderBy(name => name).Select(name => name + (name == "to" ? " = 1" : " = 0"))];
        if (kernels.Where(k => k is not ProductKernel { Transposed: false } product || !AreByNumber(product)).SelectMany(Places).Any(p => p is not null && p.Buffer.Extent != Extent.Single))
        {
            constants.Add("rows = 1");
        }

        if (constants.Count > 0)
        {
            writer.Line($"const int {string.Join(", ", constants)};");
        }

        if (overTime)
        {
            writer.Line("const int begin = 0, end = 1;");
        }
    }
}
