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
        using (writer.Block($"public static void Step(Packing steps, in CellInputs<{Element}> inputs, in Parameters w, in Buffers b)"))
        {
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
    }

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
