using System.Collections.Generic;
using RnnGen.Generator.Ir;
using RnnGen.Generator.Model;

namespace RnnGen.Generator.Autodiff;

/// <summary>
/// The calculus, one rule per operation: from y = op(a, b) and dy = ∂L/∂y to ∂L/∂a and ∂L/∂b. Where it can be, a derivative is written in
/// terms of the result y, so that only y need be kept.
/// </summary>
internal static class AdjointRules
{
    /// <summary>Gives a gradient for each operand; null where it is 0.</summary>
    public delegate Value?[] Rule(Calculus c, Value y, Value dy);

    public static IReadOnlyDictionary<OpCode, Rule> Table { get; } = new Dictionary<OpCode, Rule>
    {
        // y = a + b
        [OpCode.Add] = (c, y, dy) => [dy, dy],

        // y = a - b
        [OpCode.Subtract] = (c, y, dy) => [dy, c.Negate(dy)],

        // y = a * b
        [OpCode.Multiply] = (c, y, dy) => [c.Multiply(dy, y.Operands[1]), c.Multiply(dy, y.Operands[0])],

        // y = a / b: da = dy / b, db = -dy * y / b
        [OpCode.Divide] = (c, y, dy) => [c.Divide(dy, y.Operands[1]), c.Negate(c.Divide(c.Multiply(dy, y), y.Operands[1]))],

        // y = -a
        [OpCode.Negate] = (c, y, dy) => [c.Negate(dy)],

        // y = σ(a): dy * y * (1 - y)
        [OpCode.Sigmoid] = (c, y, dy) => [c.Multiply(c.Multiply(dy, y), c.Subtract(c.One, y))],

        // y = tanh(a): dy * (1 - y * y)
        [OpCode.Tanh] = (c, y, dy) => [c.Multiply(dy, c.Subtract(c.One, c.Multiply(y, y)))],

        // y = max(0, a): dy where y > 0
        [OpCode.Relu] = (c, y, dy) => [c.Multiply(dy, c.Function(OpCode.Positive, y))],

        // y = exp(a): dy * y
        [OpCode.Exp] = (c, y, dy) => [c.Multiply(dy, y)],

        // y = log(a): dy / a
        [OpCode.Log] = (c, y, dy) => [c.Divide(dy, y.Operands[0])],

        // y = sqrt(a): dy * 0.5 / y
        [OpCode.Sqrt] = (c, y, dy) => [c.Divide(c.Multiply(c.Constant(0.5), dy), y)],

        // y = |a|: dy * sign(a)
        [OpCode.Abs] = (c, y, dy) => [c.Multiply(dy, c.Function(OpCode.Sign, y.Operands[0]))],

        // y = log(1 + exp(a)): dy * σ(a)
        [OpCode.Softplus] = (c, y, dy) => [c.Multiply(dy, c.Function(OpCode.Sigmoid, y.Operands[0]))],

        // y = erf(a): dy * 2/√π * exp(-a²)
        [OpCode.Erf] = (c, y, dy) =>
            [c.Multiply(dy, c.Multiply(c.Constant(1.1283791670955126), c.Function(OpCode.Exp, c.Negate(c.Multiply(y.Operands[0], y.Operands[0])))))],

        // y = sin(a): dy * cos(a)
        [OpCode.Sin] = (c, y, dy) => [c.Multiply(dy, c.Function(OpCode.Cos, y.Operands[0]))],

        // y = cos(a): -dy * sin(a)
        [OpCode.Cos] = (c, y, dy) => [c.Negate(c.Multiply(dy, c.Function(OpCode.Sin, y.Operands[0])))],

        // y = a^k: dy * k * a^(k - 1)
        [OpCode.Pow] = (c, y, dy) => [c.Multiply(dy, c.Multiply(y.Operands[1], c.Power(y.Operands[0], y.Operands[1].Constant - 1))), null],

        // y = max(a, b): dy to the larger, half to each where they are equal
        [OpCode.Max] = (c, y, dy) => [c.Multiply(dy, c.Share(y.Operands[0], y.Operands[1])), c.Multiply(dy, c.Share(y.Operands[1], y.Operands[0]))],

        // y = min(a, b): dy to the smaller, half to each where they are equal
        [OpCode.Min] = (c, y, dy) => [c.Multiply(dy, c.Share(y.Operands[1], y.Operands[0])), c.Multiply(dy, c.Share(y.Operands[0], y.Operands[1]))],

        // y = condition ? a : b: dy to the one chosen
        [OpCode.Select] = (c, y, dy) =>
            [null, c.Select(y.Operands[0], dy, c.Constant(0)), c.Select(y.Operands[0], c.Constant(0), dy)],

        // Steps, and what shall hand no gradient on.
        [OpCode.Floor] = (_, _, _) => [null],
        [OpCode.StopGradient] = (_, _, _) => [null],
        [OpCode.Greater] = (_, _, _) => [null, null],
        [OpCode.GreaterOrEqual] = (_, _, _) => [null, null],
        [OpCode.Less] = (_, _, _) => [null, null],
        [OpCode.LessOrEqual] = (_, _, _) => [null, null],

        // y = a for every feature
        [OpCode.Broadcast] = (c, y, dy) => [c.Sum(dy)],

        // y = Σ a
        [OpCode.SumFeatures] = (c, y, dy) => [c.Broadcast(dy, y.Operands[0])],

        // y = max a: dy in equal shares to the features that reach it
        [OpCode.MaxFeatures] = (c, y, dy) =>
        {
            Value isLargest = c.Subtract(c.One, c.Function(OpCode.Positive, c.Subtract(c.Broadcast(y, y.Operands[0]), y.Operands[0])));
            return [c.Multiply(isLargest, c.Broadcast(c.Divide(dy, c.Sum(isLargest)), y.Operands[0]))];
        },

        // y = Σ a b
        [OpCode.Dot] = (c, y, dy) =>
            [c.Multiply(c.Broadcast(dy, y.Operands[0]), y.Operands[1]), c.Multiply(c.Broadcast(dy, y.Operands[0]), y.Operands[0])],

        // y = exp(a) / Σ exp(a): y * (dy - Σ dy y)
        [OpCode.Softmax] = (c, y, dy) => [c.Multiply(y, c.Subtract(dy, c.Broadcast(c.Dot(dy, y), y)))],

        // y = log Σ exp(a): dy * exp(a - y)
        [OpCode.LogSumExp] = (c, y, dy) =>
            [c.Multiply(c.Broadcast(dy, y.Operands[0]), c.Function(OpCode.Exp, c.Subtract(y.Operands[0], c.Broadcast(y, y.Operands[0]))))],

        // y = (a, b, ...): each its features of dy
        [OpCode.Concat] = (c, y, dy) => c.Parts(dy, y.Operands),

        // y = some features of a: dy there, 0 elsewhere
        [OpCode.Slice] = (c, y, dy) => [c.Embed(dy, y.Index, y.Operands[0])],

        // y = a bᵀ: da = dy b, db = dyᵀ a
        [OpCode.Outer] = (c, y, dy) => [c.Apply(dy, y.Operands[1]), c.ApplyTransposed(dy, y.Operands[0])],

        // y = M v: dM = dy vᵀ, dv = Mᵀ dy
        [OpCode.Apply] = (c, y, dy) => [c.Outer(dy, y.Operands[1]), c.ApplyTransposed(y.Operands[0], dy)],

        // y = Mᵀ u: dM = u dyᵀ, du = M dy
        [OpCode.ApplyTransposed] = (c, y, dy) => [c.Outer(y.Operands[1], dy), c.Apply(y.Operands[0], dy)],

        // y = a row of a table: the table's gradient is collected by ReverseMode, a token has none
        [OpCode.Row] = (_, _, _) => [null],

        // y = W a: da = Wᵀ dy; dW = dy ⊗ a is collected by ReverseMode
        [OpCode.MatVec] = (c, y, dy) => [c.Transposed(y.Index, dy)],

        // y = Wᵀ a: da = W dy; dW = a ⊗ dy likewise
        [OpCode.TransposedMatVec] = (c, y, dy) => [c.Product(y.Index, dy)],

        // a vector at every position: what all positions give back
        [OpCode.Spread] = (c, y, dy) => [c.Builder.SegmentSum(dy)],
        [OpCode.SegmentSum] = (c, y, dy) => [c.Builder.Spread(dy)],

        // y = softmax(a) over positions: y * (dy - sum over positions of y * dy)
        [OpCode.SegmentSoftmax] = (c, y, dy) => [c.Builder.SegmentSoftmaxGradient(y, dy)],
    };

    /// <summary>Short names for building values.</summary>
    internal sealed class Calculus(GraphBuilder builder)
    {
        public GraphBuilder Builder { get; } = builder;

        public Value One => Builder.Constant(1);

        public Value Constant(double value) => Builder.Constant(value);

        public Value Negate(Value a) => Builder.Apply(OpCode.Negate, a);

        public Value Add(Value a, Value b) => Builder.Apply(OpCode.Add, a, b);

        public Value Subtract(Value a, Value b) => Builder.Apply(OpCode.Subtract, a, b);

        public Value Multiply(Value a, Value b) => Builder.Apply(OpCode.Multiply, a, b);

        public Value Divide(Value a, Value b) => Builder.Apply(OpCode.Divide, a, b);

        public Value Function(OpCode op, Value a) => Builder.Apply(op, a);

        public Value Outer(Value a, Value b) => Builder.Rows(OpCode.Outer, a.Size! with { Columns = b.Size, IsScalar = false }, [a, b]);

        public Value Apply(Value matrix, Value v) => Builder.Rows(OpCode.Apply, matrix.Size!.Rows, [matrix, v]);

        public Value ApplyTransposed(Value matrix, Value u) => Builder.Rows(OpCode.ApplyTransposed, matrix.Size!.Columns!, [matrix, u]);

        public Value Product(int matrix, Value dy) => Builder.MatVec(matrix, dy);

        public Value Transposed(int matrix, Value dy) => Builder.TransposedMatVec(matrix, dy);

        public Value Power(Value a, double exponent) => new Expansions.Writer(Builder).Power(a, exponent);

        public Value Share(Value a, Value b) => Builder.Apply(OpCode.Share, a, b);

        public Value Select(Value condition, Value a, Value b) => Builder.Apply(OpCode.Select, condition, a, b);

        public Value Broadcast(Value scalar, Value like) => Builder.Broadcast(scalar, like.Size!);

        public Value Sum(Value a) => a.Size is { IsOne: true } ? a : Builder.Rows(OpCode.SumFeatures, Dimension.Scalar, [a]);

        public Value Dot(Value a, Value b) => Builder.Rows(OpCode.Dot, Dimension.Scalar, [a, b]);

        public Value Embed(Value a, int start, Value like) => Builder.Rows(OpCode.Embed, like.Size!, [a], start);

        public Value[] Parts(Value a, IReadOnlyList<Value> like)
        {
            var parts = new Value[like.Count];
            for (int i = 0, start = 0; i < parts.Length; start += like[i].Size!.Value, i++)
            {
                parts[i] = Builder.Rows(OpCode.Slice, like[i].Size!, [a], start);
            }

            return parts;
        }
    }
}
