using System.Collections.Generic;
using System.Linq;
using RnnGen.Generator.Ir;
using RnnGen.Generator.Model;

namespace RnnGen.Generator.Planning;

/// <summary>The values of an elementwise loop.</summary>
internal static class KernelValues
{
    /// <summary>Values computed here, operands first.</summary>
    public static IEnumerable<Value> ComputedBy(ElementwiseKernel kernel)
    {
        var seen = new HashSet<Value>(kernel.Loads.Select(l => l.Value));
        var order = new List<Value>();
        foreach ((Value value, _) in kernel.Written)
        {
            Visit(value);
        }

        return order;

        void Visit(Value value)
        {
            if (!value.IsLeaf && seen.Add(value))
            {
                foreach (Value operand in value.Operands)
                {
                    Visit(operand);
                }

                order.Add(value);
            }
        }
    }

    /// <summary>Leaves of the graph that it reads.</summary>
    public static IEnumerable<Value> LeavesOf(ElementwiseKernel kernel) =>
        ComputedBy(kernel).SelectMany(v => v.Operands).Concat(kernel.Written.Select(s => s.Value)).Where(v => v.IsLeaf);

    /// <summary>Vector parameters that it reads.</summary>
    public static IEnumerable<int> VectorsOf(ElementwiseKernel kernel) =>
        LeavesOf(kernel).Where(v => v.Op == OpCode.Parameter).Select(v => v.Index).Distinct().OrderBy(i => i);
}
