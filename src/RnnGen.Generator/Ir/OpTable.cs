using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using RnnGen.Generator.Model;

namespace RnnGen.Generator.Ir;

/// <summary>
/// What an elementwise operation is. Together with its adjoint (Autodiff/AdjointRules.cs) a row is all the compiler knows of it.
/// </summary>
/// <param name="Op">The operation.</param>
/// <param name="Arity">Operands.</param>
/// <param name="Equation">How people write it: <c>{0}</c>, <c>{1}</c>, <c>{2}</c> are the operands.</param>
/// <param name="Code">How generated code writes it over lanes.</param>
/// <param name="Precedence">Binding strength of the result: 0 comparison, 1 sum, 2 product, 3 negation, 4 call or name.</param>
/// <param name="IsCheap">Whether computing it again costs less than storing it.</param>
/// <param name="Compute">The operation on numbers; operands it does not have are ignored.</param>
internal sealed record OpRow(
    OpCode Op, int Arity, string Equation, string Code, int Precedence, bool IsCheap, Func<double, double, double, double>? Compute)
{
    public bool IsElementwise => Compute is not null;

    /// <summary>Binding strength of the generated code, which has calls where people have operators.</summary>
    public int CodePrecedence => Precedence == 0 ? 4 : Precedence;
}

/// <summary>One row for each operation; the table drives the printer, the interpreter and the emitter.</summary>
internal static class OpTable
{
    private static readonly Dictionary<OpCode, OpRow> Rows = new[]
    {
        Structural(OpCode.Input),
        Structural(OpCode.State),
        Structural(OpCode.Parameter),
        Structural(OpCode.Constant),
        Structural(OpCode.MatVec),
        Structural(OpCode.TransposedMatVec),
        Structural(OpCode.Row),
        Structural(OpCode.OutputGradient),
        Structural(OpCode.StateGradient),
        Structural(OpCode.Affine),
        Structural(OpCode.RowSum),
        Structural(OpCode.Memory),
        Structural(OpCode.ScoresGradient),
        Structural(OpCode.Attend),
        Positional(OpCode.Context, "Context({0}, {1})", 2),
        Positional(OpCode.Spread, "{0}"),
        Positional(OpCode.SegmentSum, "SumPositions({0})"),
        Positional(OpCode.SegmentSoftmax, "Softmax({0})"),
        Positional(OpCode.SegmentSoftmaxGradient, "SoftmaxGradient({0}, {1})", 2),
        Positional(OpCode.SumSteps, "SumSteps({0})"),
        Structural(OpCode.SumFeatures),
        Structural(OpCode.MaxFeatures),
        Structural(OpCode.Dot),
        Structural(OpCode.Softmax),
        Structural(OpCode.Concat),
        Structural(OpCode.Slice),
        Structural(OpCode.Outer),
        Structural(OpCode.Apply),
        Structural(OpCode.ApplyTransposed),
        Structural(OpCode.Mean),
        Structural(OpCode.LogSoftmax),
        Structural(OpCode.LayerNorm),
        Structural(OpCode.LogSumExp),
        Structural(OpCode.Embed),
        new OpRow(OpCode.Broadcast, 1, "{0}", "{0}", 4, true, null),
        new OpRow(OpCode.Add, 2, "{0} + {1}", "{0} + {1}", 1, true, (a, b, _) => a + b),
        new OpRow(OpCode.Subtract, 2, "{0} - {1}", "{0} - {1}", 1, true, (a, b, _) => a - b),
        new OpRow(OpCode.Multiply, 2, "{0} * {1}", "{0} * {1}", 2, true, (a, b, _) => a * b),
        new OpRow(OpCode.Divide, 2, "{0} / {1}", "{0} / {1}", 2, false, (a, b, _) => a / b),
        new OpRow(OpCode.Negate, 1, "-{0}", "-{0}", 3, true, (a, _, _) => -a),
        Function(OpCode.Sigmoid, a => a >= 0 ? 1 / (1 + Math.Exp(-a)) : Math.Exp(a) / (1 + Math.Exp(a))),
        Function(OpCode.Tanh, Math.Tanh),
        Function(OpCode.Relu, a => a > 0 || double.IsNaN(a) ? a : 0, cheap: true),
        Function(OpCode.Exp, Math.Exp),
        Function(OpCode.Log, Math.Log),
        Function(OpCode.Sqrt, Math.Sqrt),
        Function(OpCode.Abs, Math.Abs, cheap: true),
        Function(OpCode.Softplus, a => Math.Max(a, 0) + Log1P(Math.Exp(-Math.Abs(a)))),
        Function(OpCode.Erf, ErrorFunction.Of),
        Function(OpCode.Sin, Math.Sin),
        Function(OpCode.Cos, Math.Cos),
        Function(OpCode.Floor, Math.Floor, cheap: true),
        new OpRow(OpCode.StopGradient, 1, "StopGradient({0})", "({0})", 4, true, (a, _, _) => a),
        FunctionOfTwo(OpCode.Max, Math.Max),
        FunctionOfTwo(OpCode.Min, Math.Min),
        Comparison(OpCode.Greater, ">", (a, b) => a > b),
        Comparison(OpCode.GreaterOrEqual, ">=", (a, b) => a >= b),
        Comparison(OpCode.Less, "<", (a, b) => a < b),
        Comparison(OpCode.LessOrEqual, "<=", (a, b) => a <= b),
        new OpRow(OpCode.Pow, 2, "Pow({0}, {1})", "Lanes.Pow({0}, {1})", 4, false, (a, k, _) => Math.Pow(a, k)),
        new OpRow(OpCode.Select, 3, "Select({0}, {1}, {2})", "Lanes.Select({0}, {1}, {2})", 4, true, (c, a, b) => c != 0 ? a : b),
        Composite(OpCode.Silu, 1),
        Composite(OpCode.Gelu, 1),
        Composite(OpCode.HardSigmoid, 3),
        Composite(OpCode.HardTanh, 1),
        Composite(OpCode.LeakyRelu, 2),
        Composite(OpCode.Elu, 2),
        Composite(OpCode.LogSigmoid, 1),
        Composite(OpCode.Clamp, 3),
        Composite(OpCode.Mod, 2),
        Composite(OpCode.Dropout, 2),
        Composite(OpCode.VariationalDropout, 2),
        Composite(OpCode.Zoneout, 3),
        Structural(OpCode.StepMask),
        Structural(OpCode.SequenceMask),
        Structural(OpCode.ZoneoutMask),
        Function(OpCode.Positive, a => a > 0 ? 1 : 0, cheap: true),
        Function(OpCode.Sign, a => a > 0 ? 1 : a < 0 ? -1 : 0, cheap: true),
        FunctionOfTwo(OpCode.Share, (a, b) => a > b ? 1 : a == b ? 0.5 : 0),
    }.ToDictionary(row => row.Op);

    public static OpRow Row(OpCode op) => Rows[op];

    private static OpRow Structural(OpCode op) => new(op, 0, "", "", 4, false, null);

    // Its rows are positions of a memory: see Planning/MemoryPlan.cs.
    private static OpRow Positional(OpCode op, string equation, int arity = 1) => new(op, arity, equation, "", 4, false, null);

    private static OpRow Function(OpCode op, Func<double, double> compute, bool cheap = false) =>
        new(op, 1, op + "({0})", "Lanes." + op + "({0})", 4, cheap, (a, _, _) => compute(a));

    private static OpRow FunctionOfTwo(OpCode op, Func<double, double, double> compute) =>
        new(op, 2, op + "({0}, {1})", "Lanes." + op + "({0}, {1})", 4, true, (a, b, _) => compute(a, b));

    // Binds weaker than a sum, as in C#.
    private static OpRow Comparison(OpCode op, string sign, Func<double, double, bool> holds) =>
        new(op, 2, "{0} " + sign + " {1}", "Lanes." + op + "({0}, {1})", 0, true, (a, b, _) => holds(a, b) ? 1 : 0);

    // Expanded when a step is lowered: of the row only the way people write it is used.
    private static OpRow Composite(OpCode op, int arity) =>
        new(op, arity, op + "(" + string.Join(", ", Enumerable.Range(0, arity).Select(i => "{" + i.ToString(CultureInfo.InvariantCulture) + "}")) + ")", "", 4, false, null);

    // netstandard2.0 has no log1p; this form is exact to rounding (Kahan).
    private static double Log1P(double e)
    {
        double u = 1 + e;
        return u == 1 ? e : Math.Log(u) * e / (u - 1);
    }
}
