using System.Collections.Generic;
using System.Linq;
using RnnGen.Generator.Ir;
using RnnGen.Generator.Model;

namespace RnnGen.Generator.Planning;

/// <summary>The values that must be in memory because whole rows of them are read, or because a scalar is read for every feature.</summary>
internal static class RowOperands
{
    /// <summary>Elementwise values that a loop has to write before these values can be computed.</summary>
    public static IEnumerable<Value> Written(IEnumerable<Value> values) => values
        .Where(v => v.IsRowOperation || v.Op == OpCode.Broadcast)
        .SelectMany(v => v.Operands)
        .Where(IsElementwise)
        .Distinct();

    /// <summary>Whether it has neither memory nor a kernel of its own.</summary>
    public static bool IsElementwise(Value value) => !value.IsLeaf && value is not Affine && !value.IsRowOperation;
}
