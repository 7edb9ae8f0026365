using System.Collections.Generic;
using System.Linq;
using RnnGen.Generator.Ir;
using RnnGen.Generator.Model;

namespace RnnGen.Generator.Passes;

/// <summary>
/// Collects the matrix products and biases of each sum into one <see cref="Affine"/> value: the memory that accumulating products fill.
/// Before: <c>Add(Add(MatVec(Wf, x), MatVec(Uf, h)), bf)</c>. After: <c>Affine(Wf x + Uf h + bf)</c>.
/// A product that is also used elsewhere, or subtracted, stands alone.
/// </summary>
internal static class GatherProducts
{
    public static CellGraph Run(CellGraph graph)
    {
        var forward = new HashSet<Value>(CellGraph.Reachable(graph.ForwardRoots));
        IReadOnlyList<Value> order = CellGraph.Reachable(graph.ForwardRoots.Concat(graph.BackwardRoots));
        Dictionary<Value, int> uses = CountUses(graph, order);
        var inner = new HashSet<Value>(order
            .Where(v => v.Op is OpCode.Add or OpCode.Subtract)
            .SelectMany(v => (v.Op == OpCode.Add ? v.Operands : v.Operands.Take(1)).Where(o => o.Space == v.Space))
            .Where(v => uses[v] == 1 && (v.Op is OpCode.Add or OpCode.Subtract)));

        var builder = new GraphBuilder(graph.Spec);
        var done = new Dictionary<Value, Value>();
        foreach (Value value in order)
        {
            if (inner.Contains(value))
            {
                continue; // part of a larger sum
            }

            Value result = value.Op is OpCode.Add or OpCode.Subtract
                ? RebuildSum(value)
                : value.Op is OpCode.MatVec or OpCode.TransposedMatVec
                    ? builder.Affine([ProductOf(value)], [], value.Size!)
                    : builder.Copy(value, [.. value.Operands.Select(o => done[o])]);
            result.TakeNames(value);
            done.Add(value, result);
        }

        return graph.Map(builder, v => done[v]);

        Product ProductOf(Value v) => new(v.Index, done[v.Operands[0]], v.Op == OpCode.TransposedMatVec);

        // W_h for W * h, WT_da for Wᵀ * da
        string LabelOf(Value product) => product.Name ?? product.Label
            ?? graph.Spec.Parameters[product.Index].Name + (product.Op == OpCode.MatVec ? "_" : "T_") + (product.Operands[0].Name ?? product.Operands[0].Label ?? "u");

        Value RebuildSum(Value root)
        {
            var terms = new List<(Value Value, bool Negative)>();
            Flatten(root, false, terms);
            List<Value> products = [.. terms.Where(t => !t.Negative && IsProduct(t.Value) && t.Value.Space == root.Space && !(builder.ComputesOnce && t.Value.IsOnce) && uses[t.Value] == 1).Select(t => t.Value)];

            Affine? affine = null;
            List<Value> absorbed = [.. products];
            if (products.Count > 0)
            {
                List<Value> biases = [.. terms.Where(t => !t.Negative && t.Value.Op == OpCode.Parameter && forward.Contains(root)).Select(t => t.Value).Take(root.HasPositions() ? 1 : int.MaxValue)];
                affine = builder.Affine([.. products.Select(ProductOf)], [.. biases.Select(b => b.Index)], products[0].Size!);
                absorbed.AddRange(biases);
                affine.Label = absorbed.Count < terms.Count || root.HasPositions() ? string.Join("_", products.Select(LabelOf)) : null;
            }

            Value? sum = affine;
            foreach ((Value value, bool negative) in terms.Where(t => t.Negative || !absorbed.Contains(t.Value)))
            {
                Value term = done[value];
                sum = sum is null
                    ? negative ? builder.Apply(OpCode.Negate, term) : term
                    : builder.Apply(negative ? OpCode.Subtract : OpCode.Add, sum, term);
            }

            return sum!;
        }

        void Flatten(Value value, bool negative, List<(Value, bool)> terms)
        {
            foreach ((Value operand, int i) in value.Operands.Select((o, i) => (o, i)))
            {
                bool sign = negative ^ (value.Op == OpCode.Subtract && i == 1);
                if (inner.Contains(operand))
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

    private static bool IsProduct(Value value) => value.Op is OpCode.MatVec or OpCode.TransposedMatVec;

    private static Dictionary<Value, int> CountUses(CellGraph graph, IReadOnlyList<Value> order)
    {
        Dictionary<Value, int> uses = order.ToDictionary(v => v, _ => 0);
        foreach (Value value in order.SelectMany(v => v.Operands).Concat(graph.ForwardRoots).Concat(graph.BackwardRoots))
        {
            uses[value]++;
        }

        return uses;
    }
}
