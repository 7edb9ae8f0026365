using System.Linq;
using RnnGen.Generator.Model;

namespace RnnGen.Generator.Ir;

/// <summary>
/// Operations on memories and scores as operations with explicit changes of row space: a step's vector stands at every position
/// (<c>Spread</c>), a score is one number for all features (<c>Broadcast</c>). For people, attention stays as it was written.
/// </summary>
internal static class LoweringOfMemories
{
    public static Value Run(GraphBuilder builder, OpCode op, Value[] operands, bool expands)
    {
        if (!expands && (op is OpCode.Dot or OpCode.Softmax or OpCode.Context))
        {
            return builder.Rows(op, op == OpCode.Context ? operands[1].Size! : Dimension.Scalar, operands);
        }

        switch (op)
        {
            case OpCode.Dot:
                return builder.SumFeatures(builder.Apply(OpCode.Multiply, builder.Spread(operands[0]), builder.Spread(operands[1])));
            case OpCode.Softmax:
                return builder.SegmentSoftmax(operands[0]);
            case OpCode.Context:
                return builder.SegmentSum(builder.Apply(OpCode.Multiply, builder.Broadcast(operands[0], operands[1].Size), operands[1]));
            default:
                Dimension? size = operands.Select(o => o.Size).OfType<Dimension>().OrderByDescending(s => s.Value).FirstOrDefault();
                return builder.Apply(op, [.. operands.Select(o => builder.Broadcast(Spread(builder, o, size), size))]);
        }
    }

    // A scalar made of parameters alone is made once per step: a loop over positions reads numbers for all features from memory.
    private static Value Spread(GraphBuilder builder, Value value, Dimension? size) =>
        value is { Space: RowSpace.Once, IsLeaf: false } && value.Size?.Value != size?.Value ? builder.SpreadOnce(value) : builder.Spread(value);
}
