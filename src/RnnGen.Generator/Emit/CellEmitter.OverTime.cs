using System.Collections.Generic;
using System.Linq;
using RnnGen.Generator.Planning;

namespace RnnGen.Generator.Emit;

/// <summary>Which step of a loop over time comes first.</summary>
internal enum Direction
{
    Forward,
    Backward,
}

/// <summary>Cells whose states enter by elements only: one call takes a block of features through all steps.</summary>
internal sealed partial class CellEmitter
{
    // Steps written out on request stay steps.
    private bool RunsOverTime(Pass pass) => pass.IsElementwiseOverTime && Spec is { TimeSteps: 0, Unroll: 1 };

    private Direction? DirectionOf(Kernel kernel) =>
        RunsOverTime(program!.Forward) && program.Forward.Loop.Contains(kernel) ? Direction.Forward
        : RunsOverTime(program.Backward) && program.Backward.Loop.Contains(kernel) ? Direction.Backward
        : null;

    private void EmitLoopsOverTime(IReadOnlyList<Kernel> loop, bool backward)
    {
        writer.Line("// States enter by elements only: the loop over the steps runs inside each block of features.");
        if (!backward)
        {
            writer.Line("int begin = 0, end = steps.LongestStep;");
            EmitKernels(loop, inLoop: false);
            writer.Blank();
            return;
        }

        using (writer.Block("for (int begin = 0, end = steps.LongestStep; end > 0; end = begin)"))
        {
            using (writer.Block("if (beforeStep is not null)"))
            {
                writer.Line("begin = end - 1; // step by step for whoever watches");
                writer.Line("beforeStep(begin);");
            }

            EmitKernels(loop, inLoop: false);
        }

        writer.Blank();
    }
}
