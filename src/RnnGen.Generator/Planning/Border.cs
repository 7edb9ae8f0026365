using System.Collections.Generic;
using System.Linq;
using RnnGen.Generator.Ir;
using RnnGen.Generator.Model;

namespace RnnGen.Generator.Planning;

/// <summary>The panels at the border of a pass: what the caller brings, and what a pass computes from the batch alone.</summary>
internal static class Border
{
    public static Buffer Input(CellSpec spec, int index)
    {
        VariableSpec input = spec.Inputs[index];
        return new Buffer(input.Name, input.Size, 1, Extent.Packed, input.Name, IsExternal: input.Kind == InputKind.Given);
    }

    public static Buffer InputGradient(CellSpec spec, int index)
    {
        VariableSpec input = spec.Inputs[index];
        return new Buffer("d" + input.Name, input.Size, 1, Extent.Packed, "dL/d" + input.Name, IsExternal: input.Kind == InputKind.Given);
    }

    // One buffer whatever the size is called: an output that is a state has the state's name for it, its gradient the value's.
    public static Buffer OutputGradient(CellSpec spec, int index, Dimension size) =>
        new(GraphBuilder.OutputGradientName(spec, index), size with { Text = "", IsScalar = false }, 1, Extent.Packed, "dL/d" + spec.Step!.Outputs.ElementAt(index).Name, IsExternal: true, Id: -1 - index);

    /// <summary>Panels of inputs that the pass fills itself.</summary>
    public static IEnumerable<Buffer> Own(CellSpec spec) =>
        Enumerable.Range(0, spec.Inputs.Count).Select(i => Input(spec, i)).Where(buffer => !buffer.IsExternal);
}
