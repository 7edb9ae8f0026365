using System;
using System.Collections.Generic;
using RnnGen.Generator.Model;

namespace RnnGen.Generator.Ir;

/// <summary>Functions of the language that are equations themselves: one expansion each. Their adjoints follow from their parts.</summary>
internal static class Expansions
{
    /// <summary>Builds a function from its operands.</summary>
    public delegate Value Expansion(Writer w, IReadOnlyList<Value> operands);

    public static IReadOnlyDictionary<OpCode, Expansion> Table { get; } = new Dictionary<OpCode, Expansion>
    {
        // a * σ(a)
        [OpCode.Silu] = (w, o) => w.Multiply(o[0], w.Apply(OpCode.Sigmoid, o[0])),

        // a * (1 + erf(a / √2)) / 2
        [OpCode.Gelu] = (w, o) => w.Multiply(
            w.Multiply(w.Number(0.5), o[0]), w.Add(w.Number(1), w.Apply(OpCode.Erf, w.Multiply(o[0], w.Number(Math.Sqrt(0.5)))))),

        // min(max(alpha * a + beta, 0), 1)
        [OpCode.HardSigmoid] = (w, o) => w.Clamp(w.Add(w.Multiply(o[1], o[0]), o[2]), w.Number(0), w.Number(1)),

        [OpCode.HardTanh] = (w, o) => w.Clamp(o[0], w.Number(-1), w.Number(1)),

        [OpCode.Clamp] = (w, o) => w.Clamp(o[0], o[1], o[2]),

        [OpCode.LeakyRelu] = (w, o) => w.Apply(OpCode.Select, w.Apply(OpCode.Greater, o[0], w.Number(0)), o[0], w.Multiply(o[1], o[0])),

        // alpha * (exp(a) - 1) below 0; the minimum keeps what is not chosen finite.
        [OpCode.Elu] = (w, o) => w.Apply(
            OpCode.Select,
            w.Apply(OpCode.Greater, o[0], w.Number(0)),
            o[0],
            w.Multiply(o[1], w.Subtract(w.Apply(OpCode.Exp, w.Apply(OpCode.Min, o[0], w.Number(0))), w.Number(1)))),

        // -log(1 + exp(-a))
        [OpCode.LogSigmoid] = (w, o) => w.Negate(w.Apply(OpCode.Softplus, w.Negate(o[0]))),

        // a - k * floor(a / k)
        [OpCode.Mod] = (w, o) => w.Subtract(o[0], w.Multiply(o[1], w.Apply(OpCode.Floor, w.Apply(OpCode.Divide, o[0], o[1])))),

        // a * mask: 0 or 1 / (1 - rate), 1 in inference
        [OpCode.Dropout] = (w, o) => w.Multiply(o[0], w.Mask(OpCode.StepMask, o[0].Size!, o[1].Constant)),
        [OpCode.VariationalDropout] = (w, o) => w.Multiply(o[0], w.Mask(OpCode.SequenceMask, o[0].Size!, o[1].Constant)),

        // mask * previous + (1 - mask) * next: 1 or 0, the rate in inference
        [OpCode.Zoneout] = (w, o) => w.Zoneout(o[0], o[1], w.Mask(OpCode.ZoneoutMask, o[0].Size!, o[2].Constant)),

        [OpCode.Pow] = (w, o) => w.Power(o[0], o[1].Constant),
    };

    /// <summary>Short names for building values.</summary>
    internal sealed class Writer(GraphBuilder builder)
    {
        /// <summary>Whole exponents up to this one are products.</summary>
        private const int LongestProduct = 16;

        public Value Number(double value) => builder.Constant(value);

        public Value Apply(OpCode op, params Value[] operands) => builder.Apply(op, operands);

        public Value Add(Value a, Value b) => builder.Apply(OpCode.Add, a, b);

        public Value Subtract(Value a, Value b) => builder.Apply(OpCode.Subtract, a, b);

        public Value Multiply(Value a, Value b) => builder.Apply(OpCode.Multiply, a, b);

        public Value Negate(Value a) => builder.Apply(OpCode.Negate, a);

        public Value Mask(OpCode op, Dimension size, double rate) => builder.Mask(op, size, rate);

        public Value Zoneout(Value next, Value previous, Value mask) => Add(Multiply(mask, previous), Multiply(Subtract(Number(1), mask), next));

        public Value Clamp(Value a, Value low, Value high) => builder.Apply(OpCode.Min, builder.Apply(OpCode.Max, a, low), high);

        /// <summary>Products, a root or a quotient where they will do.</summary>
        public Value Power(Value a, double k) => k switch
        {
            0.5 => builder.Apply(OpCode.Sqrt, a),
            >= 1 and <= LongestProduct when k == Math.Floor(k) => Product(a, (int)k),
            <= -1 and >= -LongestProduct when k == Math.Floor(k) => builder.Apply(OpCode.Divide, builder.Constant(1), Product(a, (int)-k)),
            0 => builder.Apply(OpCode.Add, builder.Apply(OpCode.Multiply, a, builder.Constant(0)), builder.Constant(1)),
            _ => builder.Apply(OpCode.Pow, a, builder.Constant(k)),
        };

        // a^7 = a * (a * a²)²: by squaring.
        private Value Product(Value a, int k)
        {
            if (k == 1)
            {
                return a;
            }

            Value half = Product(a, k / 2), square = Multiply(half, half);
            return k % 2 == 0 ? square : Multiply(a, square);
        }
    }
}
