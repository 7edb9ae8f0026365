using System.Collections.Generic;
using System.Linq;
using RnnGen.Generator.Ir;
using RnnGen.Generator.Model;

namespace RnnGen.Generator.Autodiff;

/// <summary>
/// What flows back to each value: one sum over its uses. Slices of a value give their parts of it; parts that lie side by side become
/// one concatenation instead of a sum of vectors that are mostly zeros.
/// </summary>
internal sealed class Contributions(GraphBuilder builder)
{
    private readonly Dictionary<(Value, RowSpace), Value> sums = [];
    private readonly Dictionary<(Value, RowSpace), List<Value>> parts = [];

    /// <summary>Adds what one use of a value gives back, among those of one row space.</summary>
    public void Add(Value value, RowSpace space, Value adjoint)
    {
        if (adjoint.Op == OpCode.Embed)
        {
            if (!parts.TryGetValue((value, space), out List<Value>? list))
            {
                parts.Add((value, space), list = []);
            }

            list.Add(adjoint);
        }
        else
        {
            AddWhole((value, space), adjoint);
        }
    }

    /// <summary>dL/d value, or null when it is 0.</summary>
    public Value? Of(Value value, RowSpace space)
    {
        if (parts.TryGetValue((value, space), out List<Value>? list))
        {
            parts.Remove((value, space));
            foreach (Value whole in Assemble(list, value.Size!))
            {
                AddWhole((value, space), whole);
            }
        }

        return sums.TryGetValue((value, space), out Value? adjoint) ? adjoint : null;
    }

    private void AddWhole((Value, RowSpace) key, Value adjoint) =>
        sums[key] = sums.TryGetValue(key, out Value? sum) ? builder.Apply(OpCode.Add, sum, adjoint) : adjoint;

    // Layer by layer: each takes the parts that do not overlap, runs of neighbours become one part.
    private IEnumerable<Value> Assemble(List<Value> list, Dimension size)
    {
        List<Value> rest = [.. list.GroupBy(p => (p.Index, p.Operands[0].Size!.Value)).Select(Sum).OrderBy(p => p.Index)];
        while (rest.Count > 0)
        {
            var run = new List<Value> { rest[0] };
            foreach (Value part in rest)
            {
                if (part.Index == End(run[run.Count - 1]))
                {
                    run.Add(part);
                }
            }

            rest.RemoveAll(run.Contains);
            yield return Join(run, size);
        }
    }

    private Value Sum(IEnumerable<Value> sameFeatures)
    {
        Value first = sameFeatures.First();
        Value sum = sameFeatures.Select(p => p.Operands[0]).Aggregate((a, b) => builder.Apply(OpCode.Add, a, b));
        return builder.Rows(OpCode.Embed, first.Size!, [sum], first.Index);
    }

    private Value Join(List<Value> run, Dimension size)
    {
        int start = run[0].Index, count = End(run[run.Count - 1]) - start;
        Value joined = run.Count == 1
            ? run[0].Operands[0]
            : builder.Rows(
                OpCode.Concat,
                count == size.Value ? size : new Dimension(count.ToString(System.Globalization.CultureInfo.InvariantCulture), count),
                [.. run.Select(p => p.Operands[0])]);
        return count == size.Value ? joined : builder.Rows(OpCode.Embed, size, [joined], start);
    }

    private static int End(Value part) => part.Index + part.Operands[0].Size!.Value;
}
