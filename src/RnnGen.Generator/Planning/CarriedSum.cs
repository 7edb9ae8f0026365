using System.Collections.Generic;
using System.Linq;
using RnnGen.Generator.Ir;
using RnnGen.Generator.Model;

namespace RnnGen.Generator.Planning;

/// <summary>
/// A gradient that is a sum of products and of elementwise terms: <c>dh = Uᵀ da + z * dh'</c>. The elementwise part is written to the
/// gradient's memory and the products are added on top, so that neither needs memory of its own.
/// </summary>
/// <param name="Products">The sum of products, when no one else uses it.</param>
/// <param name="Rest">The elementwise part; null when there is none.</param>
internal sealed record CarriedSum(Affine? Products, Value? Rest)
{
    public static CarriedSum Split(GraphBuilder builder, Value? gradient, string name, System.Func<Value, int> uses)
    {
        if (gradient is null)
        {
            return new CarriedSum(null, null);
        }

        var terms = new List<(Value Value, bool Negative)>();
        Value spine = gradient;
        while (spine.Op is OpCode.Add or OpCode.Subtract && uses(spine) == 1)
        {
            terms.Insert(0, (spine.Operands[1], spine.Op == OpCode.Subtract));
            spine = spine.Operands[0];
        }

        if (spine is not Affine affine || uses(affine) != 1)
        {
            if (!gradient.IsLeaf)
            {
                gradient.Label ??= name + "Direct";
            }

            return new CarriedSum(null, gradient);
        }

        Value? rest = null;
        foreach ((Value value, bool negative) in terms)
        {
            rest = rest is null
                ? negative ? builder.Apply(OpCode.Negate, value) : value
                : builder.Apply(negative ? OpCode.Subtract : OpCode.Add, rest, value);
        }

        if (rest is { IsLeaf: false })
        {
            rest.Label ??= name + "Direct";
        }

        return new CarriedSum(affine, rest);
    }

    public IEnumerable<Value> Parts => new[] { Products, Rest }.OfType<Value>();
}
