using System.Collections.Generic;
using System.Linq;
using RnnGen.Generator.Planning;

namespace RnnGen.Generator.Emit;

/// <summary>Loops and sums over features that are taken row by row in one method.</summary>
internal sealed partial class CellEmitter
{
    private readonly Dictionary<Kernel, RowGroupEmitter> rowGroups = [];

    private ISet<Buffer>? inVariablesOnly;

    // Buffers of the workspace; row groups keep some of them in variables.
    private IEnumerable<Buffer> BuffersInMemory => program!.Buffers.Where(b => !InVariablesOnly.Contains(b));

    private ISet<Buffer> InVariablesOnly => inVariablesOnly ??= RowVariables.Of(
        program!, [.. new[] { program!.Forward, program.Backward }.SelectMany(p => new[] { p.Before, p.Loop, p.After }).SelectMany(Grouped).OfType<RowGroup>()]);

    // Positions of a memory are cut out of these lists, so they stay as they are.
    private IReadOnlyList<Kernel> Grouped(IReadOnlyList<Kernel> kernels) => HasMemory ? kernels : RowGroup.In(kernels);

    private RowGroupEmitter For(RowGroup group)
    {
        if (!rowGroups.TryGetValue(group.Kernels[0], out RowGroupEmitter? emitter))
        {
            emitter = new RowGroupEmitter(this, group, InVariablesOnly);
            rowGroups.Add(group.Kernels[0], emitter);
        }

        return emitter;
    }

    private void EmitRowGroup(RowGroup group, bool inLoop)
    {
        RowGroupEmitter emitter = For(group);
        IEnumerable<string> arguments = emitter.Panels.Select(p => IsByNumber(p) ? Whole(p.Buffer) : Panel(p, p.Buffer.Slots, inLoop))
            .Concat(emitter.Vectors.Select(v => Parameter(Spec.Parameters[v].Name)));
        bool backward = IsBackward(group.Kernels.OfType<ElementwiseKernel>().First());
        string values = string.Join(", ", group.Kernels.SelectMany(k => k is ElementwiseKernel loop ? backward ? BackwardValues(loop) : ForwardValues(loop) : [((RowKernel)k).Value]).Select(v => v.Name ?? v.Label).Where(n => n is not null).Distinct());
        writer.Blank();
        if (values.Length > 0)
        {
            writer.Line((backward ? "// back through  " : "// ") + values);
        }

        string rows = string.Concat(emitter.RowNumbers.Select(v => RowNumberArgument(v, inLoop))) + RowCountArgument(emitter.Shape, inLoop);
        writer.Wrapped($"{group.Name}({string.Join(", ", arguments)}{rows});");
    }

    private IEnumerable<string> CommentOf(RowGroup group) => group.Kernels.SelectMany(kernel => kernel switch
    {
        RowKernel sum => [EquationOf(sum)],
        ElementwiseKernel loop => IsBackward(loop) ? BackwardComment(loop) : ForwardComment(loop),
        _ => [],
    });
}
