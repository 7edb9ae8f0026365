using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using RnnGen.Generator.Model;

namespace RnnGen.Generator.Ir;

/// <summary>Functions that are written in terms of other operations, so that they need no adjoint and no kernel of their own.</summary>
internal static class Composites
{
    /// <summary>Variance + epsilon keeps the layer norm of equal features finite.</summary>
    public const double DefaultEpsilon = 1e-5;

    public static bool Contains(OpCode op) => op is OpCode.Mean or OpCode.LogSoftmax or OpCode.LayerNorm;

    /// <summary>The function as it was written.</summary>
    public static string Text(Value value, IEnumerable<string> operands)
    {
        IEnumerable<string> arguments = value.Op == OpCode.LayerNorm && value.Constant != DefaultEpsilon
            ? operands.Append((operands.Count() > 1 ? "" : "epsilon: ") + value.Constant.ToString("R", CultureInfo.InvariantCulture))
            : operands;
        return value.Op + "(" + string.Join(", ", arguments) + ")";
    }

    /// <summary>The function in terms of other operations.</summary>
    /// <param name="builder">Makes the values.</param>
    /// <param name="op">The function.</param>
    /// <param name="operands">Its vectors.</param>
    /// <param name="epsilon">Of a layer norm.</param>
    /// <param name="name">What its author calls the result, or null; the values inside are labelled after it.</param>
    public static Value Expand(GraphBuilder builder, OpCode op, IReadOnlyList<Value> operands, double epsilon, string? name)
    {
        Value a = operands[0];
        return op switch
        {
            OpCode.Mean => Mean(builder, a),
            OpCode.LogSoftmax => builder.Apply(
                OpCode.Subtract, a, Labelled(builder.Rows(OpCode.LogSumExp, Dimension.Scalar, [a]), name, "LogSumExp")),
            _ => LayerNorm(builder, operands, epsilon, name),
        };
    }

    private static Value Mean(GraphBuilder builder, Value a) =>
        builder.Apply(OpCode.Multiply, builder.Rows(OpCode.SumFeatures, Dimension.Scalar, [a]), builder.Constant(1.0 / a.Size!.Value));

    // (a - mean) / sqrt(variance + epsilon) * gain + bias
    private static Value LayerNorm(GraphBuilder builder, IReadOnlyList<Value> operands, double epsilon, string? name)
    {
        Value a = operands[0];
        Value mean = Labelled(Mean(builder, a), name, "Mean");
        Value centred = Labelled(builder.Apply(OpCode.Subtract, a, mean), name, "Centred");
        Value variance = Labelled(
            builder.Apply(OpCode.Multiply, builder.Rows(OpCode.Dot, Dimension.Scalar, [centred, centred]), builder.Constant(1.0 / a.Size!.Value)), name, "Variance");
        Value deviation = builder.Apply(OpCode.Sqrt, builder.Apply(OpCode.Add, variance, builder.Constant(epsilon)));
        Value scale = Labelled(builder.Apply(OpCode.Divide, builder.Constant(1), deviation), name, "Scale");
        Value result = builder.Apply(OpCode.Multiply, centred, scale);
        return operands.Count == 1
            ? result
            : builder.Apply(OpCode.Add, builder.Apply(OpCode.Multiply, Labelled(result, name, "Normal"), operands[1]), operands[2]);
    }

    private static Value Labelled(Value value, string? name, string part)
    {
        if (!value.IsLeaf && value.Name is null)
        {
            value.Label ??= name is null ? char.ToLowerInvariant(part[0]) + part.Substring(1) : name + part;
        }

        return value;
    }
}
