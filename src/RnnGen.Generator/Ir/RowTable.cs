using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using RnnGen.Generator.Model;

namespace RnnGen.Generator.Ir;

/// <summary>
/// What a row operation is: it reads whole vectors from memory and leaves one in memory, row by row, in a kernel of its own. Together
/// with its shape (Shapes/RowShapes.cs) and its adjoint (Autodiff/AdjointRules.cs) a row is all the compiler knows of it.
/// </summary>
/// <param name="Op">The operation.</param>
/// <param name="Equation">How people write it, given the operands as text.</param>
/// <param name="Calls">
/// Calls of the runtime's row kernels that compute it: <c>{0}</c> is the target, <c>{1}</c> and on are the operands.
/// </param>
/// <param name="Compute">The operation on numbers: fills the result from the operands.</param>
internal sealed record RowOp(
    OpCode Op, Func<Value, string[], string> Equation, Func<Value, IEnumerable<string>> Calls, Action<Value, double[][], double[]> Compute);

/// <summary>One row for each row operation; the table drives the printer, the interpreter, the planner and the emitter.</summary>
internal static class RowTable
{
    private static readonly Dictionary<OpCode, RowOp> Rows = new[]
    {
        Function(OpCode.SumFeatures, "Sum", (a, y) => y[0] = a[0].Sum()) with
        {
            Calls = v => [(v.Operands[0].Size!.Columns is null ? "Sum" : "SumOfMatrix") + "({0}, {1})"],
        },
        Function(OpCode.MaxFeatures, "Max", (a, y) => y[0] = a[0].Max()),
        Function(OpCode.Dot, "Dot", (a, y) => y[0] = a[0].Zip(a[1], (x, z) => x * z).Sum()),
        Function(OpCode.LogSumExp, "LogSumExp", (a, y) => y[0] = LogSumExp(a[0])),
        Function(OpCode.Softmax, "Softmax", Softmax),
        new RowOp(OpCode.Slice, SliceText, v => ["Slice({0}, {1}, " + Number(v.Index) + ")"], (v, a, y) => Array.Copy(a[0], v.Index, y, 0, y.Length)),
        new RowOp(
            OpCode.Embed,
            (v, a) => "Embed(" + a[0] + ", " + Number(v.Index) + ")",
            v => ["Embed({0}, {1}, " + Number(v.Index) + ")"],
            (v, a, y) => a[0].CopyTo(y, v.Index)),
        new RowOp(OpCode.Concat, (_, a) => "Concat(" + string.Join(", ", a) + ")", ConcatCalls, (_, a, y) => a.SelectMany(x => x).ToArray().CopyTo(y, 0)),
        Function(OpCode.Outer, "Outer", (a, y) => Fill(y, a[1].Length, (i, j) => a[0][i] * a[1][j])),
        Function(OpCode.Apply, "Apply", (a, y) => Fill(y, 1, (i, _) => a[1].Select((v, j) => a[0][(i * a[1].Length) + j] * v).Sum())) with
        {
            Equation = (_, a) => a[0] + " * " + a[1],
        },
        Function(OpCode.ApplyTransposed, "ApplyTransposed", (a, y) => Fill(y, 1, (j, _) => a[1].Select((u, i) => a[0][(i * y.Length) + j] * u).Sum())) with
        {
            Equation = (_, a) => a[0] + "ᵀ * " + a[1],
        },
    }.ToDictionary(row => row.Op);

    /// <summary>Every row operation.</summary>
    public static IEnumerable<OpCode> All => Rows.Keys;

    public static bool Contains(OpCode op) => Rows.ContainsKey(op);

    public static RowOp Row(OpCode op) => Rows[op];

    private static RowOp Function(OpCode op, string name, Action<double[][], double[]> compute) => new(
        op,
        (_, a) => name + "(" + string.Join(", ", a) + ")",
        v => [name + "({0}, " + string.Join(", ", v.Operands.Select((_, i) => "{" + Number(i + 1) + "}")) + ")"],
        (_, a, y) => compute(a, y));

    private static void Fill(double[] y, int columns, Func<int, int, double> element)
    {
        for (int i = 0; i < y.Length; i++)
        {
            y[i] = element(i / columns, i % columns);
        }
    }

    private static void Softmax(double[][] a, double[] y)
    {
        double logSum = LogSumExp(a[0]);
        for (int i = 0; i < y.Length; i++)
        {
            y[i] = Math.Exp(a[0][i] - logSum);
        }
    }

    private static double LogSumExp(double[] a)
    {
        double max = a.Max();
        return max + Math.Log(a.Sum(x => Math.Exp(x - max)));
    }

    // a[..4], a[4..8], a[8..]
    private static string SliceText(Value value, string[] operands)
    {
        int end = value.Index + value.Size!.Value;
        return operands[0] + "[" + (value.Index == 0 ? "" : Number(value.Index)) + ".." + (end == value.Operands[0].Size?.Value ? "" : Number(end)) + "]";
    }

    private static IEnumerable<string> ConcatCalls(Value value)
    {
        int start = 0;
        for (int i = 0; i < value.Operands.Count; i++)
        {
            yield return "Put({0}, {" + Number(i + 1) + "}, " + Number(start) + ")";
            start += value.Operands[i].Size!.Value;
        }
    }

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);
}
