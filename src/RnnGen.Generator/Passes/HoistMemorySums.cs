using System.Collections.Generic;
using System.Linq;
using RnnGen.Generator.Ir;
using RnnGen.Generator.Model;

namespace RnnGen.Generator.Passes;

/// <summary>
/// Regroups sums over the positions of a memory, so that what is the same at every step is added up ahead of the time loop and what is the
/// same at every position is added up once per step.
/// Before: <c>((Spread(W h) + U keys) + b) + Spread(c)</c>. After: <c>(U keys + b) + Spread(W h + c)</c>.
/// </summary>
internal static class HoistMemorySums
{
    public static CellGraph Run(CellGraph graph)
    {
        IReadOnlyList<Value> order = CellGraph.Reachable(graph.ForwardRoots.Concat(graph.BackwardRoots));
        if (order.All(v => v.Space != RowSpace.Attended))
        {
            return graph;
        }

        Dictionary<Value, int> uses = order.SelectMany(v => v.Operands).Concat(graph.ForwardRoots).Concat(graph.BackwardRoots)
            .GroupBy(v => v).ToDictionary(g => g.Key, g => g.Count());
        var builder = new GraphBuilder(graph.Spec);
        var done = new Dictionary<Value, Value>();
        foreach (Value value in order)
        {
            Value result = IsSum(value) ? Regroup(value) : builder.Copy(value, [.. value.Operands.Select(o => done[o])]);
            result.TakeNames(value);
            done.Add(value, result);
        }

        return graph.Map(builder, v => done[v]);

        Value Regroup(Value root)
        {
            var terms = new List<(Value Value, bool Negative)>();
            Flatten(root, false, terms);
            var memory = terms.Where(t => t.Value.Space == RowSpace.Memory).ToList();
            var once = terms.Where(t => t.Value.Space == RowSpace.Once).ToList();
            var spread = terms.Where(t => t.Value.Op == OpCode.Spread).ToList();
            var rest = terms.Except(memory).Except(once).Except(spread).ToList();
            (memory.Count > 0 ? memory : spread.Count > 0 ? spread : rest).AddRange(once);
            Value? sum = Sum(null, memory);
            if (spread.Count > 0)
            {
                var inner = spread.Select(t => (t.Value.Op == OpCode.Spread ? t.Value.Operands[0] : t.Value, t.Negative)).ToList();
                Value vector = builder.Spread(Sum(null, inner)!);
                sum = sum is null ? vector : builder.Apply(OpCode.Add, sum, vector);
            }

            return Sum(sum, rest)!;
        }

        Value? Sum(Value? sum, List<(Value Value, bool Negative)> terms)
        {
            foreach ((Value value, bool negative) in terms.OrderBy(t => t.Negative))
            {
                Value term = done[value];
                sum = sum is null
                    ? negative ? builder.Apply(OpCode.Negate, term) : term
                    : builder.Apply(negative ? OpCode.Subtract : OpCode.Add, sum, term);
            }

            return sum;
        }

        void Flatten(Value value, bool negative, List<(Value, bool)> terms)
        {
            for (int i = 0; i < 2; i++)
            {
                Value operand = value.Operands[i];
                bool sign = negative ^ (value.Op == OpCode.Subtract && i == 1);
                if (IsSum(operand) && uses[operand] == 1)
                {
                    Flatten(operand, sign, terms);
                }
                else
                {
                    terms.Add((operand, sign));
                }
            }
        }
    }

    private static bool IsSum(Value value) => value.Space == RowSpace.Attended && (value.Op is OpCode.Add or OpCode.Subtract);
}
