using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using RnnGen.Generator.Model;

namespace RnnGen.Generator.Shapes;

/// <summary>The shape rules of row operations and composites: from the sizes of the operands to the size of the result.</summary>
internal static class RowShapes
{
    public static bool Contains(OpCode op) => op is OpCode.SumFeatures or OpCode.MaxFeatures or OpCode.Dot or OpCode.Mean
        or OpCode.Softmax or OpCode.LogSoftmax or OpCode.LayerNorm or OpCode.Concat or OpCode.Slice
        or OpCode.Outer or OpCode.Apply or OpCode.ApplyTransposed;

    /// <summary>The size of a line.</summary>
    /// <param name="line">The operation.</param>
    /// <param name="operands">Sizes of its operands.</param>
    public static Dimension Size(Line line, IReadOnlyList<Dimension> operands) => line.Op switch
    {
        OpCode.SumFeatures or OpCode.MaxFeatures or OpCode.Dot or OpCode.Mean => Dimension.Scalar,
        OpCode.Outer => operands[0] with { Columns = operands[1], IsScalar = false },
        OpCode.Apply => operands[0].Rows,
        OpCode.ApplyTransposed => operands[0].Columns!,
        OpCode.Concat => Number(operands.Sum(o => o.Value)),
        OpCode.Slice => Number(line.Count < 0 ? operands[0].Value - line.Index : line.Count),
        _ => operands[0],
    };

    /// <summary>The first operand that does not fit, or -1.</summary>
    public static int Misfit(Line line, IReadOnlyList<Dimension> operands) => line.Op switch
    {
        OpCode.Dot or OpCode.LayerNorm => operands.ToList().FindIndex(o => o.Value != operands[0].Value),
        OpCode.Apply => operands[0].Columns!.Value == operands[1].Value ? -1 : 1,
        OpCode.ApplyTransposed => operands[0].Value == operands[1].Value ? -1 : 1,
        OpCode.Slice => line.Index + System.Math.Max(line.Count, 1) <= operands[0].Value ? -1 : 0,
        _ => -1,
    };

    /// <summary><c>4..8</c>.</summary>
    public static string Range(Line line) =>
        (line.Index == 0 ? "" : Text(line.Index)) + ".." + (line.Count < 0 ? "" : Text(line.Index + line.Count));

    private static Dimension Number(int value) => new(Text(value), value);

    private static string Text(int value) => value.ToString(CultureInfo.InvariantCulture);
}
