using System.Collections.Generic;
using System.Linq;
using RnnGen.Generator.Model;

namespace RnnGen.Generator.Ir;

/// <summary>What a value has one row for.</summary>
internal enum RowSpace
{
    /// <summary>One row: parameters, numbers, and what is made of them alone.</summary>
    Once,

    /// <summary>One row for each real step.</summary>
    Step,

    /// <summary>One row for each real position of the memory, the same at every step.</summary>
    Memory,

    /// <summary>At each step one row for each position the step can see.</summary>
    Attended,
}

/// <summary>The row space of an operation's result.</summary>
internal static class RowSpaces
{
    public static RowSpace Of(OpCode op, IReadOnlyList<Value> operands) => op switch
    {
        OpCode.Constant or OpCode.Parameter => RowSpace.Once,
        OpCode.Memory or OpCode.SumSteps => RowSpace.Memory,
        OpCode.Spread or OpCode.ScoresGradient => RowSpace.Attended,
        OpCode.SegmentSum or OpCode.Context or OpCode.Attend => RowSpace.Step,
        _ when operands.Count == 0 => RowSpace.Step,
        _ when op != OpCode.Broadcast && !OpTable.Row(op).IsElementwise && operands.All(o => o.Space == RowSpace.Once) => RowSpace.Step, // needs memory: the steps have it
        _ => operands.Max(o => o.Space),
    };

    /// <summary>Whether the value's rows are positions.</summary>
    public static bool HasPositions(this Value value) => value.Space >= RowSpace.Memory;
}
