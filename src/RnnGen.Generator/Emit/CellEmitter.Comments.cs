using System.Collections.Generic;
using System.Linq;
using RnnGen.Generator.Ir;
using RnnGen.Generator.Planning;

namespace RnnGen.Generator.Emit;

/// <summary>The equations above the kernels.</summary>
internal sealed partial class CellEmitter
{
    private Dictionary<string, Value>? named;

    // An operand without a name stands by the buffer it is read from.
    private string EquationOf(RowKernel rows)
    {
        var read = new Dictionary<Value, Place>();
        foreach ((Value operand, Place place) in rows.Value.Operands.Zip(rows.Operands, (o, p) => (o, p)))
        {
            read[operand] = place;
        }

        return new Printer(Spec, v => v.Name is null && !v.IsLeaf && read.TryGetValue(v, out Place? place) && place.Buffer.Slots == 1 ? place.Buffer.Name : null)
            .Equation(rows.Target.Buffer.Name, rows.Value);
    }

    private IEnumerable<string> ForwardComment(ElementwiseKernel kernel) =>
        ForwardValues(kernel).Select(v => printer.Equation((v.Name ?? v.Label)!, AsWritten(v)));

    // As its author wrote it: LayerNorm is one function there.
    private Value AsWritten(Value value) => value.Name is { } name && (named ??= NamedValues()).TryGetValue(name, out Value? written) ? written : value;

    private Dictionary<string, Value> NamedValues() => CellGraph.Reachable(Lowering.AsWritten(Spec).ForwardRoots)
        .Where(v => v.Name is not null && !v.IsLeaf).GroupBy(v => v.Name!).Where(g => g.Count() == 1).ToDictionary(g => g.Key, g => g.Single());

    private IEnumerable<string> BackwardComment(ElementwiseKernel kernel) =>
        BackwardValues(kernel).Select(v => "back through  " + printer.Equation((v.Name ?? v.Label)!, v));

    private static IEnumerable<Value> ForwardValues(ElementwiseKernel kernel) => KernelValues.ComputedBy(kernel)
        .Where(v => v.Name is not null || (v.Label is not null && kernel.Written.Any(s => s.Value == v)));

    // The values whose adjoints the loop computes, last first.
    private IEnumerable<Value> BackwardValues(ElementwiseKernel kernel)
    {
        HashSet<string> adjoints = [.. KernelValues.ComputedBy(kernel).Select(v => v.Label).OfType<string>()];
        CellGraph graph = Lowering.AsWritten(Spec);
        foreach (Value value in CellGraph.Reachable(graph.ForwardRoots).Reverse())
        {
            string? name = value.Name ?? value.Label;
            bool viaSum = adjoints.Contains("d" + name + "Sum") && value.Name is not null;
            bool isSum = value.Name is null && Lowering.IsAffine(value) && !graph.ForwardRoots.Contains(value);
            if (!value.IsLeaf && name is not null && !isSum && (viaSum || (adjoints.Contains("d" + name) && !name.EndsWith("Sum", System.StringComparison.Ordinal))))
            {
                yield return value;
            }
        }
    }
}
