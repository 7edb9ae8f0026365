using System.Collections.Generic;
using System.Linq;
using RnnGen.Generator.Model;
using RnnGen.Generator.Planning;

namespace RnnGen.Generator.Emit;

/// <summary>
/// The time loop as a structure of its own: threads run it for some sequences each. A loop over a memory of positions, or with every step
/// written out, stays where it is and on one thread.
/// </summary>
internal sealed partial class CellEmitter
{
    // What the elements of a row cost beside its products.
    private const int CostOfElement = 20;

    private bool IsLoopHere => Spec.TimeSteps == 0 && HasMemory;

    // Where nothing is carried all steps are taken at once.
    private bool HasNoLoop(IReadOnlyList<Kernel> loop) => loop.Count == 0 && Spec.States.Count == 0;

    private void EmitSharedCall(Pass pass, bool backward)
    {
        string name = LoopName(backward);
        string together = backward ? "beforeStep is not null" : "false";
        writer.Blank();
        writer.Line($"BatchParts.Run(steps, costOfRow: {Literals.Int(CostOfRow(pass))}, together: {together}, new {name}({LoopValues(pass, backward)}));");
        writer.Blank();
    }

    private void EmitSharedLoop(Pass pass, bool backward)
    {
        if (Spec.TimeSteps > 0 || IsLoopHere || HasNoLoop(pass.Loop))
        {
            return;
        }

        string name = LoopName(backward);
        List<(string Type, string Name)> fields = [.. LoopFields(pass, backward)];
        writer.Blank();
        writer.Line($"// All steps of some sequences, {(backward ? "the last one first" : "one after the other")}.");
        using (writer.Block($"private readonly ref struct {name}({string.Join(", ", fields.Select(f => f.Type + " " + f.Name))}) : ITimeLoop"))
        {
            foreach ((string type, string field) in fields)
            {
                writer.Line($"private readonly {type} {field} = {field};");
            }

            writer.Blank();
            writer.Line("[MethodImpl(MethodImplOptions.AggressiveOptimization)]");
            using (writer.Block("public void Run(BatchPart steps)"))
            {
                if (BuffersInMemory.Any(b => b.Extent == Extent.Batch))
                {
                    writer.Line("Buffers b = this.b.Of(steps);");
                }

                EmitPanelsOfLoop(pass.Loop, backward);
                EmitMasks(pass.Loop);
                EmitSteps(pass.Loop, backward);
            }
        }
    }

    private static string LoopName(bool backward) => backward ? "BackwardLoop" : "ForwardLoop";

    private IEnumerable<(string Type, string Name)> LoopFields(Pass pass, bool backward)
    {
        HashSet<Buffer> read = [.. ExternalsOf(pass.Loop)];
        if (pass.Loop.Any(k => HasMasks(k) || k is RowKernel { Value.Op: OpCode.Row }) || GivenPanels(Border.Input).Any(read.Contains))
        {
            yield return ($"CellInputs<{Element}>", "inputs");
        }

        if (backward && OutputGradients().Any(read.Contains))
        {
            yield return ($"CellOutputs<{Element}>", "outputGradients");
        }

        if (backward && GivenPanels(Border.InputGradient).Any(read.Contains))
        {
            yield return ($"CellInputs<{Element}>", "inputGradients");
        }

        yield return ("Parameters", "w");
        yield return ("Buffers", "b");
        foreach (WeightRun run in Transposed(pass.Loop))
        {
            yield return ($"Weights<{Element}>", TransposedName(run));
        }

        if (backward)
        {
            yield return ("Action<int>?", "beforeStep");
        }
    }

    private string LoopValues(Pass pass, bool backward) => string.Join(", ", LoopFields(pass, backward).Select(f => f.Name));

    private static int CostOfRow(Pass pass) => pass.Loop.Sum(kernel => kernel switch
    {
        ProductKernel product => product.Weights.Group.Rows.Value * product.Weights.Group.Depth.Value * product.Weights.Count,
        ElementwiseKernel loop => loop.Size.Value * CostOfElement,
        _ => 0,
    });

    // The buffers of one row for each sequence as some sequences see them.
    private void EmitBuffersOfPart(Program program)
    {
        List<Buffer> perSequence = [.. BuffersInMemory.Where(b => b.Extent == Extent.Batch)];
        if (perSequence.Count == 0 || Spec.TimeSteps > 0 || IsLoopHere)
        {
            return;
        }

        writer.Blank();
        writer.Line("// The same where rows count some sequences only.");
        writer.Line("public Buffers Of(BatchPart part) => this with { " + string.Join(", ", perSequence.Select(b => $"{Name(b)} = {Name(b)}.Rows(part.First, part.Count)")) + " };");
    }
}
